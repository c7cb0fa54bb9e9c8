"""Ties are broken by an order that everybody can work out again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import priority
from thegither.methods.decisions.ties import KINDS, UnknownTieBreaking

NAMES = st.lists(st.text(max_size=4), max_size=8, unique=True)


@given(NAMES, st.sampled_from(KINDS), st.text(max_size=5))
def test_every_option_has_a_place_of_its_own(names, kind, seed):
    assert sorted(priority(names, kind, seed)) == list(range(len(names)))


@given(NAMES, st.text(max_size=5), st.randoms())
def test_name_and_lot_do_not_depend_on_the_order_of_the_list(names, seed, shuffler):
    other = list(names)
    shuffler.shuffle(other)
    for kind in ("name", "lot"):
        mine = dict(zip(names, priority(names, kind, seed), strict=True))
        assert mine == dict(zip(other, priority(other, kind, seed), strict=True))


def test_the_lot_falls_on_each_about_as_often():
    first = [priority(["a", "b", "c"], "lot", str(seed)).argmin() for seed in range(600)]
    assert all(150 < first.count(option) < 250 for option in range(3))


def test_an_unknown_way_is_refused():
    with pytest.raises(UnknownTieBreaking, match="name, order, lot"):
        priority(["a"], "coin")
