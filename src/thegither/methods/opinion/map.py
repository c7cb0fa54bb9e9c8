"""One pass from votes to groups and what is said of them: everything but the tests of the verdict."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion import groups as grouping
from thegither.methods.opinion.axes import Axes, Bools, find_axes, place_people
from thegither.methods.opinion.consensus import Consensus, consensus
from thegither.methods.opinion.groups import Partition
from thegither.methods.opinion.representative import Representative, representative
from thegither.methods.opinion.sums import partial
from thegither.methods.opinion.tables import Tables, count
from thegither.methods.opinion.votes import ImpossibleVotes, Ints, Votes

Array = npt.NDArray[np.float64]

VOTES_TO_BE_GROUPED = 7


@dataclass(frozen=True, eq=False)
class OpinionMap:
    """Places and groups of people, and the statements that speak for them.

    axes, places: see `axes`. labels: each person's group, -1 for those not grouped.
    partition: the groups chosen, None where there are too few people or places; silhouettes: mean
    silhouette of each k tried. tables: votes by group (one row of everybody grouped where there
    are no groups); everyone: votes of all people.
    """

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
    axes = find_axes(partial(votes), votes.statement_ids, out)
    places = place_people(votes, axes, out)
    found = _partitions(votes, places, groups) if labels is None else _given(places, labels)
    known = labels is not None
    chosen = found.get(grouping.best_k(found) if known or groups is None else groups)
    member = can_be_grouped(votes) if labels is None else labels >= 0
    group = np.where(member, 0, -1)
    if chosen is not None:
        group[member] = chosen.labels
    tables = count(votes, group, chosen.k if chosen else 1)
    everyone = count(votes, np.zeros_like(group), 1)
    order = np.argsort(votes.statement_ids, kind="stable")
    order = order[~out[order]]
    return OpinionMap(
        axes=axes,
        places=places,
        labels=group,
        partition=chosen,
        silhouettes={k: one.silhouette for k, one in found.items()},
        tables=tables,
        everyone=everyone,
        representative=representative(tables, order) if chosen else (),
        consensus=consensus(everyone, order),
    )


def can_be_grouped(votes: Votes) -> Bools:
    """Who gave at least seven votes, or one on every statement where there are fewer than seven."""
    return np.asarray(votes.per_person >= max(1, min(VOTES_TO_BE_GROUPED, votes.n_statements)))


def _partitions(votes: Votes, places: Array, groups: int | None) -> dict[int, Partition]:
    member = can_be_grouped(votes)
    n = int(member.sum())
    if groups is not None and not 1 <= groups <= max(n, 1):
        raise ImpossibleVotes(f"{n} people cannot be put into {groups} groups.")
    if n < 2 or groups == 1:
        return {}
    found = grouping.partitions(
        places[member], votes.participant_ids[member], groups or grouping.most_groups(n)
    )
    return found if groups is None else {k: one for k, one in found.items() if k == groups}


def _given(places: Array, labels: Ints) -> dict[int, Partition]:
    member = labels >= 0
    if not member.any():
        return {}
    k = int(labels.max()) + 1
    return {k: grouping.from_labels(places[member], labels[member], k)}
