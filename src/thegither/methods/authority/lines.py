"""Accountability lines as a graph: who answers to two, who answers in a circle, where lines end.

A line says that one post answers to another for something: line management, professional standards,
money, the sign-off of a plan. In a simple house everybody answers to one, and all lines end at one
root. Partnerships are rarely simple, and nobody sees the whole of it from inside.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class ImpossibleLine(ValueError):
    """A line between posts that do not exist. The message can be shown to a person."""


@dataclass(frozen=True)
class DualLine:
    """A post that answers to several: to whom, and for what (kinds in the order of `masters`)."""

    post: int
    masters: tuple[int, ...]
    kinds: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TwoMasters:
    """A post that answers to several for one and the same thing."""

    post: int
    kind: str
    masters: tuple[int, ...]


@dataclass(frozen=True)
class Findings:
    """Everything that is not simple about a set of lines. Posts ascend; see `look`."""

    dual: tuple[DualLine, ...]
    two_masters: tuple[TwoMasters, ...]
    cycles: tuple[tuple[int, ...], ...]
    orphans: tuple[int, ...]
    roots: tuple[int, ...]
    split_roots: tuple[tuple[int, tuple[int, ...]], ...]
    rootless: tuple[int, ...]

    @property
    def is_simple(self) -> bool:
        """One master each, no circle, nobody left out: nothing that anybody need look at."""
        return not (self.dual or self.cycles or self.orphans or self.split_roots)


@dataclass(frozen=True, eq=False)
class Lines:
    """Line `i` says that post `below[i]` answers to post `above[i]` for `kinds[i]`."""

    n_posts: int
    below: Ints
    above: Ints
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, n_posts: int, lines: Iterable[tuple[int, int, str]]) -> "Lines":
        """Raises ImpossibleLine for a post outside 0..n_posts - 1."""
        rows = list(lines)
        below = np.array([row[0] for row in rows], dtype=np.int64)
        above = np.array([row[1] for row in rows], dtype=np.int64)
        ends = np.concatenate([below, above])
        if len(ends) and not 0 <= ends.min() <= ends.max() < n_posts:
            raise ImpossibleLine("A line leads to a post that does not exist.")
        return cls(n_posts, below, above, tuple(row[2] for row in rows))

    def without(self, removed: Iterable[int]) -> "Lines":
        """The same posts without some of the lines, named by their position."""
        kept = np.ones(len(self.below), dtype=bool)
        kept[list(removed)] = False
        kinds = tuple(kind for kind, keep in zip(self.kinds, kept, strict=True) if keep)
        return replace(self, below=self.below[kept], above=self.above[kept], kinds=kinds)


def look(lines: Lines) -> Findings:
    """Find everything that is not simple.

    - dual: a post that answers to two or more others, for whatever;
    - two_masters: to two or more for the same thing;
    - cycles: posts that answer, in the end, to themselves; from each knot of posts one shortest
      circle through its first post;
    - orphans: posts without any line, up or down;
    - roots: posts that answer to nobody, but are answered to;
    - split_roots: posts whose lines end at two or more roots, and which;
    - rootless: posts whose lines end nowhere, since they only lead into a circle.

    The time grows with posts + lines (and roots / 64): 10,000 posts take less than a second.

    A regional lead answers to a chief executive and to an inspector, who answers to ministers:

    >>> lines = Lines.of(4, [(0, 1, "line"), (0, 2, "professional"), (2, 3, "line")])
    >>> findings = look(lines)
    >>> [dual.post for dual in findings.dual], findings.roots, findings.split_roots
    ([0], (1, 3), ((0, (1, 3)),))
    """
    masters = _masters(lines)
    component = _components(lines)
    answers = np.zeros(lines.n_posts, dtype=bool)
    answers[lines.below] = True
    answered = np.zeros(lines.n_posts, dtype=bool)
    answered[lines.above] = True
    roots = np.flatnonzero(answered & ~answers)
    reached = _roots_reached(lines, component, roots)
    ends = {
        post: _bits(reached[component[post]], roots) for post in np.flatnonzero(answers).tolist()
    }
    return Findings(
        _dual(masters),
        _two_masters(masters),
        _cycles(lines, component),
        tuple(np.flatnonzero(~answered & ~answers).tolist()),
        tuple(roots.tolist()),
        tuple((post, found) for post, found in ends.items() if len(found) > 1),
        tuple(post for post, found in ends.items() if not found),
    )


def distances_up(lines: Lines, post: int) -> dict[int, int]:
    """How many lines up each post stands that a post answers to, directly or in the end.

    >>> distances_up(Lines.of(3, [(0, 1, "line"), (1, 2, "line"), (0, 2, "plan")]), 0)
    {1: 1, 2: 1}
    """
    up: dict[int, list[int]] = defaultdict(list)
    for below, above in zip(lines.below.tolist(), lines.above.tolist(), strict=True):
        up[below].append(above)
    found, ring = {post: 0}, [post]
    while ring:
        wider = sorted({above for under in ring for above in up[under]} - set(found))
        found |= dict.fromkeys(wider, found[ring[0]] + 1)
        ring = wider
    del found[post]
    return found


Masters = dict[int, dict[int, set[str]]]


def _masters(lines: Lines) -> Masters:
    """For each post: to whom it answers, and for what. A post that answers to itself is a circle."""
    found: Masters = defaultdict(lambda: defaultdict(set))
    for below, above, kind in zip(
        lines.below.tolist(), lines.above.tolist(), lines.kinds, strict=True
    ):
        if below != above:
            found[below][above].add(kind)
    return found


def _dual(masters: Masters) -> tuple[DualLine, ...]:
    return tuple(
        DualLine(post, tuple(sorted(to)), tuple(tuple(sorted(to[m])) for m in sorted(to)))
        for post, to in sorted(masters.items())
        if len(to) > 1
    )


def _two_masters(masters: Masters) -> tuple[TwoMasters, ...]:
    found = []
    for post, to in sorted(masters.items()):
        for kind in sorted(set().union(*to.values())):
            both = tuple(sorted(master for master in to if kind in to[master]))
            if len(both) > 1:
                found.append(TwoMasters(post, kind, both))
    return tuple(found)


def _components(lines: Lines) -> Ints:
    """Posts that answer to one another in a circle share a number (strong components)."""
    # Imported here: SciPy's graphs take a third of a second to load, which every command would pay.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(lines.below), dtype=np.int8)
    graph = coo_array((ones, (lines.below, lines.above)), shape=(lines.n_posts, lines.n_posts))
    _, labels = connected_components(graph.tocsr(), directed=True, connection="strong")
    numbers: Ints = labels.astype(np.int64)
    return numbers


def _cycles(lines: Lines, component: Ints) -> tuple[tuple[int, ...], ...]:
    sizes = np.bincount(component, minlength=1)
    inside = component[lines.below] == component[lines.above]
    up: dict[int, list[int]] = defaultdict(list)
    for below, above in zip(
        lines.below[inside].tolist(), lines.above[inside].tolist(), strict=True
    ):
        up[below].append(above)
    starts: dict[int, int] = {}
    for post in sorted(up):
        if sizes[component[post]] > 1 or post in up[post]:
            starts.setdefault(int(component[post]), post)
    return tuple(_shortest_circle(up, start) for start in sorted(starts.values()))


def _shortest_circle(up: dict[int, list[int]], start: int) -> tuple[int, ...]:
    """Walk upwards in ever wider rings until the start is met again."""
    came_from: dict[int, int] = {}
    ring = [start]
    while True:
        wider = []
        for post in ring:
            for above in sorted(set(up[post])):
                if above == start:
                    return _path_back(came_from, post, start)
                if above not in came_from:
                    came_from[above] = post
                    wider.append(above)
        ring = wider


def _path_back(came_from: dict[int, int], post: int, start: int) -> tuple[int, ...]:
    path = [post]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _roots_reached(lines: Lines, component: Ints, roots: Ints) -> list[int]:
    """For each component the set of roots above it, one bit of a whole number for each root.

    Components are walked from the top: a component is done when all those it answers to are.
    """
    n = int(component.max(initial=-1)) + 1
    below, above = component[lines.below], component[lines.above]
    pairs = np.unique(np.stack([below, above], axis=1)[below != above], axis=0)
    down: dict[int, list[int]] = defaultdict(list)
    waiting = np.zeros(n, dtype=np.int64)
    for under, over in pairs.tolist():
        down[over].append(under)
        waiting[under] += 1
    reached = [0] * n
    for bit, root in enumerate(component[roots].tolist()):
        reached[root] = 1 << bit
    ready = np.flatnonzero(waiting == 0).tolist()
    while ready:
        over = ready.pop()
        for under in down[over]:
            reached[under] |= reached[over]
            waiting[under] -= 1
            if waiting[under] == 0:
                ready.append(under)
    return reached


def _bits(number: int, roots: Ints) -> tuple[int, ...]:
    found = []
    while number:
        lowest = number & -number
        found.append(int(roots[lowest.bit_length() - 1]))
        number ^= lowest
    return tuple(found)
