"""A list between reading it and storing it: it travels in the page, signed, and leaves nothing behind.

Nobody else can read it on the way through the browser of the one who sent it, nobody can change it, and
there is no file of people's names to forget on the server.
"""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from thegither.formats.errors import FormatError
from thegither.formats.popolo import Register, read_popolo
from thegither.formats.tables import Row, Table, read_table, read_text
from thegither.spine.people.columns import Choice, guess
from thegither.spine.people.reading import complete, register_of
from thegither.spine.spaces.visibility import Viewer

GOOD_FOR = 3600
# What a form holds beside the list: its columns, and the token that keeps it safe.
ROOM_FOR_THE_REST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Staged:
    """A flat table whose columns are still to be named, or the text of a Popolo document."""

    source: str
    table: Table | None = None
    popolo: str = ""

    @classmethod
    def of_file(cls, data: bytes, source: str) -> Self:
        """Raises `FormatError` for what is neither Popolo nor CSV nor XLSX."""
        if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
            read_popolo(data, source)
            return cls(source, popolo=data.decode("utf-8-sig"))
        return cls(source, table=read_table(data, source))

    @classmethod
    def of_text(cls, text: str, source: str) -> Self:
        if text.lstrip()[:1] == "{":
            return cls.of_file(text.encode(), source)
        return cls(source, table=read_text(text, source))

    def guess(self) -> Choice | None:
        return guess(self.table) if self.table else None

    def register(
        self, choice: Choice | None, defaults: dict[str, str], sectors: dict[str, str] | None = None
    ) -> Register:
        """Raises `FormatError` naming the first thing that cannot be stored."""
        if self.table and choice:
            return register_of(self.table, choice, defaults, sectors)
        return complete(read_popolo(self.popolo.encode(), self.source), self.source, defaults)

    def sign(self, viewer: Viewer) -> str:
        """Raises `FormatError` for what would be too long to come back with a form."""
        rows = [[row.line, *row.cells] for row in self.table.rows] if self.table else []
        parcel = {"source": self.source, "rows": rows, "popolo": self.popolo}
        signed = signing.dumps(parcel, salt=_salt(viewer), compress=True)
        if len(signed) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE - ROOM_FOR_THE_REST:
            what = _("the list is too long for this page; bring it in in parts")
            raise FormatError(self.source, 0, "", what)
        return signed

    @classmethod
    def unsign(cls, text: str, viewer: Viewer) -> Self:
        """Raises `signing.BadSignature` for what was changed, is another's, or is older than an hour."""
        parcel = signing.loads(text, salt=_salt(viewer), max_age=GOOD_FOR)
        rows = tuple(Row(line, tuple(cells)) for line, *cells in parcel["rows"])
        table = Table(parcel["source"], rows) if rows else None
        return cls(parcel["source"], table=table, popolo=parcel["popolo"])


def _salt(viewer: Viewer) -> str:
    return f"thegither.people.import:{viewer.partnership}:{viewer.person}"
