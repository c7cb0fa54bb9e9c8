"""People drawn by lot come with all their votes, whatever the pieces they lie in."""

from functools import reduce

import numpy as np

from thegither.methods.opinion import sample
from thegither.methods.opinion.tests.made_up import planted


def test_the_part_does_not_depend_on_the_pieces():
    votes = planted(1)[0]
    whole = sample.part(votes, 0.4, seed=5)
    pieces = [sample.part(piece, 0.4, seed=5) for piece in votes.split(6)]
    joined = reduce(sample.join, pieces)
    assert 0 < whole.n_participants < votes.n_participants
    assert set(joined.participant_ids) == set(whole.participant_ids)
    assert joined.n_votes == whole.n_votes


def test_whoever_is_drawn_keeps_all_votes():
    votes = planted(1)[0]
    part = sample.part(votes, 0.5, seed=0)
    given = dict(zip(votes.participant_ids.tolist(), votes.per_person.tolist(), strict=True))
    drawn = zip(part.participant_ids.tolist(), part.per_person.tolist(), strict=True)
    assert all(given[who] == number for who, number in drawn)


def test_about_the_share_asked_for_is_drawn_and_seeds_differ():
    ids = np.arange(100_000)
    lots = sample._lots(ids, 1)
    assert abs((lots < 0.25).mean() - 0.25) < 0.006  # four standard errors
    assert abs(np.corrcoef(lots, sample._lots(ids, 2))[0, 1]) < 0.013
