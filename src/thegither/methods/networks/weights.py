"""What a number on a tie means: how often, how costly, or which rank.

Measures need two readings of one number: a *strength* (constraint, E-I index: more is closer) and a
*length* (shortest paths: more is farther). Mixing them up turns a network inside out, so that the
meaning has to be said and is never guessed.
"""

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.network import ImpossibleNetwork
from thegither.methods.networks.sorting import Floats

MEANINGS = ("frequency", "cost", "rank")


def read_weights(weights: npt.ArrayLike, meaning: str) -> tuple[Floats, Floats]:
    """Strengths and lengths of ties from their numbers.

    - "frequency" (how often, how much): strength = w, length = 1 / w
    - "cost" (distance, time, effort): strength = 1 / w, length = w; two in one place are not endlessly
      close, and a cost of nought counts as half the smallest cost above it
    - "rank" (1 is the closest): strength = highest rank + 1 - w, length = 1 / strength

    Raises ImpossibleNetwork for another meaning, for a number that is not above nought (below, for a
    cost), or for a rank below 1.

    >>> strengths, lengths = read_weights([1, 2, 4], "rank")
    >>> strengths.tolist(), lengths.tolist()
    ([4.0, 3.0, 1.0], [0.25, 0.3333333333333333, 1.0])
    """
    values = np.asarray(weights, dtype=np.float64)
    if meaning not in MEANINGS:
        raise ImpossibleNetwork(
            f"“{meaning}” is no meaning of a weight: {', '.join(MEANINGS)} are."
        )
    if meaning == "cost":
        values = np.where(values == 0, _smallest(values) / 2, values)
    if not np.all((values > 0) & np.isfinite(values)):
        raise ImpossibleNetwork("The weight of a tie must be a number above nought.")
    if meaning == "frequency":
        return values.copy(), 1 / values
    if meaning == "cost":
        return 1 / values, values.copy()
    if np.any(values < 1):
        raise ImpossibleNetwork("Ranks begin at 1, the closest.")
    strengths = values.max(initial=1) + 1 - values
    return strengths, 1 / strengths


def _smallest(values: Floats) -> float:
    """The smallest number above nought; 1 where there is none."""
    above = values[values > 0]
    return float(above.min()) if len(above) else 1.0
