"""What is left in each voter's purse: exact, and beside it as floats for speed.

Exact purses are whole numbers over one common denominator that grows with every purchase. Most
purses are not touched by most purchases, so each keeps the denominator of its last payment and is
brought up to date only when it is looked at again.
"""

from fractions import Fraction
from math import gcd

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Exact = npt.NDArray[np.object_]


class Purses:
    """One purse for each distinct ballot; voters with equal ballots always hold equal purses.

    >>> purses = Purses(3, Fraction(10, 3))
    >>> purses.pay(np.array([0, 1]), np.array([1, 1]), Fraction(5, 2))
    >>> [str(purses.fraction(ballot)) for ballot in range(3)]
    ['5/6', '5/6', '10/3']
    """

    def __init__(self, n_ballots: int, share: Fraction) -> None:
        self.floats: Floats = np.full(n_ballots, float(share))
        self.denominators = [share.denominator]
        self._numerators: Exact = np.full(n_ballots, share.numerator, dtype=object)
        self._version: Ints = np.zeros(n_ballots, dtype=np.int64)

    @property
    def denominator(self) -> int:
        return self.denominators[-1]

    def numerators(self, ballots: Ints) -> Exact:
        """Exact purses as numerators over `denominator`."""
        factors = np.array([self.denominator // old for old in self.denominators], dtype=object)
        current: Exact = self._numerators[ballots] * factors[self._version[ballots]]
        return current

    def fraction(self, ballot: int) -> Fraction:
        return Fraction(self.numerators(np.array([ballot]))[0], self.denominator)

    def pay(self, ballots: Ints, points: Ints, price: Fraction) -> None:
        """Each of these ballots pays price x points, or all it has where that is less."""
        shared = gcd(price.denominator, int(np.gcd.reduce(points)))
        finer = price.denominator // shared
        due = (points // shared).astype(object) * (price.numerator * self.denominator)
        left = np.maximum(self.numerators(ballots) * finer - due, 0)
        self.denominators.append(self.denominator * finer)
        self._numerators[ballots] = left
        self._version[ballots] = len(self.denominators) - 1
        self.floats[ballots] = (left / self.denominator).astype(np.float64)
