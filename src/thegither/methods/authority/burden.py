"""What accountability costs a post, and what would be gained by simplifying it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from thegither.methods.authority.lines import Findings, Lines, look

PLAN = "plan"


@dataclass(frozen=True)
class Burden:
    """What one post carries.

    `masters`: others it answers to; `reports`: lines upwards, each of which wants reporting;
    `plans`: of these, plans that somebody signs off; `boards`: bodies it sits on; `answered_by`:
    others who answer to it.
    """

    post: int
    masters: int
    reports: int
    plans: int
    boards: int
    answered_by: int

    @property
    def total(self) -> int:
        """Everything that takes the post's time towards others above or beside it."""
        return self.reports + self.boards


@dataclass(frozen=True)
class WhatIf:
    """The lines as they are, as they would be, and what would be gone by it."""

    before: Findings
    after: Findings
    burden_before: tuple[Burden, ...]
    burden_after: tuple[Burden, ...]

    @property
    def no_longer_dual(self) -> tuple[int, ...]:
        """Posts that would answer to one alone, or to nobody."""
        return _gone([d.post for d in self.before.dual], [d.post for d in self.after.dual])

    @property
    def newly_orphaned(self) -> tuple[int, ...]:
        """Posts that would be left without any line: the price of simplifying too far."""
        return _gone(self.after.orphans, self.before.orphans)


def burdens(lines: Lines, boards: Mapping[int, int] | None = None) -> tuple[Burden, ...]:
    """The burden of every post, in the order of posts; `boards` says on how many each sits.

    >>> burdens(Lines.of(2, [(0, 1, "line"), (0, 1, "plan")]), {0: 3})[0]
    Burden(post=0, masters=1, reports=2, plans=1, boards=3, answered_by=0)
    """
    seats, n = boards or {}, lines.n_posts
    pairs = np.unique(np.stack([lines.below, lines.above], axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    masters = np.bincount(pairs[:, 0], minlength=n)
    answered = np.bincount(pairs[:, 1], minlength=n)
    reports = np.bincount(lines.below, minlength=n)
    signed = np.array([kind == PLAN for kind in lines.kinds], dtype=bool)
    plans = np.bincount(lines.below[signed], minlength=n)
    return tuple(
        Burden(
            p, int(masters[p]), int(reports[p]), int(plans[p]), seats.get(p, 0), int(answered[p])
        )
        for p in range(n)
    )


def what_if(
    lines: Lines, removed: Iterable[int], boards: Mapping[int, int] | None = None
) -> WhatIf:
    """What would be different without some lines, named by their position. Nothing is changed.

    >>> lines = Lines.of(3, [(0, 1, "line"), (0, 2, "line")])
    >>> what_if(lines, [1]).no_longer_dual, what_if(lines, [0, 1]).newly_orphaned
    ((0,), (0, 1, 2))
    """
    simpler = lines.without(removed)
    return WhatIf(look(lines), look(simpler), burdens(lines, boards), burdens(simpler, boards))


def _gone(before: Iterable[int], after: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(before) - set(after)))
