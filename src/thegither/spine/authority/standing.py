"""What stands written already, looked up for a whole list at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from thegither.spine.authority.models import DatedEntry
from thegither.spine.spaces.models import Partnership

# A row says the same as another whatever of these differs.
APART = ("id", "written_at", "struck_at", "valid_from", "valid_to", "provenance", "identifier")
Span = tuple[date, date]


class Standing:
    """`entry in standing`: whether a row that stands says the same of some of the same days.

    One question to the database, however long the list is.
    """

    def __init__(self, partnership: Partnership, entries: Sequence[DatedEntry]) -> None:
        self.spans: dict[tuple[object, ...], list[Span]] = defaultdict(list)
        if entries:
            model = type(entries[0])
            self.fields = [f.attname for f in model._meta.concrete_fields if f.name not in APART]
            for row in model.objects.filter(model.known(), partnership=partnership).iterator():
                self.spans[self._says(row)].append(_span(row))

    def __contains__(self, entry: DatedEntry) -> bool:
        first, last = _span(entry)
        return any(begun <= last and first <= end for begun, end in self.spans[self._says(entry)])

    def _says(self, entry: DatedEntry) -> tuple[object, ...]:
        return tuple(getattr(entry, name) for name in self.fields)


def _span(entry: DatedEntry) -> Span:
    return entry.valid_from or date.min, entry.valid_to or date.max
