"""The pages of meetings, each in the state in which it has most to show."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.browser.visits import Visit, at
from tests.world import World
from tests.world_meetings import (
    agree_board,
    hold_board,
    plan_group,
    year_without_the_carers,
)

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.models import AgendaItem, Attendance, Meeting
from thegither.spine.promises.actions import raise_issue

Make = Callable[[World], Meeting]


def busy(world: World) -> Meeting:
    """Planned, with an item that a member asks for, one turned down, and an issue that waits."""
    meeting, ailsa = plan_group(world), world.viewer("ailsa")
    raise_issue(
        viewer=ailsa,
        partnership=world.partnership,
        title="Nobody answers the phone on Fridays",
        due_on=timezone.localdate() + timedelta(days=3),
    )
    catriona = world.viewer("catriona")
    actions.suggest_item(viewer=catriona, meeting=meeting, title="Could we meet in the evening?")
    other = actions.suggest_item(viewer=catriona, meeting=meeting, title="A trip to the sea")
    actions.drop_item(viewer=ailsa, item=other, reason="The forum talks about it in May.")
    actions.name_substitute(
        viewer=catriona, meeting=meeting, substitute=world.people["bashir"], may_decide=False
    )
    return meeting


def noted(world: World) -> Meeting:
    """Held, with who was there, notes on the first item, and what was agreed on it."""
    meeting, ailsa = hold_board(world), world.viewer("ailsa")
    came = dict.fromkeys(meeting.attendances.values_list("pk", flat=True), Attendance.Came.SELF)
    actions.take_attendance(viewer=ailsa, meeting=meeting, came=came)
    item = first_item(meeting)
    actions.write_notes(viewer=ailsa, item=item, notes="There is enough for a year.", seen=0)
    rows = [
        actions.Agreed(
            text="Carers get a break each month.",
            owner=world.people["bashir"],
            due_on=timezone.localdate() + timedelta(days=28),
            mandate="Scheme of delegation, 4.2",
            review_on=timezone.localdate() + timedelta(days=200),
        ),
        actions.Agreed(text="The office stays open.", no_promise_because="nothing changes"),
    ]
    actions.record_agreed(viewer=ailsa, meeting=meeting, rows=rows, item=item)
    actions.raise_question(viewer=ailsa, item=item, title="Who pays from next year on?")
    return meeting


def corrected(world: World) -> Meeting:
    meeting, ailsa = agree_board(world), world.viewer("ailsa")
    actions.correct_notes(
        viewer=ailsa,
        item=first_item(meeting),
        notes="There is enough money until June.",
        reason="The figure was read from last year's sheet.",
    )
    return meeting


def first_item(meeting: Meeting) -> AgendaItem:
    return meeting.items.order_by("position").first()


def _page(name: str, who: str, make: Make) -> Visit:
    full = f"meetings:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make(world).pk]))


def _item_page(name: str, who: str, make: Make, state: str = "listed") -> Visit:
    def address(world: World) -> str:
        meeting = make(world)
        item = meeting.items.filter(state=state).first()
        return reverse(f"meetings:{name}", args=["kirkbrae", meeting.pk, item.pk])

    return Visit(f"meetings:{name}", who, address)


def _index(world: World) -> str:
    busy(world)
    corrected(world)
    return reverse("meetings:index", args=["kirkbrae"])


def _early_word(world: World) -> str:
    year_without_the_carers(world)
    [word] = actions.watch_partners(partnership=world.partnership)
    return reverse("meetings:early_word", args=["kirkbrae", word.pk])


MEETINGS = [
    Visit("meetings:early_word", "catriona", _early_word),
    Visit("meetings:index", "ailsa", _index),
    at("meetings:create", "ailsa", "kirkbrae"),
    at("meetings:agreed_anew", "ailsa", "kirkbrae"),
    _page("meeting", "ailsa", busy),
    _page("meeting", "catriona", busy),
    _page("meeting", "bashir", noted),
    _page("meeting", "effie", corrected),
    _page("change", "ailsa", busy),
    _page("cancel", "ailsa", busy),
    _page("copy", "ailsa", busy),
    _page("agenda", "morag", busy),
    _page("suggest", "catriona", busy),
    _page("substitute", "catriona", busy),
    _page("people", "ailsa", busy),
    _page("attendance", "bashir", hold_board),
    _page("minutes", "bashir", noted),
    _page("agreed", "bashir", noted),
    _page("agree", "ailsa", noted),
    _page("print_agenda", "catriona", busy),
    _page("print_minutes", "bashir", noted),
    _item_page("change_item", "ailsa", busy),
    _item_page("drop_item", "ailsa", busy, state="suggested"),
    _item_page("question", "bashir", noted),
    _item_page("correct", "ailsa", corrected),
]
MEETING_POST_ONLY = frozenset(
    f"meetings:{name}"
    for name in (
        "start take_on move_item accept_item safeguard_item save_notes leave_out answer"
    ).split()
)
MEETING_NO_PAGE = {
    "meetings:feed": "a file",
    "meetings:calendar": "a file",
    "meetings:agenda_pdf": "a file",
    "meetings:agenda_docx": "a file",
    "meetings:minutes_pdf": "a file",
    "meetings:minutes_docx": "a file",
}
