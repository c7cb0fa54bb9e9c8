"""A planned query gives what the same query gives when Django writes it anew."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.world import World

from thegither.spine.spaces.actions import create_record, hide_record
from thegither.spine.spaces.models import Hiding, Lease, Partnership, Record
from thegither.spine.spaces.planned import (
    KEY,
    MOMENT,
    TEXT,
    Planned,
    PlannedUpsert,
    ValueBakedIn,
    as_object,
    columns,
)
from thegither.spine.spaces.visibility import HOUSE

pytestmark = pytest.mark.django_db


def of_slug(slug: str):
    return Partnership.objects.filter(slug=slug).values_list(*columns(Partnership))


def test_each_call_answers_for_its_own_values(world: World):
    plan = Planned(of_slug, slug=TEXT)
    for slug in ("kirkbrae", "elsewhere", "kirkbrae", "nowhere"):
        assert plan(slug=slug) == list(of_slug(slug))


def test_a_row_becomes_the_object_it_is(world: World):
    found = as_object(Partnership, Planned(of_slug, slug=TEXT)(slug="kirkbrae")[0])
    assert found == world.partnership
    assert found.created_at == Partnership.objects.get(slug="kirkbrae").created_at


def test_sql_is_written_once(world: World):
    written = []

    def build(slug: str):
        written.append(slug)
        return of_slug(slug)

    plan = Planned(build, slug=TEXT)
    for _ in range(3):
        plan(slug="kirkbrae")
    assert len(written) == 1


def test_an_argument_may_stand_in_several_places_and_others_stay(world: World):
    def build(partnership, moment):
        standing = Hiding.objects.filter(until__gt=moment, lifted_at=None)
        records = Record.objects.filter(
            partnership=partnership, kind="finding", hidings__in=standing
        )
        return records.filter(partnership=partnership).values_list("title")

    record = create_record(
        partnership=world.partnership, kind="finding", title="Carers wait", audience="members"
    )
    until = timezone.now() + timedelta(days=1)
    hide_record(viewer=HOUSE, record=record, reason="Not ready.", until=until)
    plan = Planned(build, partnership=KEY, moment=MOMENT)
    seen = plan(partnership=world.partnership.pk, moment=timezone.now())
    assert seen == [("Carers wait",)]
    assert plan(partnership=world.partnership.pk, moment=until) == []
    assert plan(partnership=world.elsewhere.pk, moment=timezone.now()) == []


@pytest.mark.parametrize(
    "build",
    [
        lambda slug: of_slug(slug).filter(created_at__lt=timezone.now()),
        lambda slug: of_slug(slug).filter(pk=uuid4()),
    ],
    ids=["a moment", "a key"],
)
def test_a_value_that_would_never_change_again_is_refused(build):
    with pytest.raises(ValueBakedIn):
        Planned(build, slug=TEXT)(slug="kirkbrae")


def test_a_row_is_stored_once_and_then_changed_in_what_was_named():
    store, soon = PlannedUpsert(Lease, unique=["name"], update=["holder"]), timezone.now()
    for name, holder in (("one", "first"), ("two", "second"), ("one", "third")):
        store(Lease(name=name, holder=holder, until=soon))
        soon += timedelta(hours=1)
    rows = list(Lease.objects.order_by("name").values_list("name", "holder", "until"))
    begun = soon - timedelta(hours=3)
    assert rows == [("one", "third", begun), ("two", "second", begun + timedelta(hours=1))]
