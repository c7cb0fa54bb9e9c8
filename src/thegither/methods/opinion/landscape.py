"""The whole method: a verdict on whether there are groups, and everything said about them."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion import continuum, structure
from thegither.methods.opinion.axes import Axes, Bools
from thegither.methods.opinion.consensus import (
    CommonGround,
    Consensus,
    common_ground,
    group_aware_consensus,
)
from thegither.methods.opinion.map import OpinionMap, draw_in_passes
from thegither.methods.opinion.passes import Chunks, InMemory, can_be_grouped
from thegither.methods.opinion.priorities import statement_priority
from thegither.methods.opinion.representative import Representative
from thegither.methods.opinion.structure import Tested
from thegither.methods.opinion.tables import Tables
from thegither.methods.opinion.votes import ImpossibleVotes, Ints, Votes

Array = npt.NDArray[np.float64]

VERSION = "1.0"
TOO_FEW, NO_STRUCTURE, SPECTRUM, GROUPS = "too_few", "no_structure", "spectrum", "groups"
FEWEST_PEOPLE = 15


@dataclass(frozen=True, eq=False)
class Landscape:
    """What a conversation looks like. Positions of people and statements are those of the votes.

    participant_ids: the people, in the order of `labels` and `places`. n_votes: all their votes.
    verdict: "too_few" (fewer than 15 people to group), "no_structure" (as if by lot), "spectrum"
        (people differ by degree; groups are a cut through it) or "groups".
    structure, separation: the two tests behind the verdict; None when not made.
    group_names: the names of the groups, rows of `tables`: 0 to k - 1, largest first, or the labels
        given, ascending. Empty where there are no groups; `tables` then has one row of everybody.
    labels: each person's row in `tables`, -1 for people not grouped.
    places: people x 2. certainty: 0 to 1, how much nearer the own group is than the next one; NaN
        for people not grouped.
    tables, everyone: votes by group, and of all people (one row).
    representative: for each group. consensus, common_ground: over all.
    group_aware_consensus, priorities: one number a statement.
    silhouettes: mean silhouette for each number of groups tried.
    """

    participant_ids: Ints
    n_votes: int
    verdict: str
    structure: Tested | None
    separation: Tested | None
    group_names: tuple[int, ...]
    labels: Ints
    places: Array
    certainty: Array
    axes: Axes
    tables: Tables
    everyone: Tables
    representative: tuple[tuple[Representative, ...], ...]
    consensus: Consensus
    common_ground: tuple[CommonGround, ...]
    group_aware_consensus: Array
    priorities: Array
    silhouettes: dict[int, float]


def landscape(
    votes: Votes,
    *,
    groups: int | None = None,
    seed: int = 0,
    labels: npt.ArrayLike | None = None,
    kept_out: npt.ArrayLike | None = None,
    meta: npt.ArrayLike | None = None,
) -> Landscape:
    """Draw the landscape of a conversation and say how far to believe it.

    Parameters
    ----------
    votes: see `Votes.of`. Never changed.
    groups: a number of groups to cut into, whatever the verdict.
    seed: for the tests behind the verdict only; everything else does not depend on it.
    labels: a known group for each person (whole numbers; -1 for none), instead of looking for them.
    kept_out: statements kept out by moderators or about the person: they shape no axis and are
        chosen nowhere, but their votes are counted. meta: those about the person.

    Raises ImpossibleVotes when labels do not fit the votes, or for more groups than people.

    >>> votes = Votes.of([0, 1], [0, 0], [1, -1], 2, 1)
    >>> landscape(votes).verdict
    'too_few'
    """
    names, rows = _named(votes, labels)
    found = landscape_in_passes(
        InMemory(votes),
        votes.statement_ids,
        tested=votes,
        groups=groups,
        seed=seed,
        labels=rows,
        kept_out=kept_out,
        meta=meta,
    )
    return replace(found, group_names=names) if names else found


def landscape_in_passes(
    chunks: Chunks,
    statement_ids: Ints,
    *,
    tested: Votes,
    groups: int | None = None,
    seed: int = 0,
    labels: Ints | None = None,
    kept_out: npt.ArrayLike | None = None,
    meta: npt.ArrayLike | None = None,
) -> Landscape:
    """`landscape` of votes that lie in pieces of whole people, see `passes`.

    tested: the votes behind the verdict: all of them, or those of people drawn by lot. A part is
    tested as exactly as the whole, it only finds less.
    """
    out, about_people = (_flags(marks, len(statement_ids)) for marks in (kept_out, meta))
    verdict, tests = judge(tested, out, seed)
    if groups is None and verdict in (TOO_FEW, NO_STRUCTURE):
        groups = 1
    drawn = draw_in_passes(chunks, statement_ids, kept_out=out, groups=groups, labels=labels)
    return _told(drawn, statement_ids, verdict, tests, about_people, out)


def judge(
    votes: Votes, kept_out: Bools, seed: int
) -> tuple[str, tuple[Tested | None, Tested | None]]:
    """The verdict, and the tests of structure and of separation as far as they were needed."""
    on_topic = np.bincount(
        votes.people[~kept_out[votes.statements]], minlength=votes.n_participants
    )
    member = can_be_grouped(votes) & (on_topic > 0)
    if member.sum() < FEWEST_PEOPLE:
        return TOO_FEW, (None, None)
    tested = votes.select(member, ~kept_out)
    common = structure.test_structure(tested, seed=seed)
    if common.p > structure.LEVEL:
        return NO_STRUCTURE, (common, None)
    apart = continuum.test_groups(tested, seed=seed)
    return (GROUPS if apart.p <= continuum.LEVEL else SPECTRUM), (common, apart)


def _flags(given: npt.ArrayLike | None, n: int) -> Bools:
    flags = np.zeros(n, dtype=bool) if given is None else np.asarray(given, dtype=bool)
    if flags.shape != (n,):
        raise ImpossibleVotes(f"There are {n} statements, but {flags.size} marks for them.")
    return flags


def _named(votes: Votes, labels: npt.ArrayLike | None) -> tuple[tuple[int, ...], Ints | None]:
    """The names of given groups, and each person's row among them."""
    if labels is None:
        return (), None
    given = np.asarray(labels).astype(np.int64)
    if given.shape != (votes.n_participants,):
        raise ImpossibleVotes(f"There are {votes.n_participants} people, but {given.size} labels.")
    names = np.unique(given[given >= 0])
    rows = np.where(given >= 0, np.searchsorted(names, given), -1)
    return tuple(int(name) for name in names), rows


