"""The board paper as a document to be edited or read on paper."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from thegither.formats.documents import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from thegither.spine.evidence.figures import day_text
from thegither.spine.evidence.verify import SHORTEST_HEAD
from thegither.spine.spaces.house import Line, Section
from thegither.thread.board import BoardPaper, Part


def document_of(paper: BoardPaper) -> Document:
    return Document(
        title=_("Board paper: %(name)s") % {"name": paper.partnership.name},
        subtitle=str(paper.period),
        blocks=[*_facts(paper), *_parts(paper), *_proof(paper)],
        language=to_locale(get_language() or "en-gb").replace("_", "-"),
        footer=_("%(name)s, %(day)s. Audit head %(head)s")
        % {
            "name": paper.partnership.name,
            "day": day_text(paper.made_on),
            "head": paper.head[:SHORTEST_HEAD],
        },
    )


def _facts(paper: BoardPaper) -> Iterator[Block]:
    readers = _("members of the partnership") if paper.for_members else _("anybody")
    yield Facts(
        [
            (_("As things stand on"), day_text(paper.made_on)),
            (_("Made for"), readers),
        ]
    )


def _parts(paper: BoardPaper) -> Iterator[Block]:
    for part in paper.parts:
        yield Heading(part.title)
        yield from _sections(part)


def _sections(part: Part) -> Iterator[Block]:
    if not part.sections:
        yield Paragraph(part.empty)
    for section in part.sections:
        if section.title:
            yield Heading(section.title, level=2)
        yield from _lines(section)
        yield from _figures(section)


def _lines(section: Section) -> Iterator[Block]:
    """Short lines as one list; a line of which more is to be said stands above a list of that."""
    for has_notes, lines in groupby(section.lines, key=lambda line: bool(line.notes)):
        if has_notes:
            yield from _with_notes(lines)
        else:
            yield Bullets([line.text for line in lines])


def _with_notes(lines: Iterable[Line]) -> Iterator[Block]:
    for line in lines:
        yield Paragraph(line.text, strong=True)
        yield Bullets(line.notes)


def _figures(section: Section) -> Iterator[Block]:
    """Each figure beside its limits: a table that is copied on must not lose them."""
    if section.rows:
        header = (_("What"), _("Figure"), _("How far it holds"))
        rows = [(what, figure.shown, figure.limits) for what, figure in section.rows]
        yield Table(header, rows, section.caption)


def _proof(paper: BoardPaper) -> Iterator[Block]:
    yield Heading(_("How to check this paper"))
    yield Paragraph(
        _(
            "Everything recorded here stands in a chain that shows when somebody alters it. "
            "Whoever runs the server can check that it still holds what stood in it on this day:"
        )
    )
    yield Paragraph(_("The command for it: %(command)s") % {"command": paper.command})
