"""Meetings of Kirkbrae Together in each phase, on top of the shared world.

The carers' group meets: Morag (its organizer, who chairs) and Catriona. The board is Ailsa, Bashir and Effie.

    planned   the carers' group, in a week, with two items on its agenda
    held      the board, today, begun; Ailsa coordinates, Bashir takes the notes
    agreed    the board, whose minutes were agreed
"""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.world import World

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.capabilities.meetings.phases import HELD
from thegither.spine.people import actions as people
from thegither.spine.spaces.actions import create_activity
from thegither.spine.spaces.visibility import HOUSE

AN_HOUR = timedelta(hours=1)


def in_days(days: int) -> datetime:
    """Two in the afternoon, this many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, 14))


def plan(world: World, *, days: int = 7, title: str = "Carers' group", **fields) -> Meeting:
    starts = in_days(days)
    draft = actions.Draft(title=title, starts_at=starts, ends_at=starts + AN_HOUR, **fields)
    return actions.plan_meeting(
        viewer=world.viewer("ailsa"), partnership=world.partnership, draft=draft
    )


def plan_group(world: World, **fields) -> Meeting:
    """The carers' group: a body of the register meets, so everybody in it is expected."""
    meeting = plan(
        world,
        body=world.organizations["carers"],
        chair=world.people["morag"],
        place="Kirkbrae Hall",
        **fields,
    )
    for title in ("Welcome", "A break for every carer"):
        actions.add_item(viewer=world.viewer("ailsa"), meeting=meeting, title=title, minutes=20)
    return meeting


def hold_board(world: World, *, days: int = 0) -> Meeting:
    """The board, chosen one by one, begun, with two items."""
    ailsa = world.viewer("ailsa")
    meeting = plan(world, title="Board", days=days, note_taker=world.people["bashir"], quorum=2)
    board = [world.people[name] for name in ("ailsa", "bashir", "effie")]
    actions.expect_people(viewer=ailsa, meeting=meeting, people=board)
    for title in ("Money", "Buses"):
        actions.add_item(viewer=ailsa, meeting=meeting, title=title)
    return actions.start_meeting(viewer=ailsa, meeting=meeting)


def agree_board(world: World) -> Meeting:
    """A board of last week with notes, agreed today."""
    ailsa, meeting = world.viewer("ailsa"), hold_board(world, days=-7)
    item = meeting.items.order_by("position").first()
    actions.write_notes(viewer=ailsa, item=item, notes="There is enough money.", seen=0)
    return actions.agree_minutes(viewer=ailsa, meeting=meeting, agreed_on=timezone.localdate())


@pytest.fixture
def planned(world: World) -> Meeting:
    return plan_group(world)


@pytest.fixture
def held(world: World) -> Meeting:
    return hold_board(world)


@pytest.fixture
def agreed(world: World) -> Meeting:
    return agree_board(world)


MEETINGS, SEATS, STAYED_AWAY_AFTER = 12, 4, 6


def year_without_the_carers(world: World) -> None:
    """Twelve boards with four seats each for council and carers; nobody of the carers comes to the last six."""
    seats = {
        body: [
            people.add_person(
                viewer=HOUSE, partnership=world.partnership, name=f"{body} seat {n}", email=""
            )
            for n in range(SEATS)
        ]
        for body in ("council", "carers")
    }
    # Catriona sits there too, so that somebody can be told.
    seats["carers"][0] = world.people["catriona"]
    for number in range(MEETINGS):
        meeting = _past_board(world, in_days(30 * (number - MEETINGS)))
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                person=person,
                organization=world.organizations[body],
                came=_came(body, number, place),
            )
            for body, sitting in seats.items()
            for place, person in enumerate(sitting)
        )


def _past_board(world: World, starts: datetime) -> Meeting:
    activity = create_activity(
        partnership=world.partnership, kind="meeting", title="Board", phase=HELD, audience="members"
    )
    return Meeting.objects.create(
        record=activity.record, activity=activity, starts_at=starts, ends_at=starts + AN_HOUR
    )


def _came(body: str, meeting: int, place: int) -> str:
    """Each of the others misses two meetings; the carers stay away from the seventh on."""
    is_away = body == "carers" and meeting >= STAYED_AWAY_AFTER
    missed = is_away or meeting % 5 == place
    return Attendance.Came.NOBODY if missed else Attendance.Came.SELF
