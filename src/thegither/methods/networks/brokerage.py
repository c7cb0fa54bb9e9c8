"""Who brokers between whom: the five roles of Gould and Fernandez, beside what chance would give.

A node b brokers for i -> b -> k when i has no tie to k of its own. The groups of the three say how:

==============  ====================  ==========================================
role            groups of i, b, k     in R `sna`
==============  ====================  ==========================================
coordinator     A, A, A               w_I
itinerant       A, B, A               w_O (also called consultant)
representative  A, A, B               b_IO
gatekeeper      A, B, B               b_OI
liaison         A, B, C               b_O
==============  ====================  ==========================================

Values of ties play no part: a tie is there or not.

References
----------
R. V. Gould and R. M. Fernandez (1989), Structures of mediation: a formal approach to brokerage in
transaction networks, Sociological Methodology 19, 89-126. DOI 10.2307/270949
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.brokerage_kernels import all_paths, take_off_closed
from thegither.methods.networks.network import ImpossibleNetwork, Network
from thegither.methods.networks.sorting import Floats, Ints, Nodes

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")


@dataclass(frozen=True, eq=False)
class Brokerage:
    """Six columns a node: the five `ROLES`, then their total.

    `counts` are whole numbers. `expected` and `z` compare them with ties set at random at the same
    density. Counts are skewed: many small ones and a long tail. So z sorts and compares, but is not
    turned into a p-value. It is nan where no random network could vary (a role that the sizes of
    groups make impossible).
    """

    counts: Ints
    expected: Floats
    variance: Floats
    z: Floats


def brokerage(network: Network, groups: npt.ArrayLike) -> Brokerage:
    """Count open two-paths by role, with expectation and z-score.

    With S the ordered pairs (i, k) that a role allows and d the density, chance gives a broker
    ``E = |S| p`` with ``p = d^2 (1 - d)``. Two pairs are dependent when they share a sender or a
    receiver, which gives ``Var = |S| p (1 - p) + d^3 (1 - d)^3 (ordered pairs of S sharing one)``.
    `z = (count - E) / sqrt(Var)`.

    Parameters
    ----------
    groups: the group of each node, as whole numbers from 0.

    Raises ImpossibleNetwork unless every node has a group.

    >>> result = brokerage(Network.of([0, 1], [1, 2], 3), [0, 0, 1])
    >>> result.counts[1].tolist()
    [0, 0, 1, 0, 0, 1]
    """
    group = check_groups(groups, network.n)
    n_groups = int(group.max(initial=-1)) + 1
    contacts = network.contacts
    roles = all_paths(contacts.starts, contacts.nodes, contacts.directions, group, n_groups)
    take_off_closed(roles, *contacts.forward, contacts.nodes, contacts.directions, group)
    counts = np.column_stack([roles, roles.sum(axis=1)])
    pairs, sharing = _pairs_by_role(np.bincount(group, minlength=n_groups).astype(float))
    expected, variance = _moments(network, pairs[group], sharing[group])
    spread = np.sqrt(np.where(variance > 0, variance, np.nan))
    return Brokerage(counts, expected, variance, (counts - expected) / spread)


def check_groups(groups: npt.ArrayLike, n: int) -> Nodes:
    """The groups as compact whole numbers, or ImpossibleNetwork."""
    group = np.asarray(groups).reshape(-1)
    if len(group) != n or (n and group.min() < 0):
        raise ImpossibleNetwork("Every node needs a group.")
    return group.astype(np.int32)


def _moments(network: Network, pairs: Floats, sharing: Floats) -> tuple[Floats, Floats]:
    n = network.n
    density = len(network.out.nodes) / (n * (n - 1)) if n > 1 else 0.0
    p = density**2 * (1 - density)
    return pairs * p, pairs * p * (1 - p) + sharing * (density * (1 - density)) ** 3


def _pairs_by_role(sizes: Floats) -> tuple[Floats, Floats]:
    """For a broker of each group: |S|, and the ordered pairs of S that share sender or receiver.

    Pairs sharing a sender are counted by how many receivers each sender has, and the other way.
    """
    n = sizes.sum()
    own, others = sizes - 1, n - sizes  # the broker does not broker for itself
    within = _sum_of_others(sizes * (sizes - 1))
    within_sharing = 2 * _sum_of_others(sizes * (sizes - 1) * (sizes - 2))
    across = own * others
    across_sharing = across * (others - 1) + across * (own - 1)
    # Liaison: the sender's group and the receiver's differ, and neither is the broker's.
    choices = others[:, None] - sizes[None, :]
    np.fill_diagonal(choices, 0)
    liaison = choices @ sizes
    liaison_sharing = 2 * (choices * (choices - 1)) @ sizes
    total = np.full_like(sizes, (n - 1) * (n - 2))
    pairs = [own * (own - 1), within, across, across, liaison, total]
    sharing = [
        2 * own * (own - 1) * (own - 2),
        within_sharing,
        across_sharing,
        across_sharing,
        liaison_sharing,
        2 * total * (n - 3),
    ]
    return np.column_stack(pairs), np.column_stack(sharing)


def _sum_of_others(values: Floats) -> Floats:
    """For each group the sum over all other groups."""
    others: Floats = values.sum() - values
    return others
