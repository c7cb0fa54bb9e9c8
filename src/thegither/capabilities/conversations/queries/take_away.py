"""The results as files to take away: each table with all limits of each figure, each picture as it stands."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.results import Results
from thegither.formats.pictures import PNG_TYPE, SVG_TYPE, as_png
from thegither.formats.tables import write_csv
from thegither.formats.workbook_write import XLSX_TYPE, Cell, Sheet, write_workbook
from thegither.spine.evidence.figure_table import figure_cells, figure_columns

__all__ = [
    "CSV_TYPE",
    "PICTURE_TYPES",
    "XLSX_TYPE",
    "as_csv",
    "as_workbook",
    "names_of_pictures",
    "names_of_tables",
    "picture_file",
    "pictures_of",
    "sheets_of",
]

CSV_TYPE = "text/csv; charset=utf-8"
PICTURE_TYPES = {"svg": SVG_TYPE, "png": PNG_TYPE}
Rows = Iterator[tuple[Cell, ...]]


def sheets_of(results: Results) -> dict[str, Sheet]:
    """The tables of the results page by the name of their file; a table that is not there is left out.

    One row a figure, so that its limits stand beside it.
    """
    found = {
        "statements": _sheet(
            _("Statements"), (_("number"), _("statement"), _("who")), _statements(results)
        ),
        "groups": _sheet(_("Groups"), (_("who"), _("where on the picture")), _groups(results)),
        "weighted": _sheet(
            _("Weighted"), (_("number"), _("statement"), _("how")), _weighted(results)
        ),
        "who-was-heard": _sheet(_("Who was heard"), (_("by"), _("who")), _heard(results)),
    }
    return {name: sheet for name, sheet in found.items() if sheet.rows}


def names_of_tables(results: Results) -> list[tuple[str, str]]:
    """Name of the file and title of each table that can be taken away."""
    return [(name, sheet.name) for name, sheet in sheets_of(results).items()]


def _sheet(name: str, labels: Sequence[str], rows: Rows) -> Sheet:
    return Sheet(name, (*labels, *figure_columns()), list(rows))


def _statements(results: Results) -> Rows:
    who = [_("Everybody"), *(group.label for group in results.groups)]
    for row in results.table:
        for name, figure in zip(who, row.figures, strict=True):
            yield row.statement.number, row.statement.text, name, *figure_cells(figure)


def _groups(results: Results) -> Rows:
    for group in results.groups:
        yield group.label, group.place, *figure_cells(group.size)


def _weighted(results: Results) -> Rows:
    for row in results.weighted.rows if results.weighted else ():
        for how, figure in ((_("counted"), row.counted), (_("weighted"), row.weighted)):
            yield row.statement.number, row.statement.text, how, *figure_cells(figure)


def _heard(results: Results) -> Rows:
    if results.coverage is None:
        return
    sides = {_("sector"): results.coverage.sectors, _("level"): results.coverage.levels}
    for side, lines in sides.items():
        for line in lines:
            yield side, line.label, *figure_cells(line.figure)


def as_csv(sheet: Sheet) -> bytes:
    """One table as CSV; the mark at its beginning tells a spreadsheet that it is UTF-8."""
    rows = ([_text(cell) for cell in row] for row in sheet.rows)
    return write_csv(sheet.header, rows).encode("utf-8-sig")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def as_workbook(results: Results) -> bytes:
    """All tables in one workbook."""
    return write_workbook(list(sheets_of(results).values()))


def pictures_of(conversation: Conversation) -> dict[str, str]:
    """The pictures that were drawn with the results, as SVG, by the name of their file."""
    landscape = conversation.landscapes.first()
    stored = landscape.result if landscape else {}
    found = {"landscape": stored.get("picture", ""), "voices": stored.get("voices", "")}
    return {name: svg for name, svg in found.items() if svg}


def names_of_pictures(conversation: Conversation) -> list[tuple[str, str]]:
    """Name of the file and title of each picture that can be taken away."""
    titles = {"landscape": _("The landscape"), "voices": _("Who was heard")}
    return [(name, titles[name]) for name in pictures_of(conversation)]


def picture_file(svg: str, form: str) -> bytes:
    """A picture as "svg" or "png"."""
    return as_png(svg) if form == "png" else svg.encode()
