"""Saying what has reached one's layer, and telling of a layer that passes little on."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from thegither.capabilities.relationships.models import LayerLook, Receipt
from thegither.capabilities.relationships.queries.reaching import (
    WAYS,
    Passage,
    Place,
    passages,
    things,
)
from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Finding, Partnership, Record
from thegither.spine.spaces.visibility import HOUSE

BLOCKED_LAYER, FOUND, SETTLED = "blocked_layer", "found", "settled"


@transaction.atomic
def say_what_reached(
    *, partnership: Partnership, place: Place, shown: Collection[UUID], reached: Collection[UUID]
) -> None:
    """Somebody of a layer says which of the things shown have reached them.

    Nothing tells who: no person comes in, no time is kept, and no entry is written in the audit chain. That a
    thing has reached a layer is never taken back by somebody else there who had not heard of it.
    """
    asked = {record.pk for way in WAYS for record in things(partnership, way)} & set(shown)
    where = {"organization_id": place.organization, "level": place.level}
    new = [Receipt(record_id=record, has_reached=False, **where) for record in sorted(asked)]
    Receipt.objects.bulk_create(new, ignore_conflicts=True)
    own = Receipt.objects.filter(record__in=asked & set(reached), **where)
    own.update(has_reached=True)


@transaction.atomic
def look_for_blocked_layers(*, partnership: Partnership) -> list[Finding]:
    """Say which layer passes little on, and settle what is so no longer. Twice is as good as once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    blocked = [passage for passage in passages(partnership) if passage.blocking]
    seen = {tuple(about_of(passage)): passage for passage in blocked}
    open_now = Finding.objects.filter(
        record__partnership=partnership, kind=BLOCKED_LAYER, record__state=FOUND
    )
    said = {tuple(finding.about): finding for finding in open_now.select_related("record")}
    for about in said.keys() - seen.keys():
        said[about].record.state = SETTLED
        said[about].record.save(update_fields=["state"])
    today = timezone.localdate()
    LayerLook.objects.update_or_create(partnership=partnership, defaults={"looked_on": today})
    return [_tell(partnership, passage) for about, passage in seen.items() if about not in said]


def about_of(passage: Passage) -> list[str]:
    """An organisation and the layer that passes little on: never a person."""
    return [f"organization:{passage.organization.pk}", f"level:{passage.blocking}"]


def _tell(partnership: Partnership, passage: Passage) -> Finding:
    record = create_record(
        partnership=partnership,
        kind="finding",
        title=passage.sentence,
        audience=Record.Audience.MEMBERS,
        state=FOUND,
    )
    append_entry(
        chain=partnership.pk,
        actor=HOUSE.actor,
        verb="find_blocked_layer",
        about=f"finding:{record.pk}",
        state={"sentence": passage.sentence},
    )
    return Finding.objects.create(
        record=record,
        kind=BLOCKED_LAYER,
        about=about_of(passage),
        sentence=passage.sentence,
        figures=[figure.to_json() for figure in passage.evidence()],
        verdict=FOUND,
    )
