"""What silence does to figures: no width without silence, and limits that hold with it."""

import numpy as np
import pytest

from thegither.methods.networks import (
    ImpossibleNetwork,
    Network,
    betweenness,
    density,
    ei_index,
    imputed_networks,
    missing_answer_intervals,
    reciprocity,
    reported_by_either,
)
from thegither.methods.networks.dyad_model import log_weights, set_seed
from thegither.methods.networks.missing import sampled_ties
from thegither.methods.networks.tests.examples import (
    at_random,
    four_teams,
    two_cliques,
)


def silenced(seed, n, share=0.2):
    answered = np.ones(n, dtype=bool)
    answered[np.random.default_rng(seed).choice(n, round(share * n), replace=False)] = False
    return answered


def ties_of(network):
    return set(zip(network.out.owners.tolist(), network.out.nodes.tolist(), strict=True))


def covered(network, groups, drops, imputations=200):
    """The share of random drops in which density, reciprocity and E-I lie within their limits."""
    measures = [density, reciprocity, lambda drawn: ei_index(drawn, groups)]
    truth = [measure(network) for measure in measures]
    hits = np.zeros(3)
    for drop in range(drops):
        limits = missing_answer_intervals(
            network,
            silenced(drop, network.n),
            measures,
            groups,
            seed=drop,
            imputations=imputations,
        )
        hits += [i.low - 1e-12 <= t <= i.high + 1e-12 for i, t in zip(limits, truth, strict=True)]
    return hits / drops


@pytest.mark.parametrize("directed", [True, False])
def test_no_width_when_everybody_answered(directed):
    network = at_random(1, n=10, chance=0.3, directed=directed)
    measures = [density, lambda drawn: betweenness(drawn).values]
    for limits in missing_answer_intervals(network, [True] * 10, measures):
        assert np.array_equal(limits.low, limits.high)


@pytest.mark.parametrize("directed", [True, False])
def test_answers_that_came_stay_as_they_are(directed):
    network = at_random(2, n=15, chance=0.3, directed=directed)
    answered = silenced(2, 15)
    said = {(a, b) for a, b in ties_of(network) if answered[a] or (answered[b] and not directed)}
    for drawn in imputed_networks(network, answered, imputations=5):
        kept = {(a, b) for a, b in ties_of(drawn) if answered[a] or (answered[b] and not directed)}
        assert kept == said
        assert drawn.directed == directed


def test_what_the_silent_would_have_said_plays_no_part():
    network, answered = at_random(3, n=12, chance=0.3), silenced(3, 12)
    known = answered[network.out.owners]
    said = Network.of(
        network.out.owners[known],
        network.out.nodes[known],
        12,
        strengths=network.out.strengths[known],
    )
    first, second = (
        [ties_of(drawn) for drawn in imputed_networks(given, answered, imputations=3, seed=8)]
        for given in (network, said)
    )
    assert first == second


def test_equal_seeds_give_equal_draws_and_others_do_not():
    network, answered = at_random(4, n=12, chance=0.3), silenced(4, 12)
    runs = [
        [ties_of(drawn) for drawn in imputed_networks(network, answered, imputations=4, seed=seed)]
        for seed in (1, 1, 2)
    ]
    assert runs[0] == runs[1] != runs[2]


def test_filled_in_ties_have_values_that_were_reported():
    network, answered = at_random(5, n=12, chance=0.4), silenced(5, 12)
    reported = set(network.out.strengths[answered[network.out.owners]])
    for drawn in imputed_networks(network, answered, imputations=3):
        assert set(drawn.out.strengths) <= reported


def test_summed_weights_are_those_of_a_plain_sum():
    rng = np.random.default_rng(6)
    n, common, lift = 7, np.array([-1.0, 0.7, 1.2]), np.exp(rng.normal(size=(4, 7)))
    group = rng.integers(0, 2, n).astype(np.int32)
    same = group[:, None] == group
    total = 0.0
    for i in range(n):
        for j in range(i):
            x, y = (
                np.exp(common[0] + same[i, j] * common[1])
                * lift[0, a]
                * lift[1, b]
                * (lift[2, a] if same[i, j] else 1)
                for a, b in ((i, j), (j, i))
            )
            returned = np.exp(common[2]) * lift[3, i] * lift[3, j]
            total += np.log(1 + x + y + x * y * returned)
    assert log_weights(group, common, lift, True) == pytest.approx(total)


def test_drawn_rows_are_as_dense_as_rows_that_came():
    """A dense and a sparse network: draws follow the data and not the prior."""
    set_seed(0)
    for chance in (0.15, 0.6):
        network = at_random(7, n=40, chance=chance)
        answered = silenced(7, 40)
        ties = np.zeros((40, 40), dtype=np.int8)
        ties[network.out.owners, network.out.nodes] = 1
        rows = [
            drawn[~answered].sum() / (8 * 39)
            for drawn in sampled_ties(ties, ~answered, np.zeros(40, np.int32), True, 40, 1)
        ]
        assert np.mean(rows) == pytest.approx(chance, abs=0.08)


def test_nobody_answered_is_refused():
    with pytest.raises(ImpossibleNetwork, match="Nobody"):
        next(imputed_networks(Network.of([], [], 3), [False] * 3))
    with pytest.raises(ImpossibleNetwork, match="every node"):
        next(imputed_networks(Network.of([], [], 3), [False] * 2))


def test_limits_hold_in_most_drops_of_a_random_network():
    network = at_random(9, n=16, chance=0.3)
    assert (covered(network, np.arange(16) % 3, 25, imputations=100) >= 0.8).all()


def test_the_bridge_of_two_cliques_stays_among_the_first_three():
    first = 0
    for seed in range(100):
        known = reported_by_either(two_cliques(), silenced(seed, 13))
        first += (betweenness(known).values > betweenness(known).values[12]).sum() < 3
    assert first >= 90


def test_a_bridge_among_thirteen_who_stand_between_stays_in_front():
    """Harder than the two cliques: many are above nought, and there are ways around the bridge."""
    network, _ = four_teams()
    truth = betweenness(network).values
    assert (truth > 0).sum() == 13 and truth.argmax() == 24
    first = 0
    for seed in range(100):
        values = betweenness(reported_by_either(network, silenced(seed, 25))).values
        first += (values > values[24]).sum() < 3
    assert first >= 90
