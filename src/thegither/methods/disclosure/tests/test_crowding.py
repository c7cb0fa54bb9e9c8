"""No cluster is smaller than five, nobody is left out, and the order of rows does not matter."""

from random import Random

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from thegither.methods.disclosure.crowding import crowd

Array = npt.NDArray[np.float64]
PLACES = st.integers(0, 200).flatmap(
    lambda n: arrays(float, (n, 2), elements=st.floats(-9, 9, allow_nan=False))
)


@given(PLACES)
def test_everybody_stands_in_a_cluster_of_five_or_more(places: Array) -> None:
    found = crowd(places)
    if len(places) < 5:
        assert len(found.sizes) == 0
    else:
        assert found.sizes.sum() == len(places)
        assert found.sizes.min() >= 5


@given(PLACES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(places: Array, source: Random) -> None:
    order = list(range(len(places)))
    source.shuffle(order)
    one, other = crowd(places), crowd(places[order])
    np.testing.assert_allclose(one.centres, other.centres, atol=1e-9)
    np.testing.assert_array_equal(one.sizes, other.sizes)


def test_many_people_are_drawn_as_few_clusters() -> None:
    places = np.random.default_rng(1).normal(size=(5_000, 2))
    assert len(crowd(places, most=40).sizes) <= 40


def test_the_input_is_left_as_it_was() -> None:
    places = np.arange(40.0).reshape(20, 2)
    before = places.copy()
    crowd(places)
    np.testing.assert_array_equal(places, before)
