"""A map of who is tied to whom, drawn as SVG: groups differ by colour **and** shape.

Without scripts and style attributes, so that it passes the content-security policy; the same nodes and
ties give the same text, byte for byte. A table beside it is the page's duty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from thegither.ui.labels import Box, free_places

SIDE, MARGIN, KEY_LINE = 800, 40, 40
INK, TIE, PAPER = "#1a1a1a", "#8a8f94", "#ffffff"
# Each is dark enough for 3:1 on white; shape goes round as well, so that 25 groups stay apart.
COLOURS = ("#00437e", "#b4500a", "#8a3a8f", "#4a4a4a", "#007a5e")
SHAPES = ("circle", "square", "triangle", "diamond", "cross")
SMALLEST, LARGEST = 5.0, 15.0
LABELS_UP_TO = 60
LETTER, LETTER_WIDE = 16, 8.5
# Where a name may not go: beyond the four edges.
OUTSIDE = (
    Box(-SIDE, -SIDE, 0, 2 * SIDE),
    Box(SIDE, -SIDE, 2 * SIDE, 2 * SIDE),
    Box(-SIDE, -SIDE, 2 * SIDE, 0),
    Box(-SIDE, SIDE, 2 * SIDE, 2 * SIDE),
)


class NothingToDraw(ValueError):
    """A map needs at least one node."""


@dataclass(frozen=True)
class Node:
    """A node at (x, y), both from 0 to 1; `prominence` from 0 to 1 sets its size."""

    label: str
    x: float
    y: float
    group: str = ""
    prominence: float = 0.0


@dataclass(frozen=True)
class Tie:
    """A line between two positions in the list of nodes; `strength` from 0 to 1 sets its width."""

    source: int
    target: int
    strength: float = 0.0
    directed: bool = True


def draw_network(
    nodes: Sequence[Node], ties: Iterable[Tie], *, title: str, description: str
) -> str:
    """The map as SVG text, with a key where there are groups.

    Raises NothingToDraw without nodes.

    >>> picture = draw_network([Node("A", 0, 0), Node("B", 1, 1)], [Tie(0, 1)], title="Two",
    ...                        description="A names B.")
    >>> picture.count("<circle"), picture.count("<line")
    (2, 1)
    """
    if not nodes:
        raise NothingToDraw("There is nobody to draw.")
    groups = sorted({node.group for node in nodes} - {""})
    height = SIDE + KEY_LINE * len(groups)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {SIDE} {height}" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="{LETTER}" fill="{INK}">',
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>",
        '<defs><marker id="tip" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" '
        'markerHeight="6" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L6 3L0 6z" fill="{TIE}"/></marker></defs>',
        f'<rect width="{SIDE}" height="{height}" fill="{PAPER}"/>',
        *_lines(nodes, ties),
        *_marks(nodes, groups),
        *_key(groups),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(node: Node) -> tuple[float, float]:
    room = SIDE - 2 * MARGIN
    return MARGIN + room * node.x, MARGIN + room * node.y


def _radius(node: Node) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * min(max(node.prominence, 0.0), 1.0)


def _lines(nodes: Sequence[Node], ties: Iterable[Tie]) -> Iterator[str]:
    yield f'<g stroke="{TIE}" stroke-opacity="0.6">'
    for tie in ties:
        joined = f'data-ends="{tie.source} {tie.target}"'
        (x1, y1), (x2, y2) = _place(nodes[tie.source]), _place(nodes[tie.target])
        length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1e-9)
        # The tip ends at the edge of the mark, where it can be seen.
        stop = max(1 - _radius(nodes[tie.target]) / length, 0.0)
        x2, y2 = x1 + (x2 - x1) * stop, y1 + (y2 - y1) * stop
        tip = ' marker-end="url(#tip)"' if tie.directed else ""
        width = 0.8 + 2.2 * min(max(tie.strength, 0.0), 1.0)
        ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        yield f'<line {joined} {ends} stroke-width="{width:.1f}"{tip}/>'
    yield "</g>"


def _marks(nodes: Sequence[Node], groups: Sequence[str]) -> Iterator[str]:
    """Each mark, then the names of the most prominent: they stand above all marks.

    Beside each name stands its rank, hidden by the picture itself; a style sheet may show it instead where the
    picture is drawn too small for names. `data-node` and `data-name` let a script move the two together.
    """
    for place, node in enumerate(nodes):
        (x, y), r = _place(node), _radius(node)
        mark = _mark(node.group, groups, x, y, r)
        yield f'<g data-node="{place}"><title>{escape(node.label)}</title>{mark}</g>'
    ranked = sorted(range(len(nodes)), key=lambda place: -nodes[place].prominence)[:LABELS_UP_TO]
    marks = [Box.around(*_place(node), 2 * _radius(node), 2 * _radius(node)) for node in nodes]
    offered = [[box for box, _ in _offers(nodes[place])] for place in ranked]
    chosen = free_places(offered, [*OUTSIDE, *marks])
    for rank, (place, choice) in enumerate(zip(ranked, chosen, strict=True), start=1):
        yield f'<g data-name="{place}">{_name(nodes[place], rank, choice)}</g>'


def _offers(node: Node) -> list[tuple[Box, str]]:
    """Where a name may stand, each with the end of the text that is anchored.

    Right, left, below, above; then right and left again, a line lower and a line higher.
    """
    (x, y), r = _place(node), _radius(node) + 4
    wide, half = LETTER_WIDE * len(_short(node.label)), LETTER / 2
    beside = [
        (Box(left, y + down - half, left + wide, y + down + half), end)
        for down in (0, LETTER, -LETTER)
        for left, end in ((x + r, "start"), (x - r - wide, "end"))
    ]
    over = [(Box.around(x, y + down, wide, LETTER), "middle") for down in (r + half, -r - half)]
    return [*beside[:2], *over, *beside[2:]]


def _name(node: Node, rank: int, choice: int) -> str:
    box, anchor = _offers(node)[choice]
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
    at = f'x="{x:.1f}" y="{box.high - 3:.1f}" text-anchor="{anchor}"'
    look = f'{at} stroke="{PAPER}" stroke-width="3" paint-order="stroke"'
    name = f'<text class="map-name" {look}>{escape(_short(node.label))}</text>'
    return f'{name}<text class="map-number" display="none" {look}>{rank}</text>'


def _short(label: str) -> str:
    return label if len(label) <= 24 else f"{label[:23]}…"


def _key(groups: Sequence[str]) -> Iterator[str]:
    for place, group in enumerate(groups):
        y = SIDE + KEY_LINE * place
        yield _mark(group, groups, MARGIN, y, 7)
        yield f'<text class="map-key" x="{MARGIN + 16}" y="{y + 5}">{escape(group)}</text>'


def _mark(group: str, groups: Sequence[str], x: float, y: float, r: float) -> str:
    place = groups.index(group) if group in groups else 0
    colour = COLOURS[place % len(COLOURS)]
    shape = SHAPES[(place + place // len(COLOURS)) % len(SHAPES)]
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{colour}"/>'
    points = " ".join(f"{x + r * dx:.1f},{y + r * dy:.1f}" for dx, dy in CORNERS[shape])
    return f'<polygon points="{points}" fill="{colour}"/>'


CORNERS: dict[str, list[tuple[float, float]]] = {
    "square": [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    "triangle": [(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
    "diamond": [(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
    "cross": [
        *((-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4)),
        *((0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)),
    ],
}
