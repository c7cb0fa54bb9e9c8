"""Whose proposals move anything: is a class of partner heard, or only asked?

People move options and amendments; some are taken up. If it made no difference who moved them, those taken
up would fall on the classes by lot. With N moved in all, K taken up, and n moved by the class in question,
the chance that k or fewer of its own are taken up is that of drawing from an urn without putting back::

    p = sum_{i <= k}  C(n, i) C(N - n, K - i) / C(N, K)

A small p with a low share says that this class proposes and nothing moves: a tokenistic process. It cannot
say why, so it is a question to ask, not a verdict on anybody.

References
----------
R. A. Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39-82.
DOI 10.2307/2342435
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

# One process in a hundred that treats all alike is called tokenistic: it is said of a partnership's own work.
ALPHA = 0.01


class ImpossibleMoves(ValueError):
    """More taken up than were moved. The message can be shown to a person."""


@dataclass(frozen=True)
class Heard:
    """What one class moved and got, beside all others, and the chance `p` of as little by lot alone."""

    whose: str
    moved: int
    taken: int
    others_moved: int
    others_taken: int
    p: float

    @property
    def is_token(self) -> bool:
        return self.p <= ALPHA


def heard(moved: Mapping[str, int], taken: Mapping[str, int], whose: str) -> Heard:
    """Compare what was taken up of one class with what was taken up of all.

    Undefined where this class or the others moved nothing: there is nothing to compare, and p is 1.

    Raises ImpossibleMoves where more is taken up than was moved.

    >>> heard({"people": 12, "statutory": 12}, {"statutory": 10}, "people").is_token
    True
    >>> heard({"people": 12, "statutory": 12}, {"people": 6, "statutory": 7}, "people").is_token
    False
    """
    if any(count > moved.get(name, 0) for name, count in taken.items()):
        raise ImpossibleMoves("More was taken up than was moved.")
    n, k = moved.get(whose, 0), taken.get(whose, 0)
    total, chosen = sum(moved.values()), sum(taken.values())
    p = _as_few(k, n, chosen, total) if 0 < n < total else 1.0
    return Heard(whose, n, k, total - n, chosen - k, p)


def _as_few(k: int, n: int, chosen: int, total: int) -> float:
    """The lower tail of the hypergeometric distribution, in whole numbers until the last division."""
    least = max(0, chosen - (total - n))
    ways = sum(comb(n, i) * comb(total - n, chosen - i) for i in range(least, k + 1))
    return ways / comb(total, chosen)
