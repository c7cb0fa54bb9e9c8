"""A second map that takes unseen votes for unknown, not for average.

Principal components put the statement's mean where somebody did not vote, as if everybody who did not see a
statement stood in its middle. Here a plane is fitted to the votes there are and to nothing else: by the
least of

    sum over seen votes of (v_ij - m_j - a_i . b_j)^2 + penalty * (sum |a_i|^2 + sum |b_j|^2)

with a_i a person's two coordinates, b_j a statement's two loadings and m_j its level. How strong the penalty
has to be is found within the votes given, by holding a fifth of them out at a time.

References
----------
Y. Koren, R. Bell and C. Volinsky (2009), Matrix factorization techniques for recommender systems, Computer
42(8), 30-37. DOI 10.1109/MC.2009.263
P. H. Schönemann (1966), A generalized solution of the orthogonal Procrustes problem, Psychometrika 31, 1-10.
DOI 10.1007/BF02289451
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from thegither.methods.opinion import sums as pair_sums
from thegither.methods.opinion.axes import Bools, find_axes
from thegither.methods.opinion.votes import ImpossibleVotes, Ints, Votes

Array = npt.NDArray[np.float64]
Positions = npt.NDArray[np.integer[Any]]

PENALTIES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 12.0, 16.0)
INNER_FOLDS = 5
ROUNDS = 25
# A prediction of certainty would cost infinitely much when wrong.
SUREST = 0.01


@dataclass(frozen=True, eq=False)
class MaskedFit:
    """The plane fitted to the votes that were given.

    places: people x 2, statements' loadings: statements x 2, both turned so that the first axis holds most of
    the spread. levels: each statement's level. penalty: the one chosen or given.
    """

    places: Array
    loadings: Array
    levels: Array
    penalty: float

    def predict(self, people: Positions, statements: Positions) -> Array:
        """The expected vote, from -1 to 1 and a little beyond."""
        along = (self.places[people] * self.loadings[statements]).sum(axis=1)
        return np.asarray(self.levels[statements] + along)


@dataclass(frozen=True)
class Compared:
    """Predictions of held-out votes by the masked fit and by principal components.

    Losses are mean log-losses; difference: masked minus components, negative where the masked fit is
    better, with its standard error over people (votes of one person are not independent).
    """

    votes: int
    masked: float
    components: float
    difference: float
    standard_error: float


def masked_fit(votes: Votes, *, penalty: float | None = None, seed: int = 0) -> MaskedFit:
    """Fit the plane by alternating least squares; without `penalty` the best of `PENALTIES` is taken.

    Deterministic: it sets out from the principal components, and `seed` draws only the votes held out to
    choose the penalty. Raises ImpossibleVotes where there are no votes.
    """
    if not votes.n_votes:
        raise ImpossibleVotes("There are no votes to fit a plane to.")
    chosen = _best_penalty(votes, seed) if penalty is None else penalty
    return _turned(*_alternate(votes, chosen), chosen)


def _best_penalty(votes: Votes, seed: int) -> float:
    """The penalty of least loss when each vote is held out once, a fifth at a time."""
    loss = np.zeros(len(PENALTIES))
    for given, held in _folds(votes, INNER_FOLDS, seed):
        people, statements = votes.people[held], votes.statements[held]
        for place, penalty in enumerate(PENALTIES):
            expected = masked_fit(given, penalty=penalty).predict(people, statements)
            loss[place] += log_losses(expected, votes.choices[held]).sum()
    return PENALTIES[int(loss.argmin())]


def _folds(votes: Votes, folds: int, seed: int) -> Iterator[tuple[Votes, Bools]]:
    """The votes without each fold in turn, and which votes those are."""
    fold = np.random.default_rng(seed).integers(folds, size=votes.n_votes)
    for number in range(folds):
        yield _without(votes, fold == number), fold == number


def _without(votes: Votes, held: Bools) -> Votes:
    """The same people and statements with some votes held out."""
    starts = np.concatenate([[0], np.cumsum(~held)])[votes.starts]
    return Votes(
        starts,
        votes.statements[~held],
        votes.choices[~held],
        votes.participant_ids,
        votes.statement_ids,
    )


def log_losses(predicted: Array, choices: npt.ArrayLike) -> Array:
    """What each prediction cost: -(t log p + (1 - t) log(1 - p)), the vote t and p from 0 to 1.

    >>> log_losses(np.array([0.0, 1.0]), [1, 1]).round(3)
    array([0.693, 0.01 ])
    """
    p = np.clip((1.0 + predicted) / 2.0, SUREST, 1.0 - SUREST)
    t = (1.0 + np.asarray(choices)) / 2.0
    return np.asarray(-(t * np.log(p) + (1.0 - t) * np.log(1.0 - p)))


def compare(votes: Votes, *, folds: int = 5, seed: int = 0) -> Compared:
    """Hold every vote out once, and predict it by both methods from the others.

    Neither sees the votes held out in any way: means, axes, plane and penalty come from the others.
    """
    masked, components = np.empty(votes.n_votes), np.empty(votes.n_votes)
    for number, (given, held) in enumerate(_folds(votes, folds, seed)):
        people, statements, said = votes.people[held], votes.statements[held], votes.choices[held]
        fit = masked_fit(given, seed=seed + number + 1)
        masked[held] = log_losses(fit.predict(people, statements), said)
        components[held] = log_losses(predict_by_components(given, people, statements), said)
    apart = np.bincount(votes.people, masked - components, votes.n_participants).astype(float)
    return Compared(
        votes=votes.n_votes,
        masked=float(masked.mean()),
        components=float(components.mean()),
        difference=float(apart.sum() / votes.n_votes),
        standard_error=_clustered_error(apart, votes.per_person),
    )


def _clustered_error(apart: Array, sizes: Ints) -> float:
    """The standard error of sum(apart) / sum(sizes), people being the independent units."""
    mean = apart.sum() / sizes.sum()
    return float(np.sqrt(((apart - mean * sizes) ** 2).sum()) / sizes.sum())


def predict_by_components(votes: Votes, people: Positions, statements: Positions) -> Array:
    """What the two principal components expect, an unseen vote counting as the mean."""
    none_out = np.zeros(votes.n_statements, dtype=bool)
    axes = find_axes(pair_sums.partial(votes), votes.statement_ids, none_out)
    centred = votes.choices - axes.means[votes.statements]
    scores = [
        np.bincount(votes.people, centred * axis[votes.statements], votes.n_participants)
        for axis in axes.components
    ]
    along = sum(
        score[people] * axis[statements]
        for score, axis in zip(scores, axes.components, strict=True)
    )
    return np.asarray(axes.means[statements] + along)


def agreement(a: Array, b: Array) -> float:
    """How alike two maps of the same people are, whatever way they are turned, mirrored or scaled: 0 to 1.

    Procrustes' R^2: (sum of singular values of A'B)^2 / (|A|^2 |B|^2), both centred. 0 where one of them is
    a single point.

    >>> square = np.array([[0.0, 0], [0, 1], [1, 1], [1, 0]])
    >>> round(agreement(square, 3 * square[:, ::-1] + 5), 12)
    1.0
    """
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    size = float((a**2).sum() * (b**2).sum())
    return float(np.linalg.svd(a.T @ b, compute_uv=False).sum() ** 2 / size) if size else 0.0


def _turned(places: Array, loadings: Array, levels: Array, penalty: float) -> MaskedFit:
    """Turn the plane to its own first axis; a fit does not say which way it is turned.

    The largest loading on each axis is made positive.
    """
    turn = np.linalg.svd(places, full_matrices=False)[2].T
    places, loadings = places @ turn, loadings @ turn
    largest = np.abs(loadings).argmax(axis=0)
    signs = np.where(loadings[largest, [0, 1]] < 0, -1.0, 1.0)
    return MaskedFit(places * signs, loadings * signs, levels, penalty)


def _alternate(votes: Votes, penalty: float) -> tuple[Array, Array, Array]:
    none_out = np.zeros(votes.n_statements, dtype=bool)
    axes = find_axes(pair_sums.partial(votes), votes.statement_ids, none_out)
    loadings, levels = axes.components.T * np.sqrt(votes.n_statements), axes.means.copy()
    loadings, places = np.ascontiguousarray(loadings), np.zeros((votes.n_participants, 2))
    order = np.argsort(votes.statements, kind="stable")
    ends = np.cumsum(np.bincount(votes.statements, minlength=votes.n_statements))
    by_statement = np.concatenate([[0], ends]), votes.people[order], votes.choices[order]
    for _ in range(ROUNDS):
        _fit_people(
            votes.starts, votes.statements, votes.choices, loadings, levels, penalty, places
        )
        _fit_statements(*by_statement, places, penalty, loadings, levels)
    return places, loadings, levels


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _fit_people(starts, statements, choices, loadings, levels, penalty, places):  # type: ignore[no-untyped-def]
    """Each person's place by a ridge regression of their votes on the loadings."""
    for person in range(len(starts) - 1):
        xx = yy = penalty
        xy = xv = yv = 0.0
        for at in range(starts[person], starts[person + 1]):
            x, y = loadings[statements[at]]
            v = choices[at] - levels[statements[at]]
            xx += x * x
            xy += x * y
            yy += y * y
            xv += x * v
            yv += y * v
        determinant = xx * yy - xy * xy
        places[person, 0] = (yy * xv - xy * yv) / determinant
        places[person, 1] = (xx * yv - xy * xv) / determinant


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _fit_statements(starts, people, choices, places, penalty, loadings, levels):  # type: ignore[no-untyped-def]
    """Each statement's level and loadings by a ridge regression of its votes on the places."""
    normal, right = np.empty((3, 3)), np.empty(3)
    for statement in range(len(starts) - 1):
        normal[:] = 0.0
        right[:] = 0.0
        normal[0, 0] = 1e-6
        normal[1, 1] = normal[2, 2] = penalty
        for at in range(starts[statement], starts[statement + 1]):
            x, y = places[people[at]]
            v = float(choices[at])
            normal[0, 0] += 1.0
            normal[0, 1] += x
            normal[0, 2] += y
            normal[1, 1] += x * x
            normal[1, 2] += x * y
            normal[2, 2] += y * y
            right[0] += v
            right[1] += x * v
            right[2] += y * v
        normal[1, 0], normal[2, 0], normal[2, 1] = normal[0, 1], normal[0, 2], normal[1, 2]
        found = np.linalg.solve(normal, right)
        levels[statement] = found[0]
        loadings[statement] = found[1:]
