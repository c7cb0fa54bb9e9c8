"""Decisions over time, each at the level at which it was taken, drawn as SVG.

One dot a decision, on the line of its level; a dashed line where a change is shown. Without scripts and
style attributes; the same decisions give the same text. The list with the same decisions is the page's duty.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

WIDTH, LEFT, RIGHT, TOP, ROW = 440, 144, 8, 14, 30
INK, LINE, DOT, CHANGE = "#1a1a1a", "#d8d4cc", "#00437e", "#b4500a"


class NothingToDraw(ValueError):
    """A strip needs at least one decision."""


def draw_strip(
    points: Sequence[tuple[date, int]],
    *,
    levels: Sequence[str],
    ends: tuple[str, str],
    change: date | None = None,
    title: str,
    description: str,
) -> str:
    """The strip as SVG text; each point is a day and the place of its level, the lowest first.

    `ends` are the words below the first day and the last.

    Raises NothingToDraw without points.

    >>> picture = draw_strip([(date(2026, 1, 1), 0), (date(2026, 2, 1), 1)], levels=["team", "board"],
    ...                      ends=("January 2026", "February 2026"), title="Respite",
    ...                      description="Two decisions.")
    >>> picture.count("<circle")
    2
    """
    if not points:
        raise NothingToDraw("There is no decision to draw.")
    span = min(day for day, _ in points), max(day for day, _ in points)
    bottom = TOP + ROW * len(levels)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" '
            f'height="{bottom + 26}" viewBox="0 0 {WIDTH} {bottom + 26}" '
            f'font-family="Helvetica, Arial, sans-serif" font-size="14" fill="{INK}">',
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
            *_levels(levels),
            *([_change(_x(change, *span), bottom)] if change else []),
            *_dots(points, span, len(levels)),
            f'<text x="{LEFT}" y="{bottom + 18}">{escape(ends[0])}</text>',
            f'<text x="{WIDTH - RIGHT}" y="{bottom + 18}" text-anchor="end">{escape(ends[1])}</text>',
            "</svg>\n",
        ]
    )


def _levels(levels: Sequence[str]) -> Iterator[str]:
    for place, level in enumerate(levels):
        y = _y(place, len(levels))
        yield (
            f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{LINE}"/>'
            f'<text x="{LEFT - 12}" y="{y + 5}" text-anchor="end">{escape(level)}</text>'
        )


def _change(x: int, bottom: int) -> str:
    return (
        f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{bottom}" stroke="{CHANGE}" '
        'stroke-width="2" stroke-dasharray="6 4"/>'
    )


def _dots(
    points: Sequence[tuple[date, int]], span: tuple[date, date], levels: int
) -> Iterator[str]:
    for day, place in points:
        x, y = _x(day, *span), _y(place, levels)
        yield f'<circle cx="{x}" cy="{y}" r="5" fill="{DOT}" fill-opacity="0.7"/>'


def _x(day: date, first: date, last: date) -> int:
    days = max(1, (last - first).days)
    return LEFT + 8 + round((WIDTH - LEFT - RIGHT - 16) * (day - first).days / days)


def _y(place: int, levels: int) -> int:
    return TOP + ROW * (levels - 1 - place) + ROW // 2
