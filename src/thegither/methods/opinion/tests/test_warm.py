"""Votes folded in batch by batch give what all of them give at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from thegither.methods.opinion import ImpossibleVotes, Votes, draw_map
from thegither.methods.opinion.sums import partial
from thegither.methods.opinion.tests.made_up import planted
from thegither.methods.opinion.warm import Batch, draw_warm, fold_in, warm_up

votes_of_somebody = some.tuples(
    some.integers(0, 12), some.integers(0, 8), some.sampled_from([-1, 0, 1])
)


def batch_of(rows: list[tuple[int, int, int]]) -> Batch:
    person, statement, choice = np.array(rows).T
    return Batch(person * 10, statement + 100, choice.astype(np.int8))


def as_dictionary(votes: Votes) -> dict[tuple[int, int], int]:
    people, statements = votes.participant_ids[votes.people], votes.statement_ids[votes.statements]
    return dict(
        zip(
            zip(people.tolist(), statements.tolist(), strict=True),
            votes.choices.tolist(),
            strict=True,
        )
    )


@settings(max_examples=60, deadline=None)
@given(
    some.lists(votes_of_somebody, min_size=1, max_size=40, unique_by=lambda row: row[:2]),
    some.lists(some.lists(votes_of_somebody, min_size=1, max_size=15), max_size=4),
)
def test_sums_are_those_of_all_votes_whatever_the_batches(first, batches):
    start = batch_of(first)
    people, person = np.unique(start.participant_ids, return_inverse=True)
    ids, statement = np.unique(start.statement_ids, return_inverse=True)
    votes = Votes.of(
        person,
        statement,
        start.choices,
        len(people),
        len(ids),
        participant_ids=people,
        statement_ids=ids,
    )
    warm = warm_up(votes, np.zeros(len(ids), bool))
    told = as_dictionary(votes)
    for rows in batches:
        batch = batch_of(rows)
        more = len(np.union1d(warm.votes.statement_ids, batch.statement_ids))
        warm = fold_in(warm, batch, np.zeros(more, bool))
        for person_id, statement_id, choice in rows:
            told[person_id * 10, statement_id + 100] = choice
    assert as_dictionary(warm.votes) == told
    cold = partial(warm.votes)
    for name in ("seen", "vote", "product"):
        np.testing.assert_array_equal(getattr(warm.sums, name), getattr(cold, name))
    for row in range(warm.votes.n_participants):
        mine = warm.votes.statements[warm.votes.starts[row] : warm.votes.starts[row + 1]]
        assert np.all(np.diff(mine) > 0)


def test_the_map_is_the_cold_one_and_nothing_given_is_changed():
    votes = planted(4, people=300, statements=120)[0]
    random = np.random.default_rng(0)
    warm = warm_up(votes, np.zeros(120, bool))
    before = [table.copy() for table in (warm.sums.seen, warm.votes.choices, warm.votes.starts)]
    batch = Batch(
        np.append(random.choice(300, 90), np.full(10, 1000)),
        np.append(random.choice(120, 99), 500),
        random.integers(-1, 2, 100).astype(np.int8),
    )
    kept_out = np.zeros(121, bool)
    after = fold_in(warm, batch, kept_out)
    found, cold = draw_warm(after, kept_out), draw_map(after.votes, kept_out=kept_out)
    np.testing.assert_allclose(np.abs(found.places), np.abs(cold.places), rtol=1e-9, atol=1e-11)
    np.testing.assert_array_equal(found.labels, cold.labels)
    assert found.representative == cold.representative
    for kept, now in zip(
        before, (warm.sums.seen, warm.votes.choices, warm.votes.starts), strict=True
    ):
        np.testing.assert_array_equal(kept, now)


def test_a_vote_that_is_none_is_refused():
    warm = warm_up(Votes.of([0], [0], [1], 1, 1), np.array([False]))
    with pytest.raises(ImpossibleVotes):
        fold_in(
            warm, Batch(np.array([0]), np.array([0]), np.array([2], np.int8)), np.array([False])
        )


def test_an_empty_batch_leaves_every_vote_and_sum_as_it_is():
    warm = warm_up(Votes.of([0, 1], [0, 0], [1, -1], 2, 1), np.array([False]))
    nothing = np.array([], dtype=np.int64)
    after = fold_in(warm, Batch(nothing, nothing, nothing.astype(np.int8)), np.array([False]))
    assert as_dictionary(after.votes) == as_dictionary(warm.votes)
    np.testing.assert_array_equal(after.sums.seen, warm.sums.seen)
