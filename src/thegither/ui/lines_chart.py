"""Who answers to whom, drawn in layers as SVG: whoever is answered to stands above.

Kinds of line differ by colour **and** by dashes; boxes that need a look have a thick frame. Without
scripts and style attributes, so that it passes the content-security policy; the same lines give the same
text, byte for byte. The list with the same lines beside it is the page's duty.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

BOX_WIDTH, BOX_HEIGHT, GAP, LAYER_GAP, MARGIN = 168, 78, 22, 66, 16
LETTERS, MOST_LINES, LINE_HEIGHT, KEY_LINE = 22, 4, 17, 26
INK, PAPER, FRAME, MARKED = "#1a1a1a", "#ffffff", "#6b6b6b", "#b4500a"
# Colour and dashes of each kind, in the order in which the kinds are named.
STYLES = (("#00437e", ""), ("#8a3a8f", "9 5"), ("#007a5e", "2 5"), ("#b4500a", "14 5 3 5"))


class NothingToDraw(ValueError):
    """A picture needs at least one line."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The box at place `below` answers to the box at `above`, for the kind at this place."""

    below: int
    above: int
    kind: int


def draw_lines(
    names: Sequence[str],
    lines: Sequence[Answers],
    *,
    kinds: Sequence[str],
    marked: Collection[int] = (),
    title: str,
    description: str,
) -> str:
    """The picture as SVG text, with a key of the kinds that occur. Boxes without a line are left out.

    A line break in a name is kept, such as between a post and where it is.

    Raises NothingToDraw without lines.

    >>> picture = draw_lines(["Worker", "Lead"], [Answers(0, 1, 0)], kinds=["line management"],
    ...                      title="Lines", description="The worker answers to the lead.")
    >>> picture.count("<rect"), picture.count("<path")
    (3, 3)
    """
    if not lines:
        raise NothingToDraw("There are no lines to draw.")
    places = _places(layers(lines))
    used = sorted({line.kind for line in lines})
    width = max(x for x, _ in places.values()) + BOX_WIDTH + MARGIN
    bottom = max(y for _, y in places.values()) + BOX_HEIGHT + MARGIN
    height = bottom + KEY_LINE * len(used)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="Helvetica, Arial, sans-serif" '
            f'font-size="14" fill="{INK}">',
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            *_curves(lines, places),
            *_boxes(names, places, marked),
            *_key(used, kinds, bottom),
            "</svg>\n",
        ]
    )


def layers(lines: Sequence[Answers]) -> list[list[int]]:
    """Who stands in which layer, the top first; in a layer near to those they answer to.

    A box stands one layer below the lowest it answers to. A line that closes a circle is passed over.

    >>> layers([Answers(0, 1, 0), Answers(1, 2, 0), Answers(0, 2, 1)])
    [[2], [1], [0]]
    """
    above: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        above[line.below].add(line.above)
    boxes = sorted({end for line in lines for end in (line.below, line.above)})
    depth: dict[int, int] = {}
    for box in sorted(boxes, key=lambda box: (len(above[box]), -box)):
        _measure(box, above, depth)
    rows: list[list[int]] = [[] for _ in range(max(depth.values()) + 1)]
    for box in boxes:
        rows[depth[box]].append(box)
    return _ordered(rows, above)


def _measure(start: int, above: Mapping[int, set[int]], depth: dict[int, int]) -> None:
    """How deep a box stands, and all it answers to, without recursion; a line back into the path is skipped."""
    path, todo = [start], {start: sorted(above[start])}
    while path:
        box = path[-1]
        waiting = [b for b in todo[box] if b not in depth and b not in todo and b != box]
        if waiting:
            path.append(waiting[0])
            todo[waiting[0]] = sorted(above[waiting[0]])
            continue
        depth.setdefault(box, max((depth[b] + 1 for b in todo[box] if b in depth), default=0))
        path.pop()


def _ordered(rows: list[list[int]], above: Mapping[int, set[int]]) -> list[list[int]]:
    """Each layer by the mean place of those its boxes answer to, so that few lines cross."""
    place: dict[int, float] = {}
    for row in rows:
        wish = {box: [place[b] for b in above[box] if b in place] for box in row}
        row.sort(key=lambda box: (sum(wish[box]) / len(wish[box]) if wish[box] else 0.0, box))
        place |= {box: (index + 0.5) / len(row) for index, box in enumerate(row)}
    return rows


def _places(rows: list[list[int]]) -> dict[int, tuple[int, int]]:
    """The left upper corner of each box; every layer stands in the middle."""
    widest = max(len(row) for row in rows) * (BOX_WIDTH + GAP) - GAP
    found = {}
    for layer, row in enumerate(rows):
        start = MARGIN + (widest - (len(row) * (BOX_WIDTH + GAP) - GAP)) // 2
        for index, box in enumerate(row):
            found[box] = (
                start + index * (BOX_WIDTH + GAP),
                MARGIN + layer * (BOX_HEIGHT + LAYER_GAP),
            )
    return found


def _curves(lines: Sequence[Answers], places: Mapping[int, tuple[int, int]]) -> Iterator[str]:
    for line in lines:
        shift = BOX_WIDTH // 2 + (line.kind - 1) * 16
        (x1, y1), (x2, y2) = places[line.below], places[line.above]
        x1, x2, up = x1 + shift, x2 + shift, 1 if y2 < y1 else -1
        # A line that closes a circle leads down: from the foot of a box to the head of the other.
        y1, y2 = (y1, y2 + BOX_HEIGHT) if up == 1 else (y1 + BOX_HEIGHT, y2)
        colour, dashes = STYLES[line.kind % len(STYLES)]
        middle = (y1 + y2) // 2
        yield (
            f'<path d="M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2 + 8 * up}" fill="none" '
            f'stroke="{colour}" stroke-width="2.5"{_dashed(dashes)}/>'
        )
        tip = y2 + 9 * up
        yield f'<path d="M{x2 - 5} {tip}L{x2} {y2}L{x2 + 5} {tip}z" fill="{colour}"/>'


def _dashed(dashes: str) -> str:
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _boxes(
    names: Sequence[str], places: Mapping[int, tuple[int, int]], marked: Collection[int]
) -> Iterator[str]:
    for box, (x, y) in sorted(places.items()):
        colour, wide = (MARKED, 4) if box in marked else (FRAME, 1.5)
        yield (
            f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4" '
            f'fill="{PAPER}" stroke="{colour}" stroke-width="{wide}"/>'
        )
        parts = (wrap(part, LETTERS) for part in names[box].split("\n"))
        words = [line for part in parts for line in part][:MOST_LINES]
        first = y + BOX_HEIGHT / 2 - (len(words) - 1) * LINE_HEIGHT / 2 + 5
        for number, text in enumerate(words):
            yield (
                f'<text x="{x + BOX_WIDTH // 2}" y="{first + number * LINE_HEIGHT:g}" '
                f'text-anchor="middle">{escape(text)}</text>'
            )


def _key(used: Sequence[int], kinds: Sequence[str], bottom: int) -> Iterator[str]:
    for number, kind in enumerate(used):
        colour, dashes = STYLES[kind % len(STYLES)]
        y = bottom + number * KEY_LINE + 8
        yield (
            f'<path d="M{MARGIN} {y}L{MARGIN + 56} {y}" stroke="{colour}" stroke-width="2.5"'
            f"{_dashed(dashes)}/>"
        )
        yield f'<text x="{MARGIN + 68}" y="{y + 5}">{escape(kinds[kind])}</text>'
