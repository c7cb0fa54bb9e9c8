"""The pictures: deterministic, harmless to the content-security policy, and never a bare number."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
import pytest

from thegither.ui.charts import (
    GROUPS,
    NothingToDraw,
    NumberWithoutLimits,
    Region,
    Spot,
    TooManyGroups,
    bars,
    landscape,
)

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"title": "Who agrees <here>", "description": "Front line 61%, managers 90%"}


@dataclass(frozen=True)
class Share:
    value: float | None
    interval: tuple[float, float] | None = None
    unit: str = "share"
    limits: str = "31 of 52 answered"


@dataclass(frozen=True)
class People(Share):
    unit: str = "people"


ROWS = [("Front line", Share(0.61, (0.44, 0.76))), ("Managers", Share(0.9, (0.8, 0.96)))]
SPOTS = [
    Spot(0.0, 0.0, "Group A", People(7)),
    Spot(1.0, 0.5, "Group B", People(5)),
    Spot(0.2, 0.1, "Group A", People(9)),
]


def texts(svg: str) -> list[str]:
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def contrast_with_white(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("svg", [bars(ROWS, **WORDS), landscape(SPOTS, **WORDS)])
def test_a_picture_speaks_and_carries_nothing_the_policy_forbids(svg):
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert [named[key] for key in root.get("aria-labelledby").split()] == list(WORDS.values())
    assert not re.search(r"style|<script|href|url\(|class=|\son\w+=", svg)


@pytest.mark.parametrize(
    "bare", [0.61, 31, np.float64(0.61), np.int32(3), np.array([0.6]), "61%", None]
)
def test_a_number_without_limits_is_not_drawn(bare):
    with pytest.raises(NumberWithoutLimits, match="no limits"):
        bars([("Front line", bare)], **WORDS)
    with pytest.raises(NumberWithoutLimits):
        landscape([Spot(0, 0, "Group A", bare)], **WORDS)


def test_the_same_figures_give_the_same_picture():
    assert bars(ROWS, **WORDS) == bars(ROWS, **WORDS)
    assert landscape(SPOTS, **WORDS) == landscape(SPOTS, **WORDS)


def test_a_bar_is_labelled_with_its_value_and_its_row():
    shown = texts(bars(ROWS, **WORDS))
    assert {"61%", "90%", "Front line", "Managers"} <= set(shown)


def test_the_whisker_reaches_as_far_as_the_interval():
    svg = bars([("All", Share(0.5, (0.25, 0.75)))], **WORDS)
    lengths = [
        abs(float(x)) for x in re.findall(r'<line [^>]*x2="(-?[\d.]+)"[^>]*stroke-width="2"', svg)
    ]
    assert any(abs(length - 230) < 1 for length in lengths), lengths


def test_a_withheld_number_is_said_to_be_withheld_and_has_no_whisker():
    svg = bars([("Few", Share(None))], **WORDS)
    assert "withheld" in texts(svg)
    assert not re.search(r'<line [^>]*stroke-width="2"', svg)
    on_a_scale = bars([("Few", Share(None))], ends=(1, 5), **WORDS)
    assert re.findall(r'd="M0,[\d.]+h(-?\d+)v16', on_a_scale) == ["0"], (
        "nor a bar, left of the scale"
    )


def test_a_long_label_takes_two_lines_and_ends_in_dots():
    long = "people who use services and look after somebody at home " * 4
    lines = [
        text for text in texts(bars([(long, Share(0.5))], **WORDS)) if "people" in (text or "")
    ]
    assert len(lines) == 2
    assert lines[1].endswith("…") or lines[0].endswith("…")


def test_groups_differ_in_colour_and_shape_and_stand_out_from_white():
    colours, shapes = zip(*GROUPS, strict=True)
    assert len(set(colours)) == len(set(shapes)) == len(GROUPS)
    assert min(contrast_with_white(colour) for colour in colours) >= 4.5


def test_each_group_is_named_once_beside_its_spots_without_a_legend():
    shown = texts(landscape(SPOTS, **WORDS))
    assert sorted(shown) == ["Group A", "Group B"]


def test_a_region_lies_faintly_behind_its_own_group_and_strange_ones_are_left_out():
    group = SPOTS[0].group
    regions = [Region(group, 0, 0, 2, 1, 30), Region("nobody's", 0, 0, 1, 1, 0)]
    plain, drawn = landscape(SPOTS, **WORDS), landscape(SPOTS, **WORDS, regions=regions)
    assert drawn.count('fill-opacity="0.1"') == 1 and "fill-opacity" not in plain
    assert drawn.index('fill-opacity="0.1"') < drawn.index(f">{group}<")
    assert texts(drawn) == texts(plain)


def test_the_order_of_spots_changes_no_place():
    one, other = landscape(SPOTS, **WORDS), landscape(SPOTS[::-1], **WORDS)
    places = re.compile(r"translate\([^)]*\)")
    assert sorted(places.findall(one)) == sorted(places.findall(other))


def test_nothing_or_too_much_to_draw_is_refused_in_words():
    with pytest.raises(NothingToDraw, match="at least one row"):
        bars([], **WORDS)
    with pytest.raises(NothingToDraw, match="at least one spot"):
        landscape([], **WORDS)
    with pytest.raises(NothingToDraw, match="nan"):
        landscape([Spot(float("nan"), 0, "A", People(5))], **WORDS)
    with pytest.raises(TooManyGroups, match="5 groups"):
        landscape([Spot(i, 0, f"Group {i}", People(5)) for i in range(6)], **WORDS)
