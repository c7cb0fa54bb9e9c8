"""Blur attributes until nobody stands alone: every combination is held by `minimum` people or more.

Small cells are merged, the smallest first, each with the cell that costs least to merge with. Merging two cells
gives both the finest values that cover both: "first-line manager" and "middle manager" become "manager",
"manager" and "front line" become "any". The cost is the growth of the certainty penalty,

    penalty(value) = (leaves under value - 1) / (leaves in all - 1)        summed over people and attributes,

so 0 keeps everything and 1 for each person and attribute keeps nothing. It is greedy, not optimal (finding
the optimum is NP-hard), and the same whatever the order of the rows.

References
----------
J. Xu, W. Wang, J. Pei et al. (2006), Utility-based anonymization using local recoding, KDD '06, 785-790.
DOI 10.1145/1150402.1150504
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

ANY = "any"

Label = tuple[str, ...]


class NotATree(ValueError):
    """The broader values of an attribute run in a circle."""


@dataclass(frozen=True)
class Hierarchy:
    """How the values of one attribute grow broader: each value's next broader one. The last is `ANY`.

    >>> levels = Hierarchy({"first_line": "manager", "middle": "manager", "front_line": "staff"})
    >>> levels.path("middle")
    ('middle', 'manager', 'any')
    >>> levels.cover("middle", "first_line"), levels.cover("middle", "front_line")
    ('manager', 'any')
    """

    broader: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()

    def path(self, value: str) -> tuple[str, ...]:
        """From this value to `ANY`."""
        steps = [value]
        while steps[-1] != ANY:
            steps.append(self.broader.get(steps[-1], ANY))
            if len(steps) > len(self.broader) + 2:
                raise NotATree(f"The broader values of {value!r} run in a circle.")
        return tuple(steps)

    def cover(self, one: str, other: str) -> str:
        """The finest value that covers both."""
        above = set(self.path(other))
        return next(value for value in self.path(one) if value in above)

    def penalty(self, value: str) -> float:
        """How much a value leaves open: 0 for the finest, 1 for `ANY`."""
        if value == ANY:
            return 1.0
        under = sum(value in self.path(leaf) for leaf in self._leaves)
        return max(0, under - 1) / max(1, len(self._leaves) - 1)

    @cached_property
    def _leaves(self) -> frozenset[str]:
        known = set(self.broader) | set(self.values)
        return frozenset(known - set(self.broader.values()) - {ANY})


@dataclass(frozen=True)
class Coarsened:
    """Rows as they may be kept, in the order given; how many hold each combination; the loss, 0 to 1."""

    rows: tuple[Label, ...]
    cells: tuple[tuple[Label, int], ...]
    loss: float


def coarsen(
    rows: Iterable[Sequence[str]], hierarchies: Sequence[Hierarchy], *, minimum: int = 5
) -> Coarsened:
    """Blur the attributes of people, jointly, until each combination is held by `minimum` or more.

    rows: one sequence of values a person, in the order of `hierarchies`. With fewer people than `minimum` in
    all, every value becomes `ANY`: nothing finer is safe.

    >>> levels = Hierarchy({"first_line": "manager", "middle": "manager"}, values=("front_line",))
    >>> rows = [("front_line",)] * 6 + [("middle",)] * 3 + [("first_line",)] * 2
    >>> coarsen(rows, [levels]).cells
    ((('front_line',), 6), (('manager',), 5))
    """
    labels = [tuple(row) for row in rows]
    trees = [_with_values(tree, labels, side) for side, tree in enumerate(hierarchies)]
    cells = Counter(labels)
    becomes = {label: label for label in cells}
    while cells and min(cells.values()) < minimum and set(cells) != {_all_any(trees)}:
        merged = _next_merge(cells, trees)
        _apply(merged, cells, becomes)
    kept = tuple(becomes[label] for label in labels)
    return Coarsened(kept, tuple(sorted(Counter(kept).items())), _loss(cells, trees))


def _with_values(tree: Hierarchy, labels: list[Label], side: int) -> Hierarchy:
    seen = {label[side] for label in labels} | set(tree.values)
    return Hierarchy(tree.broader, tuple(sorted(seen)))


def _all_any(trees: Sequence[Hierarchy]) -> Label:
    return (ANY,) * len(trees)


def _next_merge(cells: Counter[Label], trees: Sequence[Hierarchy]) -> dict[Label, Label]:
    """The smallest cell, the one that is cheapest to merge with it, and what both become."""
    smallest = min(cells, key=lambda label: (cells[label], label))
    others = [label for label in cells if label != smallest]
    if not others:
        return {smallest: _all_any(trees)}
    options = [(label, _cover(smallest, label, trees)) for label in others]
    other, cover = min(
        options, key=lambda pair: (_cost({smallest, pair[0]}, pair[1], cells, trees), pair)
    )
    return {smallest: cover, other: cover}


def _apply(merged: dict[Label, Label], cells: Counter[Label], becomes: dict[Label, Label]) -> None:
    for label, cover in merged.items():
        people = cells.pop(label)
        cells[cover] += people
    for label, now in becomes.items():
        becomes[label] = merged.get(now, now)


def _cover(one: Label, other: Label, trees: Sequence[Hierarchy]) -> Label:
    return tuple(tree.cover(a, b) for tree, a, b in zip(trees, one, other, strict=True))


def _cost(
    labels: set[Label], cover: Label, cells: Counter[Label], trees: Sequence[Hierarchy]
) -> float:
    after = _penalty(cover, trees)
    grown = sum(cells[label] * (after - _penalty(label, trees)) for label in sorted(labels))
    return round(grown, 9)


def _penalty(label: Label, trees: Sequence[Hierarchy]) -> float:
    return sum(tree.penalty(value) for tree, value in zip(trees, label, strict=True))


def _loss(cells: Counter[Label], trees: Sequence[Hierarchy]) -> float:
    parts = cells.total() * len(trees)
    lost = sum(count * _penalty(label, trees) for label, count in sorted(cells.items()))
    return lost / parts if parts else 0.0
