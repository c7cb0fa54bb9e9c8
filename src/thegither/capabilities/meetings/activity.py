"""What the house asks of meetings: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.models import AgendaItem, Attendance, Correction, Meeting
from thegither.spine.people.models import Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import (
    Ask,
    Card,
    Handling,
    Kept,
    Picture,
    Prepared,
    Section,
    Template,
)
from thegither.spine.spaces.models import Activity, Finding, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND, WORD = "meeting", "decide"
KEEP_MONTHS = 72


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    return []


def cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    return []


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    return []


def templates(viewer: Viewer, partnership: Partnership) -> list[Template]:
    """The next meeting, for a coordinator who begins."""
    if not allows("meetings.create", viewer, partnership):
        return []
    words = _("Day and place, an agenda, and a record of what was agreed, by whom and until when.")
    url = reverse("meetings:create", args=[partnership.slug])
    return [Template(_("Write down what we agree"), _("Plan the next meeting"), words, url)]


def prepared(viewer: Viewer, partnership: Partnership) -> list[Prepared]:
    """The meetings to which a coordinator asks people, the newest first."""
    if not allows("meetings.create", viewer, partnership):
        return []
    own = Meeting.objects.visible_to(viewer).filter(record__partnership=partnership)
    return [_prepared(viewer, each) for each in own.order_by("-starts_at", "pk")]


def _prepared(viewer: Viewer, meeting: Meeting) -> Prepared:
    pages = {
        name: reverse(f"meetings:{name}", args=[meeting.record.partnership.slug, meeting.pk])
        for name in ("meeting", "people", "cancel")
    }
    return Prepared(
        title=meeting.title,
        url=pages["meeting"],
        invite_url=pages["people"],
        discard_url=pages["cancel"] if allows("meetings.cancel", viewer, meeting) else "",
        is_sent=meeting.attendances.exists(),
    )


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
    return []


def board_lines(
    viewer: Viewer, partnership: Partnership, since: date, until: date
) -> list[Section]:
    """What was agreed stands in the board paper as decisions and promises; a meeting adds nothing."""
    return []


def words_of(record: Record) -> str:
    return ""


def address_of(record: Record) -> str:
    return ""


def findings(partnership: Partnership) -> QuerySet[Finding]:
    return Finding.objects.none()


def export_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    yield from ()


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of meetings that belongs to a partnership, in an order in which it can be stored."""
    return [
        Meeting.objects.filter(record__partnership=partnership),
        AgendaItem.objects.filter(record__partnership=partnership),
        Correction.objects.filter(item__record__partnership=partnership),
        Attendance.objects.filter(meeting__record__partnership=partnership),
    ]


def handling_of(activity: Activity) -> Handling:
    return Handling(
        asks=_("Who comes, who cannot, what is said to each point, and what was agreed."),
        why=_("So that everybody can rely on what was agreed, and on who does it by when."),
        seen_while_open=_("Members read the agenda, the papers, who comes and the minutes."),
        seen_after=_("Members read the minutes and what was agreed."),
        goes=_("Nothing by itself: what was agreed is the partnership's record."),
        stays=_("The agenda, the minutes, and what was agreed."),
        keep_months=KEEP_MONTHS,
        is_sealed=False,
        has_opened=True,
    )


def forget(activity: Activity) -> dict[str, int]:
    """Minutes are the results: there are no single answers behind them to delete."""
    return {}


def erase(person: Person) -> dict[str, int]:
    """What points at somebody is found without us; nothing else of a meeting leads to a person."""
    return {}


def kept_about(person: Person) -> list[Kept]:
    return []


def arrive(partnership: Partnership) -> None:
    """Nothing of a meeting is sealed, so nothing has to close after an import."""
