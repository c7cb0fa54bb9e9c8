"""A network as compact rows of ties: the only form in which the methods see it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.sorting import (
    FROM,
    TO,
    Directions,
    Floats,
    Ints,
    Nodes,
    counting_order,
    forward_slots,
    merge_directions,
    pair_order,
    row_starts,
)


class ImpossibleNetwork(ValueError):
    """Ties that no network can contain. The message can be shown to a person."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Neighbours of each node, ascending: those of `i` are `nodes[starts[i]:starts[i + 1]]`."""

    starts: Ints
    nodes: Nodes
    strengths: Floats
    lengths: Floats

    @property
    def owners(self) -> Ints:
        """The node to which each entry belongs."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    @property
    def counts(self) -> Ints:
        return np.diff(self.starts)


@dataclass(frozen=True, eq=False)
class Contacts:
    """Everybody tied to a node either way; `directions` has bit 1 for ties to them, 2 for from."""

    starts: Ints
    nodes: Nodes
    strengths: Floats
    directions: Directions

    @cached_property
    def forward(self) -> tuple[Ints, Ints]:
        """Where each triangle is looked for (`sorting.forward_slots`)."""
        return forward_slots(self.starts, self.nodes)

    @cached_property
    def back(self) -> Ints:
        """For the slot of i -> j, the slot of j -> i."""
        return counting_order(self.nodes, self.starts)


@dataclass(frozen=True, eq=False)
class Network:
    """Who is tied to whom, how strongly, and how far that is to go.

    `out` holds each node's ties as given by the node (both ends of an undirected tie). `strengths`
    grow with closeness, `lengths` with distance; both are 1 where ties have no value. A tie from a
    node to itself says nothing about relations: it is counted in `self_ties` and left out of
    everything else. Build one with `Network.of`, which sorts and checks.
    """

    out: Rows
    directed: bool
    self_ties: int = 0

    @classmethod
    def of(
        cls,
        senders: npt.ArrayLike,
        receivers: npt.ArrayLike,
        n: int,
        *,
        strengths: npt.ArrayLike | None = None,
        lengths: npt.ArrayLike | None = None,
        directed: bool = True,
        repeated: str = "refuse",
    ) -> "Network":
        """Sort ties given as two equally long columns of node positions.

        Parameters
        ----------
        senders, receivers: positions from 0 to n - 1. Undirected ties stand once, either way round.
        strengths, lengths: positive numbers, one a tie; 1 when not given (`read_weights` makes both
            from frequencies, costs or ranks).
        repeated: what to do with a second tie of the same pair: "refuse" it, or "add" the strengths
            and keep the shortest length.

        Raises ImpossibleNetwork for a position out of range, columns of different length, a strength
        or length that is not positive and finite, or a repeated tie that was to be refused.

        >>> network = Network.of([1, 0, 0], [0, 1, 0], 2)
        >>> network.n, network.ties, network.self_ties
        (2, 2, 1)
        >>> network.out.nodes.tolist()
        [1, 0]
        """
        sent, got = _positions(senders, n), _positions(receivers, n)
        strong, long = _values(strengths, len(sent)), _values(lengths, len(sent))
        if len(sent) != len(got):
            raise ImpossibleNetwork("The columns of ties differ in length.")
        others = sent != got
        loops = int(len(sent) - others.sum())
        if loops:
            sent, got, strong, long = sent[others], got[others], strong[others], long[others]
        if not directed:
            sent, got = np.concatenate([sent, got]), np.concatenate([got, sent])
            strong, long = np.concatenate([strong, strong]), np.concatenate([long, long])
        rows = _rows(sent, got, strong, long, n, repeated)
        return cls(rows, directed, loops)

    @property
    def n(self) -> int:
        return len(self.out.starts) - 1

    @property
    def ties(self) -> int:
        """How many ties there are, self-ties left out; an undirected tie counts once."""
        return len(self.out.nodes) // (1 if self.directed else 2)

    @property
    def valued(self) -> bool:
        return bool(np.any(self.out.strengths != 1) or np.any(self.out.lengths != 1))

    @cached_property
    def into(self) -> Rows:
        """The same ties seen from those who receive them."""
        if not self.directed:
            return self.out
        starts = row_starts(self.out.nodes, self.n)
        order = counting_order(self.out.nodes, starts)
        senders = self.out.owners[order].astype(np.int32)
        return Rows(starts, senders, self.out.strengths[order], self.out.lengths[order])

    @cached_property
    def contacts(self) -> Contacts:
        """Everybody tied to a node in either direction; strengths of both directions added."""
        out, into = self.out, self.into
        if not self.directed:
            both = np.full(len(out.nodes), TO + FROM, dtype=np.int8)
            return Contacts(out.starts, out.nodes, 2 * out.strengths, both)
        return Contacts(
            *merge_directions(
                out.starts, out.nodes, into.starts, into.nodes, out.strengths, into.strengths
            )
        )


def _positions(column: npt.ArrayLike, n: int) -> Nodes:
    given = np.asarray(column).reshape(-1)
    if len(given) and (given.min() < 0 or given.max() >= n):
        raise ImpossibleNetwork(f"A tie names a node outside 0..{n - 1}.")
    return given.astype(np.int32)


def _values(column: npt.ArrayLike | None, n: int) -> Floats:
    values = np.ones(n) if column is None else np.asarray(column, dtype=np.float64).reshape(-1)
    if len(values) != n:
        raise ImpossibleNetwork("The columns of ties differ in length.")
    if not np.all((values > 0) & np.isfinite(values)):
        raise ImpossibleNetwork("The strength or length of a tie must be a number above nought.")
    return values


def _rows(sent: Nodes, got: Nodes, strong: Floats, long: Floats, n: int, repeated: str) -> Rows:
    order = pair_order(sent, got, n)
    sent, got = sent[order], got[order]
    if not (_flat(strong) and _flat(long)):
        strong, long = strong[order], long[order]
    first = np.ones(len(sent), dtype=bool)
    first[1:] = (sent[1:] != sent[:-1]) | (got[1:] != got[:-1])
    if not first.all():
        if repeated != "add":
            raise ImpossibleNetwork("Two ties join the same pair.")
        begins = np.flatnonzero(first)
        strong, long = np.add.reduceat(strong, begins), np.minimum.reduceat(long, begins)
        sent, got = sent[first], got[first]
    return Rows(row_starts(sent, n), got, strong, long)


def _flat(values: Floats) -> bool:
    """Whether all are alike, so that their order does not matter."""
    return len(values) == 0 or bool((values == values[0]).all())
