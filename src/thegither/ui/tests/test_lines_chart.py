"""The picture of lines: whoever is answered to stands above, circles stop nothing, words are escaped."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.ui.lines_chart import Answers, NothingToDraw, draw_lines, layers

KINDS = ["line management", "professional standards", "money", "sign-off of plans"]
LINES = st.lists(
    st.builds(Answers, st.integers(0, 9), st.integers(0, 9), st.integers(0, 3)), min_size=1
)


@given(LINES)
def test_every_box_with_a_line_is_drawn_once_and_the_picture_is_well_formed(lines):
    rows = layers(lines)
    boxes = [box for row in rows for box in row]
    assert sorted(boxes) == sorted({end for line in lines for end in (line.below, line.above)})
    names = [f"Post <{number}> & more" for number in range(10)]
    svg = draw_lines(names, lines, kinds=KINDS, title="T", description="D")
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert svg == draw_lines(names, lines, kinds=KINDS, title="T", description="D")
    assert "style=" not in svg


@given(st.integers(2, 12).flatmap(lambda n: st.tuples(*(st.integers(0, i) for i in range(n)))))
def test_in_a_tree_everybody_stands_below_whom_they_answer_to(parents):
    lines = [Answers(child + 1, parent, 0) for child, parent in enumerate(parents)]
    depth = {box: number for number, row in enumerate(layers(lines)) for box in row}
    assert all(depth[line.below] > depth[line.above] for line in lines)


def test_a_circle_is_drawn_too():
    circle = [Answers(0, 1, 0), Answers(1, 2, 0), Answers(2, 0, 0), Answers(3, 3, 0)]
    assert sum(map(len, layers(circle))) == 4


def test_without_lines_there_is_nothing_to_draw():
    with pytest.raises(NothingToDraw):
        draw_lines(["A"], [], kinds=KINDS, title="T", description="D")
