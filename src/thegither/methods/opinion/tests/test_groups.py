import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.opinion import draw_map, groups
from thegither.methods.opinion.passes import can_be_grouped
from thegither.methods.opinion.tests.made_up import planted
from thegither.methods.opinion.tests.real import NAMES, conversation, needs_real_data

Array = npt.NDArray[np.float64]


def places_of(name: str) -> tuple[Array, npt.NDArray[np.int64]]:
    read = conversation(name)
    votes = read.to_votes()
    member = can_be_grouped(votes)
    places = draw_map(votes, kept_out=read.kept_out()).places
    return places[member], votes.participant_ids[member]


def best_of_restarts(points: Array, k: int, seed: int, restarts: int = 200) -> float:
    """The least sum of squares that plain k-means reaches from random people as centres."""
    random, least = np.random.default_rng(seed), np.inf
    for _ in range(restarts):
        centres = points[random.choice(len(points), k, replace=False)]
        for _ in range(100):
            squared = ((points[:, None] - centres) ** 2).sum(axis=2)
            labels = squared.argmin(axis=1)
            moved = [
                points[labels == g].mean(axis=0) if (labels == g).any() else centres[g]
                for g in range(k)
            ]
            if np.array_equal(moved, centres):
                break
            centres = np.array(moved)
        least = min(least, float(squared.min(axis=1).sum()))
    return least


@needs_real_data
@pytest.mark.parametrize(
    "name", ["brexit-consensus", "15-per-hour-seattle", "london.youth.policing"]
)
def test_the_start_is_within_one_percent_of_the_best_of_two_hundred_restarts(name: str) -> None:
    points, ids = places_of(name)
    for k, found in groups.partitions(points, ids, groups.most_groups(len(points))).items():
        assert found.spread <= 1.01 * best_of_restarts(points, k, seed=k)


@needs_real_data
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sign", [(-1, 1), (1, -1), (-1, -1)])
def test_turning_an_axis_round_changes_no_group(name: str, sign: tuple[int, int]) -> None:
    points, ids = places_of(name)
    straight = groups.partitions(points, ids, 5)
    turned = groups.partitions(points * sign, ids, 5)
    assert groups.best_k(straight) == groups.best_k(turned)
    for k in straight:
        assert np.array_equal(straight[k].labels, turned[k].labels)


@given(st.integers(0, 2**20))
@settings(max_examples=20, deadline=None)
def test_the_order_of_people_changes_no_group(seed: int) -> None:
    votes, _ = planted(seed % 7)
    points, ids = draw_map(votes).places, votes.participant_ids
    order = np.random.default_rng(seed).permutation(len(points))
    straight, turned = (groups.partitions(points[o], ids[o], 5) for o in (ids, order))
    for k in straight:
        assert np.array_equal(straight[k].labels[order], turned[k].labels)


def plain_silhouette(points: Array, labels: npt.NDArray[np.int64]) -> float:
    """The definition, from all pairs of people, with squared distances."""
    squared = ((points[:, None] - points) ** 2).sum(axis=2)
    scores = []
    for i, own in enumerate(labels):
        mates = (labels == own) & (np.arange(len(labels)) != i)
        if not mates.any():
            scores.append(0.0)
            continue
        a = squared[i, mates].mean()
        b = min(squared[i, labels == g].mean() for g in set(labels.tolist()) - {own})
        scores.append((b - a) / max(a, b))
    return float(np.mean(scores))


def test_the_silhouette_is_that_of_all_pairs() -> None:
    votes, _ = planted(3, people=40)
    points = draw_map(votes).places
    for found in groups.partitions(points, votes.participant_ids, 4).values():
        assert found.silhouette == pytest.approx(plain_silhouette(points, found.labels), rel=1e-9)


def test_someone_alone_in_a_group_has_no_silhouette() -> None:
    points = np.array([[0.0, 0.0], [0.0, 0.1], [9.0, 0.0]])
    found = groups.from_labels(points, np.array([0, 0, 1]), 2)
    assert found.silhouette == pytest.approx(2 / 3, abs=0.001)


def test_people_in_one_place_are_one_group() -> None:
    assert groups.partitions(np.zeros((9, 2)), np.arange(9), 3) == {}
    assert groups.best_k({}) == 1


def test_the_largest_group_comes_first_and_ids_settle_ties() -> None:
    points = np.array([[0.0, 0.0], [9.0, 0.0], [0.0, 0.1], [9.0, 0.1]])
    found = groups.partitions(points, np.array([7, 3, 8, 4]), 2)[2]
    assert found.labels.tolist() == [1, 0, 1, 0]
