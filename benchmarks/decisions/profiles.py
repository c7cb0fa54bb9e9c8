"""Random votes for comparing rules with their peers: small, so that ties, empty ballots and nobody come up."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

SEED = 20_261_122
FEWEST_OPTIONS, MOST_OPTIONS, MOST_VOTERS = 2, 6, 14


@dataclass(frozen=True)
class Vote:
    """One vote of one kind: ballots as the rule takes them, and what else it asks for."""

    n_options: int
    ballots: list
    seats: int = 1
    costs: tuple[int, ...] = ()
    budget: int = 0


def ranked(number: int, *, equal_ranks: bool) -> Iterator[Vote]:
    """Orders that half the voters cut off somewhere; with `equal_ranks` some options share a place."""
    rng = np.random.default_rng(SEED)
    for _ in range(number):
        n, voters = _size(rng)
        ballots = [_order(rng, n, equal_ranks) for _ in range(voters)]
        yield Vote(n, ballots, seats=int(rng.integers(1, n + 1)))


def _order(rng: np.random.Generator, n: int, equal_ranks: bool) -> list[list[int]]:
    """Groups of options, best first: of one option each where no ranks may be equal."""
    options = [int(option) for option in rng.permutation(n)]
    options = options[: int(rng.integers(0, n + 1))] if rng.random() < 0.5 else options
    joined = rng.random(len(options)) < (0.3 if equal_ranks else 0)
    groups: list[list[int]] = []
    for option, with_last in zip(options, joined, strict=True):
        if with_last and groups:
            groups[-1].append(option)
        else:
            groups.append([option])
    return groups


def graded(number: int, highest: int) -> Iterator[Vote]:
    """Points from 1 to `highest` for some options; 1 alone is approving."""
    rng = np.random.default_rng(SEED + highest)
    for _ in range(number):
        n, voters = _size(rng)
        ballots = [_grades(rng, n, highest) for _ in range(voters)]
        yield Vote(n, ballots, seats=int(rng.integers(1, n + 1)))


def _grades(rng: np.random.Generator, n: int, highest: int) -> dict[int, int]:
    given = np.flatnonzero(rng.random(n) < 0.5)
    return {int(option): int(rng.integers(1, highest + 1)) for option in given}


def yes_or_no(number: int) -> Iterator[Vote]:
    """How many say yes, no, and nothing."""
    rng = np.random.default_rng(SEED)
    for _ in range(number):
        yield Vote(2, [int(count) for count in rng.integers(0, 9, 3)])


def budgets(number: int) -> Iterator[Vote]:
    """Approvals or points, costs from 1, and a budget that buys anything between nothing and all."""
    rng = np.random.default_rng(SEED)
    for _ in range(number):
        n, voters = _size(rng)
        ballots = [_grades(rng, n, int(rng.integers(1, 7))) for _ in range(voters)]
        costs = tuple(int(cost) for cost in rng.integers(1, 10, n))
        yield Vote(n, ballots, costs=costs, budget=int(rng.integers(1, sum(costs) + 1)))


def _size(rng: np.random.Generator) -> tuple[int, int]:
    return int(rng.integers(FEWEST_OPTIONS, MOST_OPTIONS + 1)), int(rng.integers(0, MOST_VOTERS))
