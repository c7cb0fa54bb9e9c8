"""Where ties go: within one's own organisation, between organisations of a group, or beyond the group.

References
----------
P. Williams (2002), The competent boundary spanner, Public Administration 80, 103-124.
DOI 10.1111/1467-9299.00296
"""

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.brokerage import check_groups
from thegither.methods.networks.network import Network
from thegither.methods.networks.sorting import Floats

REACHES = ("within", "between", "beyond")


def tie_mix(network: Network, units: npt.ArrayLike, groups: npt.ArrayLike) -> Floats:
    """The shares of ties in the order of `REACHES`; they add up to 1. Undefined (nan) without ties.

    Parameters
    ----------
    units, groups: the organisation and the group (sector) of each node, as whole numbers from 0.

    >>> tie_mix(Network.of([0, 0, 0], [1, 2, 3], 4), [0, 0, 1, 2], [0, 0, 0, 1]).round(2).tolist()
    [0.33, 0.33, 0.33]
    """
    unit, group = check_groups(units, network.n), check_groups(groups, network.n)
    senders, receivers = network.out.owners, network.out.nodes
    if not len(receivers):
        return np.full(3, np.nan)
    same_unit = unit[senders] == unit[receivers]
    same_group = group[senders] == group[receivers]
    counts = same_unit.sum(), (same_group & ~same_unit).sum(), (~same_group & ~same_unit).sum()
    shares: Floats = np.array(counts, dtype=np.float64) / len(receivers)
    return shares
