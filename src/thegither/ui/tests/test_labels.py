"""Names keep out of each other's way."""

from hypothesis import given
from hypothesis import strategies as st

from thegither.ui.labels import Box, free_places

PLACES = st.floats(0, 100).map(lambda place: round(place, 2))
BOXES = st.builds(lambda x, y: Box.around(x, y, 10, 5), PLACES, PLACES)


@given(st.lists(BOXES, max_size=8))
def test_a_name_with_a_free_place_covers_nothing(taken):
    far_away = Box.around(1000, 1000, 10, 5)
    (chosen,) = free_places([[*taken, far_away]], taken)
    box = [*taken, far_away][chosen]
    assert all(box.shared_with(other) == 0 for other in taken)


@given(BOXES, BOXES)
def test_sharing_is_mutual_and_never_more_than_a_box(one, other):
    assert one.shared_with(other) == other.shared_with(one) <= 50.1


def test_a_name_stands_where_it_covers_least_when_no_place_is_free():
    mark = Box(0, 0, 10, 10)
    assert free_places([[Box(0, 0, 10, 10), Box(8, 0, 18, 10)]], [mark]) == [1]
