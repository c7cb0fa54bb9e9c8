from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.demo.opinions import (
    FEWEST_SILENT_VOTERS,
    FEWEST_VOTES,
    MOST_SILENT_VOTERS,
    OUTLOOK_SHARES,
    OUTLOOKS,
    plant,
)
from thegither.demo.partnership import plan

SEEDS = st.integers(min_value=0, max_value=2**31)


def planted(seed):
    return plant(plan(seed).sector_of(), seed)


def voters_by_sector(seed):
    sector_of = plan(seed).sector_of()
    return Counter(sector_of[person] for person in planted(seed).outlook_of)


def agree_shares(conversation):
    """Share of agree among the votes, shape (outlooks, statements)."""
    agree, votes = np.zeros((3, 40)), np.zeros((3, 40))
    for vote in conversation.votes:
        place = OUTLOOKS.index(conversation.outlook_of[vote.person]), vote.statement
        votes[place] += 1
        agree[place] += vote.choice == 1
    return agree / votes


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_same_seed_plants_the_same(seed):
    assert planted(seed) == planted(seed)


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_one_sector_hardly_votes_and_the_others_do(seed):
    asked, answered = Counter(plan(seed).sector_of().values()), voters_by_sector(seed)
    silent = planted(seed).silent_sector

    assert FEWEST_SILENT_VOTERS <= answered.pop(silent) <= MOST_SILENT_VOTERS
    assert all(answered[sector] / asked[sector] > 0.7 for sector in answered)


def test_which_sector_is_silent_depends_on_the_seed():
    assert len({planted(seed).silent_sector for seed in range(20)}) == 4


def test_which_statements_bridge_depends_on_the_seed():
    texts = [
        frozenset(planted(seed).statements[n].text for n in planted(seed).bridging)
        for seed in range(5)
    ]
    assert len(set(texts)) > 1


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_the_four_bridging_statements_and_no_others_are_liked_by_every_outlook(seed):
    lowest = agree_shares(planted(seed)).min(axis=0)

    assert sorted(np.flatnonzero(lowest > 0.7)) == list(planted(seed).bridging)
    assert np.sort(lowest)[-5] < 0.65


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_three_outlooks_of_thirty_or_more_people(seed):
    sizes = Counter(planted(seed).outlook_of.values())

    assert len(sizes) == 3 and min(sizes.values()) >= 30


@given(SEEDS)
@settings(max_examples=10, deadline=None)
def test_nobody_votes_twice_on_a_statement_and_everybody_on_some(seed):
    votes = planted(seed).votes
    heads = Counter(vote.person for vote in votes)

    assert len({(v.person, v.statement) for v in votes}) == len(votes)
    assert FEWEST_VOTES <= min(heads.values()) < max(heads.values()) <= 40


def test_outlook_has_nothing_to_do_with_sector():
    pairs = Counter()
    for seed in range(40):
        sector_of = plan(seed).sector_of()
        pairs.update((sector_of[person], o) for person, o in planted(seed).outlook_of.items())

    for sector in ("public", "private", "voluntary", "community"):
        people = np.array([pairs[sector, outlook] for outlook in OUTLOOKS])
        assert np.allclose(people / people.sum(), OUTLOOK_SHARES, atol=0.05)