def _told(
    drawn: OpinionMap,
    statement_ids: Ints,
    verdict: str,
    tests: tuple[Tested | None, Tested | None],
    meta: Bools,
    kept_out: Bools,
) -> Landscape:
    grouped, total = drawn.labels >= 0, drawn.tables.total()
    certainty = np.full(len(drawn.labels), np.nan)
    if drawn.partition is not None:
        certainty[grouped] = drawn.partition.certainty
    order = np.argsort(statement_ids, kind="stable")
    weights = statement_priority(
        total.agree[0], total.passed[0], total.seen[0], drawn.axes.extremity, meta
    )
    return Landscape(
        participant_ids=drawn.participant_ids,
        n_votes=drawn.n_votes,
        verdict=verdict,
        structure=tests[0],
        separation=tests[1],
        group_names=tuple(range(drawn.partition.k if drawn.partition else 0)),
        labels=drawn.labels,
        places=drawn.places,
        certainty=certainty,
        axes=drawn.axes,
        tables=drawn.tables,
        everyone=drawn.everyone,
        representative=drawn.representative,
        consensus=drawn.consensus,
        common_ground=common_ground(drawn.tables, order[~kept_out[order]]),
        group_aware_consensus=group_aware_consensus(drawn.tables),
        priorities=weights,
        silhouettes=drawn.silhouettes,
    )
