"""Large conversations of our own making: three outlooks, votes per head log-normal, seeded."""

import numpy as np

from thegither.methods.opinion import Votes

Columns = tuple[np.ndarray, np.ndarray, np.ndarray]


def columns(people: int, statements: int, votes: int, seed: int = 0) -> Columns:
    """About so many votes as (people, statements, choices), in no order, nobody twice on a statement."""
    random = np.random.default_rng(seed)
    heads = random.lognormal(0.0, 0.9, people)
    sizes = np.clip(heads * votes / heads.sum(), 1, statements).astype(np.int64)
    person = np.repeat(np.arange(people), sizes)
    statement = _seen(random, sizes, statements)
    leaning = random.normal(size=(3, statements))[random.integers(0, 3, people)[person], statement]
    answer = leaning + random.normal(size=len(person))
    choices = np.where(answer > 0.2, 1, np.where(answer < -0.4, -1, 0)).astype(np.int8)
    order = random.permutation(len(person))
    return person[order], statement[order], choices[order]


def conversation(people: int, statements: int, votes: int, seed: int = 0) -> Votes:
    return Votes.of(*columns(people, statements, votes, seed), people, statements)


def _seen(random: np.random.Generator, sizes: np.ndarray, statements: int) -> np.ndarray:
    """For each person a run of a shuffled circle of statements: distinct, and quick to draw."""
    circle = random.permutation(statements)
    first = np.repeat(random.integers(0, statements, len(sizes)), sizes)
    step = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return circle[(first + step) % statements]
