"""Budgets beside pabutools: equal shares with each completion, and greedy; random votes and real files."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
)
from pabutools.tiebreaking import lexico_tie_breaking

from benchmarks.decisions.profiles import Vote
from benchmarks.decisions.verdicts import Verdict
from thegither.methods.decisions import Points, greedy, split_budget

SATISFACTIONS = ("cost", "count", "points")
PEERS = {"cost": Cost_Sat, "count": Cardinality_Sat, "points": Additive_Cardinal_Sat}


def by_equal_shares(vote: Vote, completion: str = "none") -> Verdict:
    """Each vote under three kinds of satisfaction: all have to be the same."""
    return max(map(partial(_shares, vote, completion), SATISFACTIONS), key=_weight)


def by_greedy(vote: Vote) -> Verdict:
    return max(map(partial(_greedy, vote), SATISFACTIONS), key=_weight)


def _weight(verdict: Verdict) -> int:
    return list(Verdict).index(verdict)


def _shares(vote: Vote, completion: str, satisfaction: str) -> Verdict:
    split = split_budget(
        our_points(vote, satisfaction),
        vote.costs,
        vote.budget,
        priority=np.arange(vote.n_options),
        completion=completion,
    )
    if not vote.ballots:
        return Verdict.DIFFERENT if split.winners else Verdict.NOBODY
    theirs = COMPLETED[completion](*theirs_of(vote, satisfaction), PEERS[satisfaction])
    return _beside(vote, split.winners, theirs)


def _greedy(vote: Vote, satisfaction: str) -> Verdict:
    points = our_points(vote, satisfaction)
    bought = greedy(points, vote.costs, vote.budget, priority=np.arange(vote.n_options))
    if not vote.ballots:
        return Verdict.DIFFERENT if bought.winners else Verdict.NOBODY
    theirs = peer_greedy(*theirs_of(vote, satisfaction), PEERS[satisfaction])
    return _beside(vote, bought.winners, theirs)


def our_points(vote: Vote, satisfaction: str) -> Points:
    """Approving is one point, or what the project costs."""
    if satisfaction == "points":
        return Points.of(vote.ballots, vote.n_options)
    points = Points.of([dict.fromkeys(ballot, 1) for ballot in vote.ballots], vote.n_options)
    return points.times(vote.costs) if satisfaction == "cost" else points


def theirs_of(vote: Vote, satisfaction: str) -> tuple:
    """The same vote as pabutools takes it. Projects are named so that ties go by our order."""
    projects = [Project(f"{option:03}", cost) for option, cost in enumerate(vote.costs)]
    instance = Instance(projects, budget_limit=vote.budget)
    if satisfaction == "points":
        given = [{projects[c]: points for c, points in one.items()} for one in vote.ballots]
        return instance, CardinalProfile([CardinalBallot(one) for one in given])
    approved = [ApprovalBallot([projects[c] for c in one]) for one in vote.ballots]
    return instance, ApprovalProfile(approved)


def _beside(vote: Vote, ours: Sequence[int], theirs: Sequence) -> Verdict:
    named = {int(project.name) for project in theirs}
    wanted = {option for ballot in vote.ballots for option in ballot}
    if set(ours) == named:
        return Verdict.SAME
    return Verdict.UNWANTED if set(ours) == named & wanted else Verdict.DIFFERENT


def peer_shares(instance, profile, sat, increment: int | None = None):
    return method_of_equal_shares(
        instance,
        profile,
        sat_class=sat,
        tie_breaking=lexico_tie_breaking,
        voter_budget_increment=increment,
    )


def peer_greedy(instance, profile, sat):
    return greedy_utilitarian_welfare(
        instance, profile, sat_class=sat, tie_breaking=lexico_tie_breaking
    )


def _then_greedy(instance, profile, sat, increment: int | None = None):
    """The greedy rule spends what equal shares leave."""
    shares = {"sat_class": sat, "tie_breaking": lexico_tie_breaking}
    return completion_by_rule_combination(
        instance,
        profile,
        [method_of_equal_shares, greedy_utilitarian_welfare],
        [shares | {"voter_budget_increment": increment}, shares],
    )


COMPLETED: dict[str, Callable] = {
    "none": peer_shares,
    "greedy": _then_greedy,
    "larger-shares": partial(peer_shares, increment=1),
    "larger-shares-greedy": partial(_then_greedy, increment=1),
}
