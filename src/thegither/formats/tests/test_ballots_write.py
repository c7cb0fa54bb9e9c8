"""What is written is read again the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.formats.ballot_types import BallotFile, Money
from thegither.formats.ballots import read_ballots
from thegither.formats.ballots_write import NothingToWrite, write_pabulib, write_preflib

NAMES = ("Garden; new", 'The "Hall"', "Bus")
POINTS = st.lists(st.dictionaries(st.integers(0, 2), st.integers(1, 9)), min_size=1, max_size=6)
ORDERS = st.lists(st.lists(st.integers(0, 2), unique=True, min_size=1), min_size=1, max_size=6)
PLACES = st.lists(st.dictionaries(st.integers(0, 2), st.integers(1, 3), min_size=1), min_size=1)


def ballot_file(kind, ballots, counts):
    cast = np.arange(len(ballots))
    money = Money((1050, 20, 0), 5000, 100)
    laid = np.array(counts[: len(ballots)])
    return BallotFile(kind, ("a", "b", "c"), NAMES, tuple(ballots), cast, laid, {}, money)


def counted(file):
    """How often each ballot was cast; places matter only by their order."""
    found = {}
    for ballot, weight in zip(file.ballots, file.weights().tolist(), strict=True):
        places = sorted(set(ballot.values()))
        rank = places.index if file.kind == "ordinal" else int
        key = tuple(sorted((option, rank(value)) for option, value in ballot.items()))
        found[key] = found.get(key, 0) + weight
    return found


@settings(max_examples=30)
@given(POINTS)
def test_a_vote_with_points_goes_out_and_comes_back_the_same(tmp_path_factory, ballots):
    file = ballot_file("scoring", ballots, [2, 1, 3, 1, 1, 2])
    back = read(tmp_path_factory, write_pabulib(file, "Money"), ".pb")
    assert counted(back) == counted(file)
    assert (back.options, back.names, back.notes) == (file.options, NAMES, ())
    assert [cost / back.money.unit for cost in back.money.costs] == [10.5, 0.2, 0]


@settings(max_examples=30)
@given(ORDERS)
def test_a_ranked_vote_goes_out_as_pabulib_and_comes_back_the_same(tmp_path_factory, orders):
    ballots = [{option: place for place, option in enumerate(order, 1)} for order in orders]
    file = ballot_file("ordinal", ballots, [1] * 6)
    assert counted(read(tmp_path_factory, write_pabulib(file, "x"), ".pb")) == counted(file)


@settings(max_examples=30)
@given(PLACES)
def test_rankings_with_ties_go_out_as_preflib_and_come_back_the_same(tmp_path_factory, ballots):
    file = ballot_file("ordinal", ballots, [1] * len(ballots))
    back = read(tmp_path_factory, write_preflib(file, "x"), ".toi")
    assert counted(back) == counted(file)
    assert back.names == NAMES


def read(folders, text, suffix):
    path = folders.mktemp("out") / f"vote{suffix}"
    path.write_text(text, encoding="utf-8")
    return read_ballots(path)


def test_what_a_format_has_no_place_for_is_refused():
    with pytest.raises(NothingToWrite, match="rank"):
        write_preflib(ballot_file("approval", [{0: 1}], [1]), "x")
    bare = BallotFile("approval", ("a",), ("a",), (), np.array([], int), np.array([], int))
    with pytest.raises(NothingToWrite, match="budget"):
        write_pabulib(bare, "x")
