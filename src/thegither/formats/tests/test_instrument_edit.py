"""Changing an instrument: every change leaves it sound, and nothing points to what is gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.formats.instruments import (
    faults_of,
    parse_content,
    read_content,
    shipped_instruments,
)
from thegither.formats.instruments.edit import drop_row, fresh_id, move_row, put_row
from thegither.formats.tests.test_instruments import CHOICE, GOOD, IN_GAELIC

CULTURE = read_content(shipped_instruments()["culture"])
WHOLE = parse_content(GOOD + CHOICE + IN_GAELIC, "small")


def ids(content, table="item"):
    return [row["id"] for row in content[table]]


def test_a_question_moves_past_its_neighbour_in_the_same_area_only():
    assert ids(move_row(CULTURE, "item", "cohesion_2", up=True))[:2] == ["cohesion_2", "cohesion_1"]
    assert ids(move_row(CULTURE, "item", "regulation_1", up=True)) == ids(CULTURE)
    assert ids(move_row(CULTURE, "item", "cohesion_4", up=False)) == ids(CULTURE)


def test_a_question_without_area_is_no_neighbour_of_one_with_an_area():
    apart = put_row(CULTURE, "item", {"id": "else", "text": "Else?", "safeguarding": "Take care."})
    assert ids(move_row(apart, "item", "else", up=True)) == ids(apart)


def test_an_area_goes_with_its_questions_and_all_that_was_said_of_it():
    less = drop_row(CULTURE, "scale", "regulation")
    assert ids(less, "scale") == ["cohesion"]
    assert "plane" not in less
    assert faults_of(less) == []


def test_an_area_that_loses_its_last_scored_question_goes_and_its_others_stay():
    less = drop_row(drop_row(WHOLE, "item", "trust_1"), "item", "trust_2")
    assert less["scale"] == []
    assert [item for item in less["item"] if item["id"] == "where"][0].get("scale") is None
    assert less["translation"]["gd"]["items"] == {}


def test_what_was_there_is_not_changed():
    before = parse_content(GOOD, "small")
    drop_row(before, "item", "trust_1")
    put_row(before, "item", {"id": "trust_1", "text": "Other words."})
    assert before == parse_content(GOOD, "small")


@given(st.data())
def test_no_row_of_changes_makes_an_instrument_unsound(data):
    content = CULTURE
    for _turn in range(data.draw(st.integers(1, 6))):
        if len(content["item"]) < 2:
            break
        name = data.draw(st.sampled_from(ids(content)))
        if data.draw(st.booleans()):
            content = move_row(content, "item", name, up=data.draw(st.booleans()))
        else:
            content = drop_row(content, "item", name)
        assert faults_of(content) == []


@pytest.mark.parametrize(("stem", "fresh"), [("cohesion", "cohesion_5"), ("hope", "hope_1")])
def test_a_new_question_has_an_id_of_its_own(stem, fresh):
    assert fresh_id(CULTURE, "item", stem) == fresh
