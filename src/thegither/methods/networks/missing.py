"""What answers that never came do to every figure: intervals by multiple imputation.

An interval here means one thing: *uncertainty from missing answers*. Whoever did not answer may have
named anybody; a model of the answers that did come (`dyad_model`) says what is likely, and the figure
is worked out once for each draw. With all answers in, an interval has no width. This is not the node
bootstrap, which asks how a figure would differ in other partnerships of the kind.

References
----------
D. B. Rubin (1987), Multiple Imputation for Nonresponse in Surveys. DOI 10.1002/9780470316696
M. Huisman (2009), Imputation of missing network data: some simple procedures, Journal of Social
Structure 10. DOI 10.21307/joss-2019-051
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm
from scipy.stats import t as student

from thegither.methods.networks.brokerage import check_groups
from thegither.methods.networks.dyad_chain import Flags, Ties, begin
from thegither.methods.networks.dyad_model import set_seed, sweep
from thegither.methods.networks.network import ImpossibleNetwork, Network
from thegither.methods.networks.sorting import Floats

Measure = Callable[[Network], float | Floats]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Interval:
    """Ends of an interval: arrays of one shape, nan where the figure is undefined in every draw."""

    low: Floats
    high: Floats


def imputed_networks(
    network: Network,
    answered: npt.ArrayLike,
    groups: npt.ArrayLike | None = None,
    *,
    imputations: int = 200,
    seed: int = 0,
) -> Iterator[Network]:
    """Networks as they may have been, had everybody answered.

    Parameters
    ----------
    answered: for each node whether it answered. Whatever the network holds as sent by others is left
        out of account, as it was never said. An undirected tie is known if either end answered.
    groups: whole numbers from 0, for the effect of belonging together; one group when not given.

    Values of filled-in ties are drawn from the ties that were reported.

    Raises ImpossibleNetwork when nobody answered, or a column has another length.

    >>> pair = Network.of([0], [1], 3)
    >>> [drawn.ties for drawn in imputed_networks(pair, [True, True, True], imputations=2)]
    [1, 1]
    """
    reported = np.asarray(answered, dtype=bool).reshape(-1)
    if len(reported) != network.n:
        raise ImpossibleNetwork("For every node it has to be said whether it answered.")
    if reported.all():
        yield from (network for _ in range(imputations))
        return
    if not reported.any():
        raise ImpossibleNetwork("Nobody answered, so that nothing can be said.")
    group = np.zeros(network.n) if groups is None else groups
    yield from _draws(network, reported, check_groups(group, network.n), imputations, seed)


def _draws(
    network: Network, reported: Flags, group: npt.NDArray[np.int32], imputations: int, seed: int
) -> Iterator[Network]:
    rows = network.out
    known = reported[rows.owners] | (reported[rows.nodes] & (not network.directed))
    strengths, lengths = np.ones((2, network.n, network.n))
    strengths[rows.owners, rows.nodes] = rows.strengths
    lengths[rows.owners, rows.nodes] = rows.lengths
    rng = np.random.default_rng(seed)
    for ties in sampled_ties(
        _matrix(network, known), ~reported, group, network.directed, imputations, seed
    ):
        sent, got = np.nonzero(ties if network.directed else np.triu(ties))
        strong, long = strengths[sent, got], lengths[sent, got]
        drawn = ~(reported[sent] | (reported[got] & (not network.directed)))
        if network.valued and known.any():
            donors = rng.choice(np.flatnonzero(known), int(drawn.sum()))
            strong[drawn], long[drawn] = rows.strengths[donors], rows.lengths[donors]
        yield Network.of(
            sent, got, network.n, strengths=strong, lengths=long, directed=network.directed
        )


def _matrix(network: Network, known: Flags) -> Ties:
    ties = np.zeros((network.n, network.n), dtype=np.int8)
    ties[network.out.owners[known], network.out.nodes[known]] = 1
    return ties


def sampled_ties(
    ties: Ties,
    missing: Flags,
    group: npt.NDArray[np.int32],
    directed: bool,
    imputations: int,
    seed: int,
) -> Iterator[Ties]:
    """Run the sampler; each draw is the same matrix, changed in place: copy what you keep."""
    burn_in, between = (400, 10) if len(ties) <= 200 else (150, 2)
    chain = begin(ties, missing, group, directed)
    set_seed(seed)
    for step in range(burn_in + imputations * between):
        learning = 10 / (10 + step) if step < burn_in else 0.0
        sweep(chain, learning, directed)
        if step >= burn_in and (step - burn_in) % between == between - 1:
            yield ties


def reported_by_either(network: Network, answered: npt.ArrayLike) -> Network:
    """The ties that somebody who answered reports, either way round, as undirected ties.

    For questions about who stands between whom this wastes least: a tie is lost only when both of its
    ends kept silent.

    >>> reported_by_either(Network.of([0, 1, 2], [1, 0, 0], 3), [True, False, False]).ties
    1
    """
    said = np.asarray(answered, dtype=bool)
    rows = network.out
    known = said[rows.owners] | (said[rows.nodes] & (not network.directed))
    ends = np.sort(np.column_stack([rows.owners[known], rows.nodes[known]]), axis=1)
    once = np.unique(ends, axis=0).reshape(-1, 2)
    return Network.of(once[:, 0], once[:, 1], network.n, directed=False)


def missing_answer_intervals(
    network: Network,
    answered: npt.ArrayLike,
    measures: Sequence[Measure],
    groups: npt.ArrayLike | None = None,
    *,
    imputations: int = 200,
    confidence: float = 0.95,
    seed: int = 0,
    progress: Progress | None = None,
) -> list[Interval]:
    """For each measure the limits between which it would lie, had everybody answered.

    The ends are quantiles over the draws, each taken outwards to a value that was drawn, and as much
    farther out as few answers ask for (`tail`). They are exact (no width) when everybody answered.

    Parameters
    ----------
    measures: functions of a network that give one number, or one a node.
    progress: called with (done, all) after each draw.

    >>> from thegither.methods.networks.cohesion import density
    >>> ring = Network.of(range(6), [1, 2, 3, 4, 5, 0], 6)
    >>> [known] = missing_answer_intervals(ring, [True] * 6, [density])
    >>> float(known.low), float(known.high)
    (0.2, 0.2)
    >>> [unsure] = missing_answer_intervals(ring, [True] * 5 + [False], [density], imputations=50)
    >>> bool(unsure.low < unsure.high)
    True
    """
    respondents = int(np.asarray(answered, dtype=bool).sum())
    if respondents == network.n:
        imputations = 1
    found: list[list[float | Floats]] = [[] for _ in measures]
    draws = imputed_networks(network, answered, groups, imputations=imputations, seed=seed)
    for done, drawn in enumerate(draws, start=1):
        for values, measure in zip(found, measures, strict=True):
            values.append(measure(drawn))
        if progress:
            progress(done, imputations)
    beyond = tail(respondents, confidence)
    return [interval_of(np.array(values, dtype=np.float64), beyond) for values in found]


def tail(respondents: int, confidence: float) -> float:
    """The share of draws that lies beyond each end of an interval.

    How much rows differ is itself learnt from the rows that came, and a model hides how little a
    dozen of them show. So the limits stand as far out as Student's t with respondents - 1 degrees of
    freedom stands beyond the normal: those of a mean over as many rows.

    >>> round(tail(11, 0.95), 4), round(tail(1_000, 0.95), 4)
    (0.0129, 0.0249)
    """
    freedom = max(respondents - 1, 1)
    return float(norm.sf(student.isf((1 - confidence) / 2, freedom)))


def interval_of(values: Floats, beyond: float) -> Interval:
    """Quantiles along the first axis, draws in which the figure is undefined left out."""
    undefined = np.isnan(values).all(axis=0)
    ends = np.nanquantile(np.where(undefined, 0, values), beyond, axis=0, method="lower")
    tops = np.nanquantile(np.where(undefined, 0, values), 1 - beyond, axis=0, method="higher")
    return Interval(np.where(undefined, np.nan, ends), np.where(undefined, np.nan, tops))
