"""What the house asks of meetings: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model, QuerySet

from thegither.spine.spaces.house import Ask, Card, Picture, Section
from thegither.spine.spaces.models import Finding, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND, WORD = "meeting", "decide"


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    return []


def cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    return []


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    return []


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
    return []


def arrive(partnership: Partnership) -> None:
    """Nothing of a meeting is sealed, so nothing has to close after an import."""
