"""Each rule of a decision: from ballots to the part of the result that it answers for.

The rooms and `thegither decide` count by this same table, so a room's ballots taken away as a file give
the same result again. It knows no framework: the command line loads it without a database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from thegither.formats.ballot_types import BallotFile, Money, decimals
from thegither.formats.headed import amount
from thegither.methods.decisions.completion import BudgetOutcome, split_budget
from thegither.methods.decisions.consent import ConsentOutcome, Voice, consensus, consent
from thegither.methods.decisions.counting import Majority, Tally, approval, majority, score
from thegither.methods.decisions.greedy import greedy
from thegither.methods.decisions.points import ImpossibleBallots, Points
from thegither.methods.decisions.schulze import schulze
from thegither.methods.decisions.ties import TieBreak, priority
from thegither.methods.decisions.transferable import UNIT, Elected, single_transferable_vote

Ints = npt.NDArray[np.int64]
Json = dict[str, object]

SATISFACTIONS = {"approval": ("cost", "count"), "ordinal": ("places", "borda")}
YES, NO, ABSTAIN = "yes", "no", "abstain"


class UnknownRule(ValueError):
    """A rule, or a way to measure satisfaction, that does not exist. Can be shown to a person."""


@dataclass(frozen=True)
class Sealed:
    """Everything that is named before ballots are counted: the rule and all it needs."""

    rule: str
    budget: str
    seats: int
    completion: str
    satisfaction: str
    ties: str
    seed: str
    threshold: Fraction
    more_than: bool
    class_column: str
    quorum: Fraction | None
    each_class: bool
    secret: bool


@dataclass(frozen=True)
class Question:
    """Ballots, and the rule that was sealed for them."""

    file: BallotFile
    sealed: Sealed

    @property
    def seats(self) -> int:
        return self.sealed.seats

    @property
    def priority(self) -> Ints:
        return priority(self.file.options, self.sealed.ties, self.sealed.seed)

    @property
    def satisfaction_named(self) -> str:
        known = SATISFACTIONS.get(self.file.kind, ("points",))
        named = self.sealed.satisfaction or known[0]
        if named not in known:
            raise UnknownRule(
                f"With {self.file.kind} ballots satisfaction is {' or '.join(known)}."
            )
        return named

    def names(self, options: Sequence[int]) -> list[str]:
        return [self.file.options[option] for option in options]

    def counted(self, totals: Sequence[int]) -> dict[str, int]:
        return dict(zip(self.file.options, map(int, totals), strict=True))

    def ties(self, broken: Sequence[TieBreak]) -> list[Json]:
        return [
            {
                "round": tie.round,
                "tied": self.names(tie.tied),
                "chosen": self.file.options[tie.chosen],
            }
            for tie in broken
        ]


def rule_named(text: str) -> str:
    """The rule's own name for what somebody typed; other usual names and spellings are understood.

    >>> rule_named("Method_of_Equal_Shares"), rule_named("IRV")
    ('equal-shares', 'instant-runoff')
    """
    name = text.strip().lower().replace("_", "-").replace(" ", "-")
    name = ALIASES.get(name, name)
    if name not in (*RULES, *VOICES):
        raise UnknownRule(f"There is no rule {text!r}. Known are: {', '.join((*RULES, *VOICES))}.")
    return name


def by_approval(question: Question) -> Json:
    return _tally(
        question, approval(question.file.points(), question.seats, priority=question.priority)
    )


def by_score(question: Question) -> Json:
    return _tally(
        question, score(question.file.points(), question.seats, priority=question.priority)
    )


def _tally(question: Question, tally: Tally) -> Json:
    return {
        "winners": question.names(tally.winners),
        "totals": question.counted(tally.totals),
        "rounds": [],
        "tie_breaks": question.ties(tally.tie_breaks),
    }


def by_majority(question: Question) -> Json:
    counts = single_choices(question.file)
    result = majority_of(question, counts)
    top = question.file.options[int(np.argmax(counts))] if not _yes_or_no(question) else YES
    return {
        "winners": [top] if result.passed else [],
        "passed": result.passed,
        "totals": question.counted(counts.tolist()),
        "needed": str(result.needed),
        "reached": None if result.reached is None else float(result.reached),
        "rounds": [],
        "tie_breaks": [],
    }


def single_choices(file: BallotFile) -> Ints:
    """Voters for each option. Raises ImpossibleBallots when a ballot names more than one."""
    if not file.options or any(len(ballot) > 1 for ballot in file.ballots):
        raise ImpossibleBallots("A majority vote needs ballots that name one option each.")
    return file.points().supporters()


def majority_of(question: Question, counts: Ints, option: str = "") -> Majority:
    """Yes against no where those are the options; else the option with most votes against the rest."""
    if _yes_or_no(question):
        named = {
            name.lower(): int(n) for name, n in zip(question.file.options, counts, strict=True)
        }
        yes, no, abstain = named.get(YES, 0), named.get(NO, 0), named.get(ABSTAIN, 0)
    else:
        at = question.file.options.index(option) if option else int(np.argmax(counts))
        yes, no, abstain = int(counts[at]), int(counts.sum() - counts[at]), 0
    return majority(
        yes, no, abstain, needed=question.sealed.threshold, more_than=question.sealed.more_than
    )


def _yes_or_no(question: Question) -> bool:
    return {name.lower() for name in question.file.options} <= {YES, NO, ABSTAIN}


def by_schulze(question: Question) -> Json:
    outcome = schulze(question.file.rankings(), priority=question.priority)
    return {
        "winners": question.names(outcome.order[: question.seats]),
        "order": question.names(outcome.order),
        "above": outcome.above.tolist(),
        "paths": outcome.paths.tolist(),
        "rounds": [],
        "tie_breaks": question.ties(outcome.tie_breaks),
    }


def by_instant_runoff(question: Question) -> Json:
    if question.seats != 1:
        raise UnknownRule("An instant run-off fills one seat; use stv for more.")
    return by_stv(question)


def by_stv(question: Question) -> Json:
    ballots = question.file.rankings()
    outcome = single_transferable_vote(ballots, question.seats, priority=question.priority)
    return {
        "winners": question.names(outcome.winners),
        "quota": outcome.quota,
        "rounds": _stages(question, outcome),
        "tie_breaks": question.ties(outcome.tie_breaks),
    }


def _stages(question: Question, outcome: Elected) -> list[Json]:
    def named(option: int | None) -> str | None:
        return None if option is None else question.file.options[option]

    return [
        {
            "votes": {o: v / UNIT for o, v in question.counted(stage.votes).items()},
            "elected": question.names(stage.elected),
            "transferred": named(stage.transferred),
            "excluded": named(stage.excluded),
        }
        for stage in outcome.stages
    ]


def by_equal_shares(question: Question) -> Json:
    ballots, costs, budget, unit = _budget(question)
    outcome = split_budget(
        ballots,
        costs,
        budget,
        priority=question.priority,
        completion=question.sealed.completion,
        step=max(unit, budget // max(question.file.voters, 1) // 100),
    )
    return _bought(question, outcome.winners, budget, costs, unit) | _shares(
        question, outcome, unit
    )


def _shares(question: Question, outcome: BudgetOutcome, unit: int) -> Json:
    plain, alone = outcome.plain, outcome.greedy
    return {
        "share": float(outcome.share / unit),
        "rounds": [
            {
                "option": question.file.options[bought.option],
                "price": float(bought.price / unit),
                "cost": _money(bought.cost, unit),
            }
            for bought in outcome.shares.rounds
        ],
        "tie_breaks": question.ties(outcome.shares.tie_breaks),
        "plain": {"winners": question.names(plain.winners), "spent": _money(plain.spent, unit)},
        "added_by_completion": question.names(
            [o for o in outcome.winners if o not in plain.winners]
        ),
        "greedy": {"winners": question.names(alone.winners), "spent": _money(alone.spent, unit)},
    }


def by_greedy(question: Question) -> Json:
    ballots, costs, budget, unit = _budget(question)
    outcome = greedy(ballots, costs, budget, priority=question.priority)
    return _bought(question, outcome.winners, budget, costs, unit) | {
        "rounds": [],
        "tie_breaks": [],
    }


def _budget(question: Question) -> tuple[Points, tuple[int, ...], int, int]:
    """Satisfaction, costs and budget as whole numbers, and how many of them make one of the money."""
    money, named = question.file.money, question.satisfaction_named
    if money is None:
        raise UnknownRule("A budget needs costs: name a file id,cost,name with --options.")
    budget = _asked_budget(question, money)
    finer = 10 ** decimals(budget)
    costs = tuple(cost * finer for cost in money.costs)
    ballots = question.file.points(last_place=0 if named == "borda" else 1)
    satisfaction = ballots.times(money.costs) if named == "cost" else ballots
    return satisfaction, costs, int(budget * finer), money.unit * finer


def _asked_budget(question: Question, money: Money) -> Decimal:
    """The budget in the smallest unit of the costs; what was asked for goes before what the file says."""
    if question.sealed.budget:
        return amount(Path("--budget"), 0, "", question.sealed.budget) * money.unit
    if money.budget is None:
        raise UnknownRule("A budget needs an amount: name it with --budget.")
    return Decimal(money.budget)


def _bought(
    question: Question, winners: Sequence[int], budget: int, costs: Sequence[int], unit: int
) -> Json:
    spent = sum(costs[option] for option in winners)
    return {
        "winners": question.names(winners),
        "spent": _money(spent, unit),
        "budget": _money(budget, unit),
        "unspent": _money(budget - spent, unit),
    }


def _money(amount: int, unit: int) -> int | float:
    return amount if unit == 1 else amount / unit


def count_voices(name: str, voices: Sequence[Voice]) -> Json:
    outcome: ConsentOutcome = VOICES[name](voices)

    def told(some: Sequence[Voice]) -> list[Json]:
        return [{"voter": voice.person, "reason": voice.reason} for voice in some]

    return {
        "voters": outcome.voices,
        "outcome": outcome.state.value,
        "passed": outcome.state.value == "passed",
        "standing_objections": told(outcome.standing),
        "integrated_objections": told(outcome.integrated),
        "objections_without_reason": told(outcome.without_reason),
        "stand_aside": told(outcome.aside),
    }


RULES: dict[str, Callable[[Question], Json]] = {
    "approval": by_approval,
    "score": by_score,
    "majority": by_majority,
    "schulze": by_schulze,
    "instant-runoff": by_instant_runoff,
    "stv": by_stv,
    "equal-shares": by_equal_shares,
    "greedy": by_greedy,
}
VOICES = {"consent": consent, "consensus": consensus}
RANKED = ("schulze", "instant-runoff", "stv")
ALIASES = {
    "mes": "equal-shares",
    "method-of-equal-shares": "equal-shares",
    "fair-split": "equal-shares",
    "irv": "instant-runoff",
    "instant-run-off": "instant-runoff",
    "single-transferable-vote": "stv",
    "ranked": "schulze",
    "utilitarian-greedy": "greedy",
}
