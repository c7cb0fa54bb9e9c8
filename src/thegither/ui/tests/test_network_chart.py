import re

import pytest

from thegither.ui.network_chart import Node, NothingToDraw, Tie, draw_network


def test_groups_differ_by_colour_and_shape():
    nodes = [Node(f"n{i}", i / 25, 0.5, f"group {i:02}") for i in range(25)]
    text = draw_network(nodes, [], title="t", description="d")
    marks = {line.split("</title>")[1] for line in text.splitlines() if "data-node" in line}
    assert len(marks) >= 25


def test_names_cannot_break_the_picture():
    text = draw_network([Node("<b>&", 0, 0, "<i>")], [], title="<t>", description="&")
    assert "<b>" not in text and "<i>" not in text and "&lt;b&gt;&amp;" in text


def test_only_directed_ties_have_tips():
    nodes = [Node("a", 0, 0), Node("b", 1, 1)]
    ties = [Tie(0, 1), Tie(1, 0, directed=False)]
    text = draw_network(nodes, ties, title="t", description="d")
    assert text.count("marker-end") == 1


def test_names_carry_the_rank_of_prominence_and_lines_their_ends():
    nodes = [Node("a", 0, 0, prominence=0.2), Node("b", 1, 1, prominence=0.9)]
    text = draw_network(nodes, [Tie(0, 1)], title="t", description="d")
    ranks = re.findall(r'data-name="(\d)".*map-number.*>(\d)</text></g>', text)
    assert ranks == [("1", "1"), ("0", "2")]
    assert 'data-ends="0 1"' in text


def test_nobody_is_not_drawn():
    with pytest.raises(NothingToDraw):
        draw_network([], [], title="t", description="d")


def test_names_of_neighbours_stand_on_different_sides():
    nodes = [Node("a long name here", 0.5, 0.5), Node("another long name", 0.56, 0.5)]
    text = draw_network(nodes, [], title="t", description="d")
    assert sorted(re.findall(r'map-name" .*?text-anchor="(\w+)"', text)) == ["end", "start"]
