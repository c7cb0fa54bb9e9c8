"""From votes to groups and what is said of them: everything but the tests of the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial as with_arguments

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion import groups as grouping
from thegither.methods.opinion import passes
from thegither.methods.opinion import sums as pair_sums
from thegither.methods.opinion.axes import Axes, Bools, find_axes
from thegither.methods.opinion.consensus import Consensus, consensus
from thegither.methods.opinion.groups import Partition
from thegither.methods.opinion.passes import Chunks, InMemory, Placed
from thegither.methods.opinion.representative import Representative, representative
from thegither.methods.opinion.sums import PairSums
from thegither.methods.opinion.tables import Tables, count, count_everyone
from thegither.methods.opinion.votes import ImpossibleVotes, Ints, Votes

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """Places and groups of people, and the statements that speak for them.

    participant_ids: the people, in the order of `places` and `labels`. n_votes: all their votes.
    axes, places: see `axes`. labels: each person's group, -1 for those not grouped.
    partition: the groups chosen, None where there are too few people or places; silhouettes: mean
    silhouette of each k tried. tables: votes by group (one row of everybody grouped where there
    are no groups); everyone: votes of all people.
    """

    participant_ids: Ints
    n_votes: int
    axes: Axes
    places: Array
    labels: Ints
    partition: Partition | None
    silhouettes: dict[int, float]
    tables: Tables
    everyone: Tables
    representative: tuple[tuple[Representative, ...], ...]
    consensus: Consensus


def draw_map(
    votes: Votes,
    *,
    groups: int | None = None,
    labels: Ints | None = None,
    kept_out: Bools | None = None,
) -> OpinionMap:
    """Axes, places, groups, representative statements and consensus.

    Parameters
    ----------
    groups: the number of groups, when it shall not be chosen by silhouette; 1 for none.
    labels: each person's group from 0 on, -1 for none, when groups are known; `groups` is ignored.
    kept_out: statements kept out by moderators or about the person: they shape no axis and are
        chosen nowhere, but their votes are counted.
    """
    out = np.zeros(votes.n_statements, dtype=bool) if kept_out is None else kept_out
    return draw_in_passes(
        InMemory(votes), votes.statement_ids, kept_out=out, groups=groups, labels=labels
    )


def draw_in_passes(
    chunks: Chunks,
    statement_ids: Ints,
    *,
    kept_out: Bools,
    groups: int | None = None,
    labels: Ints | None = None,
) -> OpinionMap:
    """`draw_map` of votes that lie in pieces; people come out in the order of the pieces."""
    sums = chunks.fold(pair_sums.partial, pair_sums.merge)
    return draw_from_sums(
        chunks,
        sums,
        find_axes(sums, statement_ids, kept_out),
        statement_ids,
        kept_out=kept_out,
        groups=groups,
        labels=labels,
    )


def draw_from_sums(
    chunks: Chunks,
    sums: PairSums,
    axes: Axes,
    statement_ids: Ints,
    *,
    kept_out: Bools,
    groups: int | None = None,
    labels: Ints | None = None,
) -> OpinionMap:
    """What follows once sums and axes are known: two more passes."""
    pieces = list(chunks.each(with_arguments(passes.place, axes=axes, kept_out=kept_out)))
    people = _listed(pieces)
    found = _partitions(people, groups) if labels is None else _given(people.places, labels)
    chosen = found.get(grouping.best_k(found) if labels is not None or groups is None else groups)
    group = _groups(people.can_be_grouped if labels is None else labels >= 0, chosen)
    counting = with_arguments(count, k=chosen.k if chosen else 1)
    tables = chunks.fold(counting, passes.add, _by_piece(group, pieces))
    everyone = count_everyone(sums)
    order = np.argsort(statement_ids, kind="stable")
    order = order[~kept_out[order]]
    return OpinionMap(
        participant_ids=people.ids,
        n_votes=people.n_votes,
        axes=axes,
        places=people.places,
        labels=group,
        partition=chosen,
        silhouettes={k: one.silhouette for k, one in found.items()},
        tables=tables,
        everyone=everyone,
        representative=representative(tables, order) if chosen else (),
        consensus=consensus(everyone, order),
    )


def _listed(pieces: Sequence[Placed]) -> Placed:
    """Everybody of all pieces, one after the other."""
    if len(pieces) == 1:
        return pieces[0]
    return Placed(
        np.concatenate([piece.ids for piece in pieces]),
        np.concatenate([piece.places for piece in pieces]),
        np.concatenate([piece.can_be_grouped for piece in pieces]),
        sum(piece.n_votes for piece in pieces),
    )


def _by_piece(group: Ints, pieces: Sequence[Placed]) -> list[Ints]:
    return np.split(group, np.cumsum([len(piece.ids) for piece in pieces])[:-1])


def _groups(member: Bools, chosen: Partition | None) -> Ints:
    """Everybody's group; -1 for those not grouped, 0 for all others where there are no groups."""
    group = np.where(member, 0, -1)
    if chosen is not None:
        group[member] = chosen.labels
    return group


def _partitions(people: Placed, groups: int | None) -> dict[int, Partition]:
    member = people.can_be_grouped
    n = int(member.sum())
    if groups is not None and not 1 <= groups <= max(n, 1):
        raise ImpossibleVotes(f"{n} people cannot be put into {groups} groups.")
    if n < 2 or groups == 1:
        return {}
    found = grouping.partitions(
        people.places[member], people.ids[member], groups or grouping.most_groups(n)
    )
    return found if groups is None else {k: one for k, one in found.items() if k == groups}


def _given(places: Array, labels: Ints) -> dict[int, Partition]:
    member = labels >= 0
    if not member.any():
        return {}
    k = int(labels.max()) + 1
    return {k: grouping.from_labels(places[member], labels[member], k)}
