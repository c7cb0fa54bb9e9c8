"""A wave to take away: tables with all limits, a codebook, and single answers where the promise allows."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.answers import closed_answers
from thegither.capabilities.assessments.queries.mirror_page import MirrorView
from thegither.formats.responses_write import CODEBOOK, codebook_rows, response_rows
from thegither.formats.workbook_write import Cell, Sheet
from thegither.methods.disclosure import MINIMUM
from thegither.methods.surveys import MISSING
from thegither.spine.evidence.figure_table import figure_cells, figure_columns
from thegither.spine.evidence.figures import Figure

# Single answers go out from so many on: among fewer, a row is found by knowing two or three of its answers.
ENOUGH_ROWS = 20
Rows = Iterator[tuple[Cell, ...]]


def sheets_of(wave: Wave, mirror: MirrorView) -> dict[str, Sheet]:
    """The tables by the name of their file: one row a figure, its limits beside it; the codebook last."""
    found = {
        "areas": _sheet(_("Areas"), (_("area"), _("what")), _areas(mirror)),
        "groups": _sheet(_("Groups"), (_("by"), _("area"), _("group")), _groups(mirror)),
        "gaps": _sheet(_("Gaps"), (_("by"), _("what was found")), _gaps(mirror)),
        "questions": _sheet(
            _("Questions"), (_("area"), _("question"), _("what")), _questions(mirror)
        ),
        "who-was-heard": _sheet(_("Who was heard"), (_("by"), _("group")), _heard(mirror)),
        "codebook": Sheet(_("Codebook"), CODEBOOK, codebook_rows(wave.instrument)),
    }
    return {name: sheet for name, sheet in found.items() if sheet.rows}


def _sheet(name: str, labels: Sequence[str], rows: Rows) -> Sheet:
    return Sheet(name, (*labels, *figure_columns()), list(rows))


def _areas(mirror: MirrorView) -> Rows:
    for area in mirror.areas:
        named = {_("mean"): area.figure, _("weighted"): area.weighted, _("change"): area.change}
        yield from _named((area.title,), named)


def _groups(mirror: MirrorView) -> Rows:
    for side in mirror.sides:
        for row in side.rows:
            yield from _named(
                (side.title, row.title), dict(zip(side.groups, row.cells, strict=True))
            )


def _gaps(mirror: MirrorView) -> Rows:
    for side in mirror.sides:
        for gap in (*side.differences, *side.items):
            yield side.title, gap.sentence, *figure_cells(gap.figure)


def _questions(mirror: MirrorView) -> Rows:
    for title, statements in mirror.statements:
        for statement in statements:
            named = {_("agree"): statement.agree, _("mean"): statement.mean}
            named |= {answer.label: answer.figure for answer in statement.spread}
            named |= {_("do not know"): statement.unsure}
            yield from _named((title, statement.text), named)


def _heard(mirror: MirrorView) -> Rows:
    for side in mirror.sides:
        for group in side.heard:
            yield side.title, group.label, *figure_cells(group.figure)


def _named(before: tuple[str, ...], figures: dict[str, Figure | None]) -> Rows:
    for name, figure in figures.items():
        if figure is not None:
            yield *before, name, *figure_cells(figure)


def why_no_single_answers(wave: Wave) -> str:
    """Why nobody can take single answers away; nothing where they can.

    They hold neither sector, level nor organisation. That is not enough beside a mirror that tells what groups
    think: which thirty questions' answers add up to a group's means, a solver finds in seconds, and whoever is
    alone of their level in their sector is then known. So only a wave that compares no groups gives them out.
    """
    if not wave.is_anonymous:
        return _(
            "Answers were promised to stay with the partnership under the person's own name only."
        )
    if wave.tells_groups:
        return _(
            "This assessment compares groups. From their means one could work out whose answers are whose, so "
            "single answers stay here. When you plan one, you can choose to compare no groups instead."
        )
    if wave.responses.count() < ENOUGH_ROWS:
        return _("Fewer than %(rows)s people answered, so a single row could be told apart.") % {
            "rows": ENOUGH_ROWS
        }
    return ""


def single_answers(wave: Wave) -> Sheet:
    """One row a respondent, in the random order of closing, as `thegither assess` reads it.

    A question that the mirror hides, as fewer than five answered it or all alike, stays empty here too.
    """
    codes = closed_answers(wave).codes.copy()
    for place, column in enumerate(codes.T):
        given = column[column >= 0]
        if len(given) < MINIMUM or len(set(given.tolist())) < 2:
            codes[:, place] = MISSING
    header, *rows = response_rows(wave.instrument, codes)
    return Sheet(_("Answers"), header, rows)
