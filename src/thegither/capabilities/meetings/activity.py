"""What the house asks of meetings: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.models import AgendaItem, Attendance, Correction, Meeting
from thegither.spine.people.models import Person
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


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
def templates(viewer: Viewer, partnership: Partnership) -> list[Template]:
    return []


def prepared(viewer: Viewer, partnership: Partnership) -> list[Prepared]:
    return []


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
    return []


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
