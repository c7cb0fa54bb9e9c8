"""Cultures that stand close together still have a number each that one can read."""

from itertools import combinations

from thegither.ui.culture_chart import NUMBER_HIGH, NUMBER_WIDE, SQUARE, Cloud, _number_places
from thegither.ui.labels import Box


def test_numbers_of_a_crowd_do_not_cover_one_another():
    crowd = [
        Cloud(str(place), 3.2 + 0.03 * (place % 4), 3.2 + 0.03 * (place // 4), 0.4, 0.2, 0.0)
        for place in range(13)
    ]
    scale = SQUARE / (5 - 1)
    places = _number_places(crowd, (1, 5))
    boxes = [Box.around(x * scale, y * scale, NUMBER_WIDE, NUMBER_HIGH) for x, y in places]
    # Places are rounded to a ten-thousandth of the scale: far less than a pixel.
    assert all(one.shared_with(other) < 1 for one, other in combinations(boxes, 2))
