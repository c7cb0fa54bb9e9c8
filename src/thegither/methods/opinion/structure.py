"""Is there any structure at all, or do people vote as if by lot?

Shuffling each statement's votes among those who saw it keeps how popular every statement is and
who saw what, and destroys only what ties one statement to another. If the votes have more in common
than nearly all shuffles, there is structure. Structure is not yet groups: see `continuum`.

References
----------
J. Besag and P. Clifford (1991), Sequential Monte Carlo p-values, Biometrika 78, 301-304.
DOI 10.1093/biomet/78.2.301
A. Buja and N. Eyuboglu (1992), Remarks on parallel analysis, Multivariate Behavioral Research 27,
509-540. DOI 10.1207/s15327906mbr2704_2
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.votes import Ints, Votes

Array = npt.NDArray[np.float64]

LEVEL = 0.01
SHUFFLES = 999
# With so many shuffles above the observed value p cannot fall to the level any more.
ENOUGH = 10
STEPS = 7


@dataclass(frozen=True)
class Tested:
    """What a test by simulation found: p = (1 + reached) / (1 + tried), or reached / tried when it
    stopped early."""

    p: float
    tried: int
    reached: int


def p_value(reached: int, tried: int, *, stopped: bool) -> float:
    """Besag and Clifford's p: exact whether or not the run was stopped early.

    >>> p_value(0, 999, stopped=False), p_value(10, 40, stopped=True)
    (0.001, 0.25)
    """
    return reached / tried if stopped else (1 + reached) / (1 + tried)


def test_structure(votes: Votes, *, seed: int = 0, shuffles: int = SHUFFLES) -> Tested:
    """Permutation test that people agree with one another in more than how popular things are.

    The statistic is the largest eigenvalue of the scatter of centred votes, by a fixed number of
    Lanczos steps from a start that shuffling cannot change (each statement's own scatter). So the
    observed votes and every shuffle are treated alike, and the test is exact whether or not the
    steps have converged. It stops after `ENOUGH` shuffles that reach the observed value.

    p is 1 where there are fewer than two people, two statements, or no differences at all.
    """
    person, starts, value = _by_statement(votes)
    observed = _largest(person, starts, value, votes.n_participants) if len(value) else 0.0
    if votes.n_participants < 2 or votes.n_statements < 2 or observed <= 0:
        return Tested(1.0, 0, 0)
    reached, tried = _shuffles(
        person, starts, value, votes.n_participants, observed, shuffles, np.uint64(seed)
    )
    return Tested(p_value(reached, tried, stopped=tried < shuffles), tried, reached)


# A name that begins with test_ is otherwise taken for a test by pytest.
test_structure.__test__ = False  # type: ignore[attr-defined]


def _by_statement(votes: Votes) -> tuple[Ints, Ints, Array]:
    """Centred votes sorted by statement: people, where each statement starts, and values."""
    order = np.argsort(votes.statements, kind="stable")
    seen = np.bincount(votes.statements, minlength=votes.n_statements)
    total = np.bincount(votes.statements, votes.choices, votes.n_statements)
    centred = votes.choices - (total / np.maximum(seen, 1))[votes.statements]
    starts = np.concatenate([[0], np.cumsum(seen)])
    return votes.people[order], starts, centred[order]


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _shuffles(person, starts, value, n_people, observed, most, seed):  # type: ignore[no-untyped-def]
    """How many shuffles reached the observed value, and how many were made."""
    shuffled = value.copy()
    state = np.array([seed], dtype=np.uint64)
    reached = 0
    for tried in range(1, most + 1):
        for j in range(len(starts) - 1):
            _shuffle(shuffled[starts[j] : starts[j + 1]], state)
        if _largest(person, starts, shuffled, n_people) >= observed * (1 - 1e-12):
            reached += 1
            if reached == ENOUGH:
                return reached, tried
    return reached, most


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _shuffle(values, state):  # type: ignore[no-untyped-def]
    """Fisher and Yates' shuffle in place, driven by the splitmix64 generator."""
    for last in range(len(values) - 1, 0, -1):
        state[0] += np.uint64(0x9E3779B97F4A7C15)
        z = state[0]
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = (z ^ (z >> np.uint64(31))) >> np.uint64(32)
        other = np.int64((z * np.uint64(last + 1)) >> np.uint64(32))
        kept = values[last]
        values[last] = values[other]
        values[other] = kept


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _largest(person, starts, value, n_people):  # type: ignore[no-untyped-def]
    """Largest Ritz value of the scatter after STEPS Lanczos steps."""
    n = len(starts) - 1
    steps = min(STEPS, n)
    basis = np.zeros((steps, n))
    ritz = np.zeros((steps, steps))
    u = np.zeros(n)
    for j in range(n):
        for at in range(starts[j], starts[j + 1]):
            u[j] += value[at] ** 2
    for step in range(steps):
        size = np.sqrt((u * u).sum())
        if step and size <= 1e-12 * ritz[0, 0]:
            break
        if size == 0.0:
            return 0.0
        if step:
            ritz[step, step - 1] = ritz[step - 1, step] = size
        basis[step] = u / size
        u = _times_scatter(person, starts, value, n_people, basis[step])
        ritz[step, step] = (u * basis[step]).sum()
        for earlier in range(step + 1):
            u -= (u * basis[earlier]).sum() * basis[earlier]
    return np.linalg.eigvalsh(ritz)[-1]


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _times_scatter(person, starts, value, n_people, u):  # type: ignore[no-untyped-def]
    """The scatter matrix times u, through the people: it is never built."""
    along = np.zeros(n_people)
    for j in range(len(u)):
        for at in range(starts[j], starts[j + 1]):
            along[person[at]] += value[at] * u[j]
    product = np.zeros(len(u))
    for j in range(len(u)):
        for at in range(starts[j], starts[j + 1]):
            product[j] += value[at] * along[person[at]]
    return product
