"""Who is who on a day: right on every boundary day, both ends included."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thegither.spine.people import actions
from thegither.spine.people.models import Membership, Person, Seat
from thegither.spine.people.queries import frame, rows, viewer_for, who_is_who
from thegither.spine.spaces.visibility import HOUSE

FIRST, LAST = date(2025, 3, 30), date(2025, 10, 26)
DAY = timedelta(days=1)


def held_on(start, end, day):
    return (start is None or start <= day) and (end is None or day <= end)


@pytest.mark.parametrize("start", [None, FIRST])
@pytest.mark.parametrize("end", [None, LAST])
@pytest.mark.parametrize("day", [FIRST - DAY, FIRST, FIRST + DAY, LAST - DAY, LAST, LAST + DAY])
def test_every_boundary_day(world, start, end, day):
    person = actions.add_person(viewer=HOUSE, partnership=world.partnership, name="Ceit")
    actions.add_membership(
        viewer=HOUSE, person=person, organization=world.organizations["carers"],
        valid_from=start, valid_to=end,
    )  # fmt: skip
    account, expected = actions.open_account(person=person), held_on(start, end, day)
    assert person.pk in {row.person for row in frame(world.partnership, day)} or not expected
    assert (person.pk in {row.person for row in frame(world.partnership, day)}) is expected
    assert (person in who_is_who(world.viewer("ailsa"), day)) is expected
    assert viewer_for(account, world.partnership, on=day).is_member is expected


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    spells=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4),
    asked=st.integers(-1, 10),
)
def test_any_spells_on_any_day(world, spells, asked):
    """Whoever has several spells is there when one of them holds."""
    person = Person.objects.create(partnership=world.partnership, name="Ceit")
    spells = [tuple(sorted(spell)) for spell in spells]
    for start, end in spells:
        Membership.objects.create(
            partnership=world.partnership, person=person,
            organization=world.organizations["carers"],
            valid_from=FIRST + start * DAY, valid_to=FIRST + end * DAY,
        )  # fmt: skip
    found = [
        row for row in frame(world.partnership, FIRST + asked * DAY) if row.person == person.pk
    ]
    assert len(found) == any(start <= asked <= end for start, end in spells)


def test_the_first_post_by_date_decides_where_somebody_counts(world):
    """
    Bashir:  support worker, Council   2024 ----------->
             volunteer, Carers               2025 ----->
    """
    bashir = world.people["bashir"]
    actions.add_membership(
        viewer=HOUSE, person=bashir, organization=world.organizations["carers"],
        valid_from=date(2025, 1, 1),
    )  # fmt: skip
    row = next(row for row in frame(world.partnership, FIRST) if row.person == bashir.pk)
    assert (row.sector, row.level) == ("public", "front_line")
    assert row.organization == world.organizations["council"].pk


def test_a_duty_holds_on_its_days_only(world):
    seat = world.people["ailsa"].seats.get()
    actions.end_seat(viewer=HOUSE, seat=seat, last_day=LAST)
    account = world.account("ailsa")
    assert viewer_for(account, world.partnership, on=LAST).has_duty("coordinator")
    assert not viewer_for(account, world.partnership, on=LAST + DAY).has_duty("coordinator")
    assert Seat.objects.filter(Seat.on(LAST), pk=seat.pk).exists()


def test_the_page_shows_the_day_one_asks_for(world):
    page, bashir = reverse("people:who_is_who", args=["kirkbrae"]), world.client("bashir")
    assert (
        "Nobody held a post on that day" in bashir.get(page, {"on": "2023-12-31"}).content.decode()
    )
    assert "Support worker" in bashir.get(page, {"on": "2024-01-01"}).content.decode()
    assert "Support worker" in bashir.get(page, {"on": "not a day"}).content.decode()


def test_the_page_keeps_addresses_and_phones_to_itself(world):
    page = world.client("bashir").get(reverse("people:who_is_who", args=["kirkbrae"]))
    assert "@" not in page.content.decode()


def test_an_outsider_is_told_nothing(world):
    assert not who_is_who(world.viewer("duncan"), FIRST)
    assert not who_is_who(world.viewer("nobody"), FIRST)


def test_the_rows_of_a_partnership_leave_the_others_alone(world):
    names = {str(row) for queryset in rows(world.partnership) for row in queryset}
    assert "Ailsa" in names and "Duncan" not in names
