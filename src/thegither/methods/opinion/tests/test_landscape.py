import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.opinion import ImpossibleVotes, Landscape, Votes, landscape
from thegither.methods.opinion.tests.made_up import conversations, planted, reordered, shuffled
from thegither.methods.opinion.tests.real import NAMES, conversation, needs_real_data


def told(found: Landscape, votes: Votes) -> list[object]:
    """What is said of statements, by their ids."""
    ids = votes.statement_ids
    chosen = [
        [(ids[r.statement], r.direction, r.hits) for r in group] for group in found.representative
    ]
    sides = [
        [ids[s.statement] for s in side]
        for side in (found.consensus.agree, found.consensus.disagree)
    ]
    return [
        found.verdict,
        found.structure,
        chosen,
        sides,
        [ids[c.statement] for c in found.common_ground],
    ]


@pytest.mark.parametrize("seed", range(5))
def test_three_planted_groups_are_found(seed: int) -> None:
    votes, group = planted(seed)
    found = landscape(votes)
    assert found.verdict == "groups"
    assert len(found.group_names) == 3
    pairs = set(zip(group.tolist(), found.labels.tolist(), strict=True))
    assert len(pairs) <= 6  # nearly everybody of a planted group is in one found group
    agreement = max(np.mean(found.labels == np.array(order)[group]) for order in _orders())
    assert agreement > 0.95


def _orders() -> list[tuple[int, int, int]]:
    return [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_votes_have_no_structure(seed: int) -> None:
    found = landscape(shuffled(planted(seed)[0], seed))
    assert found.verdict == "no_structure"
    assert found.group_names == () and found.representative == ()
    assert len(found.tables.seen) == 1


def test_one_gradient_is_a_spectrum() -> None:
    random = np.random.default_rng(4)
    position, slope = random.normal(size=200), random.normal(size=40)
    agrees = position[:, None] * slope + random.logistic(size=(200, 40)) > 0
    who, what = np.nonzero(random.random((200, 40)) < 0.6)
    found = landscape(Votes.of(who, what, np.where(agrees, 1, -1)[who, what], 200, 40))
    assert found.verdict == "spectrum"


def test_fourteen_people_are_too_few_and_fifteen_are_not() -> None:
    votes, _ = planted(0, people=14)
    assert landscape(votes).verdict == "too_few"
    assert landscape(planted(0, people=15)[0]).verdict != "too_few"


def test_groups_can_be_asked_for_whatever_the_verdict() -> None:
    votes = shuffled(planted(0)[0], 1)
    assert landscape(votes, groups=2).group_names == (0, 1)
    assert landscape(votes, groups=1).group_names == ()
    with pytest.raises(ImpossibleVotes, match="cannot be put into"):
        landscape(votes, groups=500)


def test_labels_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ImpossibleVotes, match="labels"):
        landscape(planted(0)[0], labels=[0, 1])


def test_given_labels_keep_their_names() -> None:
    votes, group = planted(0)
    found = landscape(votes, labels=np.where(group == 1, -1, 10 + group))
    assert found.group_names == (10, 12)
    assert found.tables.seen.shape[0] == 2
    assert found.labels[group == 1].tolist() == [-1] * int((group == 1).sum())


def test_common_ground_needs_every_group_to_be_surely_for_it() -> None:
    # statement 0: everybody agrees; 1: one group refuses; 2: one person a group has seen it
    group, all_see = np.repeat([0, 1], 20), np.arange(40)
    who = np.concatenate([all_see, all_see, [0, 20]])
    what = np.repeat([0, 1, 2], [40, 40, 2])
    choice = np.concatenate([np.ones(40), 1 - 2 * group, [1, 1]])
    found = landscape(Votes.of(who, what, choice, 40, 3), labels=group)
    assert [one.statement for one in found.common_ground] == [0]
    assert found.common_ground[0].groups == ((20, 20), (20, 20))


def test_a_group_that_only_disagrees_has_representative_statements() -> None:
    people, statements = 40, 8
    votes = np.ones((people, statements))
    votes[:20] = -1
    who, what = np.indices(votes.shape).reshape(2, -1)
    found = landscape(
        Votes.of(who, what, votes.ravel(), people, statements), labels=[0] * 20 + [1] * 20
    )
    assert {one.direction for one in found.representative[0]} == {"disagree"}
    assert len(found.representative[0]) == 5


@needs_real_data
@pytest.mark.parametrize("name", NAMES)
def test_another_order_of_rows_people_and_statements_changes_nothing(name: str) -> None:
    votes = conversation(name).to_votes()
    turned, people, statements = reordered(votes, seed=len(name))
    kept_out = conversation(name).kept_out()
    one, other = (
        landscape(votes, kept_out=kept_out),
        landscape(turned, kept_out=kept_out[statements]),
    )

    assert told(one, votes) == told(other, turned)
    assert np.array_equal(one.labels[people], other.labels)
    assert one.places[people] == pytest.approx(other.places, rel=1e-9, abs=1e-9)
    assert one.priorities[statements] == pytest.approx(other.priorities, rel=1e-9)


@needs_real_data
@pytest.mark.parametrize("name", ["brexit-consensus", "15-per-hour-seattle"])
def test_swapping_agree_and_disagree_changes_no_group(name: str) -> None:
    votes = conversation(name).to_votes()
    swapped = Votes(
        votes.starts, votes.statements, -votes.choices, votes.participant_ids, votes.statement_ids
    )
    one, other = landscape(votes), landscape(swapped)
    assert np.array_equal(one.labels, other.labels)
    assert one.verdict == other.verdict


@needs_real_data
@pytest.mark.parametrize("name", ["brexit-consensus", "football-concussions"])
def test_the_seed_changes_nothing_but_the_tests(name: str) -> None:
    votes = conversation(name).to_votes()
    one, other = landscape(votes, seed=1), landscape(votes, seed=2)
    assert np.array_equal(one.labels, other.labels)
    assert told(one, votes)[2:] == told(other, votes)[2:]


@given(conversations(), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_the_same_call_twice_gives_the_same_and_changes_no_input(votes: Votes, seed: int) -> None:
    arrays = ("starts", "statements", "choices", "participant_ids", "statement_ids")
    before = [getattr(votes, name).copy() for name in arrays]
    one, other = landscape(votes, seed=seed), landscape(votes, seed=seed)

    assert told(one, votes) == told(other, votes)
    for name in ("labels", "places", "certainty", "priorities", "group_aware_consensus"):
        assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
    assert all(np.array_equal(a, getattr(votes, n)) for a, n in zip(before, arrays, strict=True))


@given(conversations())
@settings(max_examples=60, deadline=None)
def test_every_vote_is_counted_once(votes: Votes) -> None:
    everyone = landscape(votes).everyone
    assert everyone.seen.sum() == votes.n_votes
