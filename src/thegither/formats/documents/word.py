"""Documents as DOCX, to be edited: real heading styles, marked table headers, page numbers, A4.

`word_style.py` says how it looks; here each block becomes paragraphs, tables and pictures.
"""

import io
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document as Paper
from docx.enum.text import WD_BREAK
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from thegither.formats.documents.blocks import (
    Block,
    Bullets,
    Document,
    DocumentError,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from thegither.formats.documents.word_style import TALLEST, TEXT_WIDTH, set_up
from thegither.formats.pictures import PictureError, as_png
from thegither.formats.text import is_right_to_left, printable
from thegither.formats.zips import without_time

# Letters that a column of a table has room for.
NARROWEST, WIDEST = 9, 40


def to_docx(document: Document) -> bytes:
    """The document as DOCX: the same document gives the same bytes, with no name of a person or machine in it.

    Raises
    ------
    DocumentError
        When a picture is neither SVG nor PNG, or damaged.
    """
    paper = docx.Document()
    set_up(paper, printable(document.title), document.language, printable(document.footer))
    _write(paper.add_paragraph(style="Title"), document.title)
    if document.subtitle:
        _write(paper.add_paragraph(style="Subtitle"), document.subtitle)
    for block in document.blocks:
        _add(paper, block)
    saved = io.BytesIO()
    paper.save(saved)
    return without_time(saved.getvalue())


def _add(paper: Paper, block: Block) -> None:
    match block:
        case Heading(text, level):
            _write(paper.add_paragraph(style=f"Heading {level}"), text)
        case Paragraph(text, strong):
            line = paper.add_paragraph()
            line.paragraph_format.keep_with_next = strong or None
            _write(line, text, strong=strong)
        case Bullets(items):
            for item in items:
                _write(paper.add_paragraph(style="List Bullet"), item)
        case Facts(pairs):
            _add_facts(paper, pairs)
        case Table():
            _add_table(paper, block)
        case Picture():
            _add_picture(paper, block)
        case PageBreak():
            paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_facts(paper: Paper, pairs: Iterable[tuple[str, str]]) -> None:
    for label, said in pairs:
        line = paper.add_paragraph(style="Body Text")
        _write(line, f"{label}: ", strong=True)
        _write(line, said)


def _write(line: Line, text: object, *, strong: bool = False) -> None:
    """Add the text to the paragraph. One that begins with a letter of a right-to-left script runs that way."""
    clean = printable(text)
    run = line.add_run(clean)
    run.bold = strong or None
    if is_right_to_left(clean):
        run.font.rtl = True
        line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _add_table(paper: Paper, table: Table) -> None:
    if table.caption:
        _write(paper.add_paragraph(style="Caption"), table.caption)
    grid = paper.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, _widths(table), strict=True):
        column.width = width
    _add_row(grid, table.header, "w:tblHeader", strong=True)
    for cells in table.rows:
        _add_row(grid, cells, "w:cantSplit")
    paper.add_paragraph()


def _add_row(grid: Grid, cells: Sequence[object], mark: str, *, strong: bool = False) -> None:
    """One row; `mark` is what it promises: to stand on every page, or not to be cut in two."""
    row = grid.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement(mark))
    for cell, text in zip(row.cells, cells, strict=True):
        _write(cell.paragraphs[0], text, strong=strong)


def _widths(table: Table) -> list[int]:
    """Columns as wide as their longest cell asks for, between a short word and a long line."""
    columns = zip(table.header, *table.rows, strict=True)
    asked = [min(max(len(str(cell)) for cell in column), WIDEST) for column in columns]
    asked = [max(each, NARROWEST) for each in asked]
    return [int(TEXT_WIDTH * each / sum(asked)) for each in asked]


def _add_picture(paper: Paper, picture: Picture) -> None:
    try:
        shape = paper.add_picture(io.BytesIO(_as_png(picture)), width=TEXT_WIDTH)
        if shape.height > TALLEST:
            shape.width, shape.height = int(shape.width * TALLEST / shape.height), TALLEST
    except (PictureError, UnicodeDecodeError, UnrecognizedImageError) as problem:
        raise DocumentError("A picture is neither SVG nor PNG, or it is damaged.") from problem
    shape._inline.docPr.set("descr", printable(picture.description))


def _as_png(picture: Picture) -> bytes:
    """Drawings as dots: not every word processor shows SVG."""
    return picture.data if picture.is_png else as_png(picture.data.decode())
