"""What becomes of the money that equal shares leave: a rule of its own, named before the vote.

Plain equal shares spend only what groups of voters can pay for themselves; in one real vote 2.5 of
6.1 million. Whoever seals the rule seals one of these with it:

- `none`: the rest stays unspent;
- `greedy`: the greedy rule spends the rest;
- `larger-shares`: everybody's share grows by a step, again and again, as long as the outcome still
  fits the true budget (known as Add1);
- `larger-shares-greedy`: that, and then the greedy rule for what is still left (Add1U).

References
----------
D. Peters, G. Pierczynski and P. Skowron (2021), Proportional participatory budgeting with additive
utilities, section 3.4. DOI 10.48550/arXiv.2008.13276
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.equal_shares import FairSplit, equal_shares
from thegither.methods.decisions.greedy import Bought, greedy
from thegither.methods.decisions.points import Points

Ints = npt.NDArray[np.int64]

COMPLETIONS = ("none", "greedy", "larger-shares", "larger-shares-greedy")


class UnknownCompletion(ValueError):
    """A completion that does not exist. The message can be shown to a person."""


@dataclass(frozen=True)
class BudgetOutcome:
    """A budget split, with what it rests on and what it can be compared with.

    `plain` is equal shares alone, `shares` equal shares with the share that each voter got in the
    end, `added` what the greedy rule bought with the rest, `greedy` what it would have bought alone.
    """

    winners: tuple[int, ...]
    spent: int
    share: Fraction
    plain: FairSplit
    shares: FairSplit
    added: tuple[int, ...]
    greedy: Bought


def split_budget(
    ballots: Points,
    costs: Sequence[int],
    budget: int,
    *,
    priority: Ints,
    completion: str,
    step: int = 1,
) -> BudgetOutcome:
    """Equal shares with a named completion, beside the outcome of the greedy rule.

    `step` is how much each share grows at a time under `larger-shares`, in the unit of the costs.

    Raises UnknownCompletion for a completion that does not exist or a step below 1.

    >>> ballots = Points.of([{0: 1}, {1: 1}, {2: 1}], 3, weights=[5, 3, 2])
    >>> def split(completion):
    ...     order = np.arange(3)
    ...     return split_budget(ballots, [60, 30, 10], 90, priority=order, completion=completion)
    >>> split("none").winners, split("none").greedy.winners
    ((2,), (2, 1))
    >>> split("larger-shares").winners, split("larger-shares").share
    ((2, 1), Fraction(10, 1))
    """
    if completion not in COMPLETIONS or step < 1:
        raise UnknownCompletion(
            f"A completion is one of {', '.join(COMPLETIONS)}, its step 1 or more."
        )
    share = Fraction(budget, max(ballots.voters, 1))
    plain = shares = equal_shares(ballots, costs, budget, priority=priority)
    if completion.startswith("larger-shares"):
        shares, share = _enlarged(ballots, costs, budget, priority, plain, step)
    added: tuple[int, ...] = ()
    if completion.endswith("greedy"):
        rest = budget - shares.spent
        added = greedy(ballots, costs, rest, priority=priority, taken=shares.winners).winners
    winners = shares.winners + added
    spent = sum(costs[option] for option in winners)
    alone = greedy(ballots, costs, budget, priority=priority)
    return BudgetOutcome(winners, spent, share, plain, shares, added, alone)


def _enlarged(
    ballots: Points,
    costs: Sequence[int],
    budget: int,
    priority: Ints,
    plain: FairSplit,
    step: int,
) -> tuple[FairSplit, Fraction]:
    """The last outcome that fits, as shares grow; it ends early once nothing more would fit anyway."""
    share, best = Fraction(budget, max(ballots.voters, 1)), plain
    wanted = [int(option) for option in np.flatnonzero(ballots.supporters())]
    while any(costs[c] <= budget - best.spent for c in wanted if c not in best.winners):
        larger = equal_shares(ballots, costs, budget, priority=priority, share=share + step)
        if larger.spent > budget:
            break
        best, share = larger, share + step
    return best, share
