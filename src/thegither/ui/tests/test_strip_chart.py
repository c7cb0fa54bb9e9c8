"""A strip of decisions: a dot each, higher levels above, the change where it is shown."""

from datetime import date
from xml.etree import ElementTree

import pytest

from thegither.ui.strip_chart import NothingToDraw, draw_strip

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [(date(2025, 1, 1), 0), (date(2025, 6, 1), 1), (date(2026, 1, 1), 1)]
ENDS = ("January 2025", "January 2026")
SAID = {
    "levels": ["team & co", "board"],
    "ends": ENDS,
    "title": "Respite",
    "description": "Three decisions.",
}


def test_later_decisions_stand_further_right_and_higher_levels_above():
    dots = ElementTree.fromstring(draw_strip(POINTS, **SAID)).findall(f"{SVG}circle")
    across = [int(dot.get("cx")) for dot in dots]
    down = [int(dot.get("cy")) for dot in dots]
    assert across == sorted(across)
    assert down[0] > down[1] == down[2]


def test_a_change_is_a_dashed_line_and_without_one_there_is_none():
    assert "dasharray" in draw_strip(POINTS, change=date(2025, 6, 1), **SAID)
    assert "dasharray" not in draw_strip(POINTS, **SAID)


def test_without_decisions_there_is_nothing_to_draw():
    with pytest.raises(NothingToDraw):
        draw_strip([], **SAID)
