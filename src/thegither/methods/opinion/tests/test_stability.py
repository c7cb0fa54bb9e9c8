import numpy as np
import pytest

from thegither.methods.opinion import ImpossibleVotes, Votes, draw_map, landscape, stability
from thegither.methods.opinion.stability import _draw_statements, _take_people
from thegither.methods.opinion.tests.made_up import planted, reordered, shuffled
from thegither.methods.opinion.tests.real import conversation, needs_real_data

DRAW = [False, True]


@pytest.mark.parametrize("statements", DRAW)
def test_planted_groups_come_out_again_and_again(statements: bool) -> None:
    votes, _ = planted(1)
    sure = stability(votes, landscape(votes).labels, statements=statements, replicates=40)
    assert sure.k_shares[3] > 0.9
    assert sure.jaccard.min() > 0.85
    assert np.median(sure.certainty) > 0.95


def test_groups_cut_from_votes_by_lot_do_not() -> None:
    votes = shuffled(planted(1)[0], seed=1)
    sure = stability(votes, draw_map(votes, groups=3).labels, replicates=40)
    assert sure.jaccard.max() < 0.8
    assert np.median(sure.certainty) < 0.9


def test_somebody_between_two_groups_is_less_certain_than_somebody_in_the_middle() -> None:
    votes, _ = planted(1)
    found = landscape(votes)
    sure = stability(votes, found.labels, replicates=60)
    edge = np.argsort(found.certainty)[:10]
    assert sure.certainty[edge].mean() < np.delete(sure.certainty, edge).mean()


@pytest.mark.parametrize("statements", DRAW)
def test_the_order_of_rows_changes_nothing(statements: bool) -> None:
    votes, _ = planted(2)
    turned, people, _ = reordered(votes, seed=3)
    labels = landscape(votes).labels
    one = stability(votes, labels, statements=statements, replicates=10)
    other = stability(turned, labels[people], statements=statements, replicates=10)
    assert one.k_shares == other.k_shares
    assert one.jaccard == pytest.approx(other.jaccard)
    assert one.certainty[people] == pytest.approx(other.certainty)


def test_the_same_seed_gives_the_same_and_another_seed_another() -> None:
    votes = shuffled(planted(1)[0], seed=1)
    labels = draw_map(votes, groups=3).labels
    before = votes.choices.copy()
    one, same, other = (stability(votes, labels, replicates=5, seed=s) for s in (1, 1, 2))
    assert np.array_equal(one.certainty, same.certainty)
    assert not np.array_equal(one.certainty, other.certainty)
    assert np.array_equal(before, votes.choices)


def test_people_not_grouped_have_no_certainty() -> None:
    votes, group = planted(1)
    labels = np.where(group == 2, -1, group)
    sure = stability(votes, labels, replicates=5)
    assert np.array_equal(np.isnan(sure.certainty), labels == -1)


def test_one_group_or_none_has_no_stability() -> None:
    votes, _ = planted(1)
    for label in (0, -1):
        sure = stability(votes, np.full(votes.n_participants, label), replicates=5)
        assert sure.k_shares == {} and sure.jaccard.size == 0 and np.isnan(sure.certainty).all()


def test_progress_counts_the_replicates() -> None:
    votes, group = planted(1)
    seen: list[tuple[int, int]] = []
    stability(votes, group, replicates=4, progress=lambda *told: seen.append(told))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_labels_that_do_not_fit_and_no_replicates_are_refused() -> None:
    votes, group = planted(1)
    with pytest.raises(ImpossibleVotes, match="labels"):
        stability(votes, [0, 1])
    with pytest.raises(ImpossibleVotes, match="at least one"):
        stability(votes, group, replicates=0)


def test_a_person_drawn_twice_brings_all_votes_twice() -> None:
    # person 0 saw statement 1; person 1 saw 0 and 2
    votes = Votes.of([0, 1, 1], [1, 0, 2], [1, -1, 0], 2, 3)
    drawn = _take_people(votes, np.array([1, 0, 1]))
    assert drawn.starts.tolist() == [0, 2, 3, 5]
    assert drawn.statements.tolist() == [0, 2, 1, 0, 2]
    assert drawn.choices.tolist() == [-1, 0, 1, -1, 0]


def test_a_statement_drawn_twice_is_there_twice_and_one_kept_out_once() -> None:
    votes, _ = planted(1, people=30, statements=12)
    out = np.arange(12) == 4
    drawn, still_out = _draw_statements(votes, out, np.random.default_rng(0))
    again = Votes.of(
        drawn.people, drawn.statements, drawn.choices, drawn.n_participants, drawn.n_statements
    )
    assert (drawn.n_statements, int(still_out.sum())) == (12, 1)
    assert np.array_equal(drawn.statements, again.statements)  # still sorted within each person
    assert len(set(zip(drawn.people.tolist(), drawn.statements.tolist(), strict=True))) == len(
        drawn.statements
    )


@needs_real_data
def test_two_heaps_of_a_real_conversation_are_surer_than_five_slices_of_another() -> None:
    found = {}
    for name in ("scoop-hivemind.biodiversity", "football-concussions"):
        read = conversation(name)
        votes, kept_out = read.to_votes(), read.kept_out()
        labels = draw_map(votes, kept_out=kept_out).labels
        found[name] = stability(votes, labels, kept_out=kept_out, replicates=20)
    lowest = {name: sure.jaccard.min() for name, sure in found.items()}
    assert lowest["scoop-hivemind.biodiversity"] > lowest["football-concussions"]
