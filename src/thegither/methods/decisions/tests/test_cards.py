"""The table of moves adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import shift
from thegither.methods.decisions.cards import UnknownCard

CARDS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["X", "Y", "Z"]))


@given(CARDS, CARDS)
def test_rows_add_up_to_the_first_round_and_columns_to_the_second(first, second):
    change = shift(["X", "Y", "Z"], first, second)
    for option, before, after in zip("XYZ", change.first, change.second, strict=True):
        assert before == sum(card == option for card in first.values())
        assert after == sum(card == option for card in second.values())
    assert change.stayed + change.moved + change.left == len(first)
    assert change.stayed + change.moved + change.joined == len(second)


def test_going_back_is_the_table_turned_over():
    there = shift(["X", "Y"], {"a": "X"}, {"a": "Y", "b": "Y"})
    back = shift(["X", "Y"], {"a": "Y", "b": "Y"}, {"a": "X"})
    assert there.moves.T.tolist() == back.moves.tolist()


def test_a_card_for_nothing_is_refused():
    with pytest.raises(UnknownCard, match="'W'"):
        shift(["X"], {"a": "W"}, {})
