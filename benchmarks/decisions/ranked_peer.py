"""Rankings, grades, and yes or no: beside pref_voting, and approval for several seats beside abcvoting."""

import random
from collections.abc import Callable
from itertools import islice

import numpy as np

from benchmarks.decisions.profiles import Vote
from benchmarks.decisions.verdicts import Verdict, one_of
from thegither.methods.decisions import (
    Points,
    Rankings,
    approval,
    instant_runoff,
    majority,
    schulze,
    score,
    single_transferable_vote,
)

# A vote of a few voters has no more outcomes by lot than this.
MOST_LOTS = 5_000


def by_majority(vote: Vote) -> Verdict:
    """Abstaining is a ballot that ranks neither."""
    yes, no, nothing = vote.ballots
    ours = majority(yes, no, nothing).passed
    profile = _profile([[[0]]] * yes + [[[1]]] * no + [[]] * nothing, 2)
    if profile is None:
        return Verdict.DIFFERENT if ours else Verdict.NOBODY
    return one_of(ours, [bool(profile.majority_prefers(0, 1))])


def by_approval(vote: Vote) -> Verdict:
    """Every committee that could be chosen, from abcvoting."""
    from abcvoting.abcrules import compute_av
    from abcvoting.preferences import Profile

    points = Points.of(vote.ballots, vote.n_options)
    tally = approval(points, vote.seats, priority=np.arange(vote.n_options))
    if not any(vote.ballots):
        return Verdict.NOBODY
    profile = Profile(vote.n_options)
    profile.add_voters([list(ballot) for ballot in vote.ballots])
    committees = compute_av(profile, vote.seats, resolute=False)
    return one_of(sorted(tally.winners), [sorted(committee) for committee in committees])


def by_score(vote: Vote) -> Verdict:
    from pref_voting.grade_methods import score_voting
    from pref_voting.grade_profiles import GradeProfile

    points = Points.of(vote.ballots, vote.n_options)
    tally = score(points, priority=np.arange(vote.n_options))
    if not any(vote.ballots):
        return Verdict.NOBODY
    options = list(range(vote.n_options))
    profile = GradeProfile(vote.ballots, list(range(10)), candidates=options)
    winners = score_voting(profile, evaluation_method="sum", ungraded_score=0)
    return one_of(tally.winners[0], list(winners))


def by_schulze(vote: Vote) -> Verdict:
    """All that nobody beats, where a majority is as strong as the number of voters behind it."""
    from pref_voting.margin_based_methods import beat_path

    ours = schulze(_rankings(vote), priority=np.arange(vote.n_options))
    profile = _profile(vote.ballots, vote.n_options)
    if profile is None:
        return Verdict.NOBODY
    return one_of(list(ours.winners), [list(beat_path(profile, strength_function=profile.support))])


def by_instant_runoff(vote: Vote) -> Verdict:
    """Whoever can win, whichever of those who are level is excluded first."""
    from pref_voting.iterative_methods import instant_runoff_put

    ours = instant_runoff(_rankings(vote), priority=np.arange(vote.n_options))
    profile = _profile(_valid(vote), vote.n_options)
    if profile is None:
        return Verdict.NOBODY
    return one_of(ours.winners[0], list(instant_runoff_put(profile)))


def by_transferable_vote(vote: Vote) -> Verdict:
    """Scottish councils: everybody who can be elected, whichever lots are drawn."""
    from pref_voting.proportional_methods import stv_scottish

    ours = single_transferable_vote(_rankings(vote), vote.seats, priority=np.arange(vote.n_options))
    profile = _profile(_valid(vote), vote.n_options)
    if profile is None:
        return Verdict.NOBODY

    def elected(lots: "Lots") -> list[int]:
        return sorted(stv_scottish(profile, num_seats=vote.seats, rng=lots))

    return one_of(sorted(ours.winners), every_outcome(elected))


class Lots(random.Random):
    """Draws what it is told to draw, then whoever stands first, and keeps how many there were each time."""

    def __init__(self, told: tuple[int, ...]) -> None:
        super().__init__(0)
        self.told, self.numbers = told, []

    def choice(self, tied: list) -> object:
        place = len(self.numbers)
        self.numbers.append(len(tied))
        return tied[self.told[place] if place < len(self.told) else 0]


def every_outcome(elected: Callable[[Lots], list[int]]) -> list[list[int]]:
    """What comes out under every sequence of lots, each once."""
    outcomes: list[list[int]] = []
    for outcome in islice(_outcomes(elected, ()), MOST_LOTS):
        if outcome not in outcomes:
            outcomes.append(outcome)
    return outcomes


def _outcomes(elected: Callable[[Lots], list[int]], told: tuple[int, ...]):
    lots = Lots(told)
    yield elected(lots)
    for place in range(len(told), len(lots.numbers)):
        drawn = (*told, *[0] * (place - len(told)))
        for other in range(1, lots.numbers[place]):
            yield from _outcomes(elected, (*drawn, other))


def _rankings(vote: Vote) -> Rankings:
    return Rankings.of(vote.ballots, vote.n_options)


def _valid(vote: Vote) -> list:
    """Ballots that rank somebody: the others are not counted, neither by us nor by the law."""
    return [ballot for ballot in vote.ballots if ballot]


def _profile(ballots: list, n_options: int):
    """pref_voting's, with what is left off below what is on a ballot; None where there is no ballot."""
    from pref_voting.profiles_with_ties import ProfileWithTies

    if not any(ballots):
        return None
    places = [
        {option: place for place, group in enumerate(ballot, start=1) for option in group}
        for ballot in ballots
    ]
    profile = ProfileWithTies(places, candidates=list(range(n_options)))
    profile.use_extended_strict_preference()
    return profile
