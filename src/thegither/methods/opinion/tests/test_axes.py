import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.opinion import sums
from thegither.methods.opinion.axes import find_axes, place_people
from thegither.methods.opinion.tests.made_up import conversations, planted
from thegither.methods.opinion.tests.real import NAMES, conversation, needs_real_data
from thegither.methods.opinion.votes import Votes


def table(votes: Votes) -> np.ndarray:  # type: ignore[type-arg]
    """The people x statements table that the method itself never builds; NaN where not seen."""
    full = np.full((votes.n_participants, votes.n_statements), np.nan)
    full[votes.people, votes.statements] = votes.choices
    return full


def part(votes: Votes, first: int, last: int) -> Votes:
    """Some of the people; all statements."""
    a, b = votes.starts[first], votes.starts[last]
    starts, ids = votes.starts[first : last + 1] - a, votes.participant_ids[first:last]
    return Votes(starts, votes.statements[a:b], votes.choices[a:b], ids, votes.statement_ids)


@given(conversations())
@settings(deadline=None)
def test_sums_are_those_of_the_full_table(votes: Votes) -> None:
    seen, vote = ~np.isnan(table(votes)), np.nan_to_num(table(votes))
    found = sums.partial(votes)
    assert np.array_equal(found.seen, seen.T.astype(int) @ seen)
    assert np.array_equal(found.vote, vote.T @ seen)
    assert np.array_equal(found.product, vote.T @ vote)


@given(conversations(), st.data())
@settings(deadline=None)
def test_sums_of_parts_merge_into_the_sums_of_the_whole(votes: Votes, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, votes.n_participants))
    merged = sums.merge(
        sums.partial(part(votes, 0, cut)), sums.partial(part(votes, cut, votes.n_participants))
    )
    whole = sums.partial(votes)
    for name in ("seen", "vote", "product"):
        assert np.array_equal(getattr(merged, name), getattr(whole, name))


def test_packed_sums_hold_as_many_people_as_are_added_at_once() -> None:
    people = 2 * sums.PEOPLE_AT_ONCE + 5
    who, what = np.repeat(np.arange(people), 2), np.tile([0, 1], people)
    found = sums.partial(Votes.of(who, what, np.tile([-1, 1], people), people, 2))
    assert found.vote.tolist() == [[-people, -people], [people, people]]
    assert found.product.tolist() == [[people, -people], [-people, people]]


@needs_real_data
@pytest.mark.parametrize("name", NAMES)
def test_axes_are_exactly_the_principal_components(name: str) -> None:
    votes = conversation(name).to_votes()
    kept_out = np.zeros(votes.n_statements, dtype=bool)
    axes = find_axes(sums.partial(votes), votes.statement_ids, kept_out)

    full = table(votes)
    centred = np.nan_to_num(full - np.nanmean(full, axis=0))
    _, size, vectors = np.linalg.svd(centred, full_matrices=False)
    turned = np.abs(vectors[:2] @ axes.components.T)
    assert turned == pytest.approx(np.eye(2), abs=1e-9)
    assert axes.scatter == pytest.approx(size[:2] ** 2, rel=1e-10)


def test_statements_kept_out_count_as_seen_by_all_and_add_nothing() -> None:
    votes = Votes.of([0, 0, 1, 1], [0, 1, 0, 2], [1, -1, -1, 1], 2, 3)
    kept_out = np.array([False, True, True])
    axes = find_axes(sums.partial(votes), votes.statement_ids, kept_out)
    places = place_people(votes, axes, kept_out)
    assert axes.components.tolist() == [[1, 0, 0], [0, 0, 0]]
    # one vote 1 away from the mean, seen: 1 + 2 kept out = all 3, so nothing is stretched
    assert places.tolist() == [[1, 0], [-1, 0]]


@given(conversations())
@settings(deadline=None)
def test_places_are_numbers_whatever_people_vote(votes: Votes) -> None:
    kept_out = np.zeros(votes.n_statements, dtype=bool)
    axes = find_axes(sums.partial(votes), votes.statement_ids, kept_out)
    assert np.isfinite(place_people(votes, axes, kept_out)).all()


def test_the_sign_of_an_axis_does_not_depend_on_the_order_of_statements() -> None:
    votes, _ = planted(1)
    turned = Votes.of(
        votes.people,
        votes.n_statements - 1 - votes.statements,
        votes.choices,
        votes.n_participants,
        votes.n_statements,
        statement_ids=votes.statement_ids[::-1],
    )
    none = np.zeros(votes.n_statements, dtype=bool)
    one, other = (find_axes(sums.partial(v), v.statement_ids, none) for v in (votes, turned))
    assert one.components == pytest.approx(other.components[:, ::-1], abs=1e-9)
