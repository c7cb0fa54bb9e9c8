"""Figures say their limits, and the same inputs give the same bytes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.spine.evidence.figures import (
    BareNumber,
    Figure,
    ImpossibleFigure,
    Plain,
    number_text,
)
from thegither.spine.evidence.json import FigureJsonResponse, figure_json

from .examples import AGREE, DAY


@st.composite
def shares(draw):
    asked = draw(st.integers(0, 3000))
    answered = draw(st.integers(0, asked))
    successes = draw(st.integers(0, answered))
    label = draw(st.sampled_from(["agree", "disagree"]))
    return Figure.share(successes, answered, asked, label=label, as_of=DAY, method="wilson 1")


def test_the_sentence_of_the_design_text():
    assert AGREE.sentence() == (
        "31 of 52 answered; 19 agree (61%; 44 to 76). Whatever the rest think: 37 to 77% of all 52"
    )


def test_where_everybody_answered_nobody_is_left_whose_thinking_could_matter():
    all_came = Figure.share(9, 10, 10, label="agree", as_of=DAY, method="wilson 1")
    assert all_came.sentence() == (
        "10 of 10 answered; 9 agree (90%; 60 to 98). Everybody who was asked answered"
    )
    assert "90 to 90" not in all_came.limits
    assert "everybody who was asked answered" in all_came.limits


def test_text_holds_response_interval_bounds_and_day():
    assert str(AGREE) == (
        "61% (31 of 52 answered; 44 to 76%; "
        "whatever the rest think, 37 to 77% of all 52; 21 November 2026)"
    )


def test_what_is_read_from_the_record_claims_no_answers():
    late = Figure.recorded(22, unit="days", label="past the day", as_of=DAY, method="days 1")
    assert late.sentence() == "22 days past the day, on 21 November 2026"
    assert str(late) == "22 days (from the record; 21 November 2026)"
    assert Figure.from_json(late.to_json()) == late


def test_a_count_of_those_who_answered_is_said_once():
    came = Figure.count(7, unit="people", answered=7, asked=59, as_of=DAY, method="count 1")
    assert came.sentence() == "7 of 59 answered"
    assert "7 people" in Figure.sentence(replace(came, label="came twice"))
    assert (
        replace(came, value=1, label="came twice").sentence()
        == "7 of 59 answered; 1 person came twice"
    )


def test_a_count_carries_its_response():
    figure = Figure.count(
        1921, unit="people", answered=1921, asked=2000, as_of=DAY, method="count 1"
    )
    assert str(figure) == "1,921 people (1,921 of 2,000 answered; 21 November 2026)"


def test_an_unknown_number_asked_is_said():
    figure = Figure.share(19, 31, None, label="agree", as_of=DAY, method="wilson 1")
    assert figure.bounds is None
    assert "nobody knows how many were asked" in figure.limits


def test_nobody_answered_is_not_nought_per_cent():
    figure = Figure.share(0, 0, 52, label="agree", as_of=DAY, method="wilson 1")
    assert str(figure) == (
        "not shown (0 of 52 answered; nobody has answered yet; 21 November 2026)"
    )


@pytest.mark.parametrize(
    ("asked", "text"), [(30, "30 asked; agree not shown: few"), (None, "agree not shown: few")]
)
def test_how_many_answered_can_be_hidden_too(asked, text):
    figure = Figure.withheld(
        "few", answered=None, asked=asked, label="agree", as_of=DAY, method="count 1"
    )
    assert figure.sentence() == text
    assert "0 of" not in str(figure)


def test_a_shown_figure_says_how_many_answered():
    with pytest.raises(ImpossibleFigure):
        replace(AGREE, answered=None)


def test_weights_and_target_are_said_where_they_matter():
    figure = replace(AGREE, weighting="size of partner", target="people_like_these")
    assert "weighted by size of partner; said of people like these" in figure.limits


@pytest.mark.parametrize(
    "change",
    [{"value": None}, {"suppressed": "few"}, {"answered": 53}, {"value": float("nan")}],
    ids=str,
)
def test_impossible_figures_are_refused(change):
    with pytest.raises(ImpossibleFigure):
        replace(AGREE, **change)


def test_more_successes_than_answers_are_refused():
    with pytest.raises(ImpossibleFigure):
        Figure.share(32, 31, 52, as_of=DAY, method="wilson 1")


def test_a_moment_becomes_its_day():
    figure = replace(AGREE, as_of=datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
    assert figure.as_of == date(2026, 11, 21)


@given(shares())
def test_value_lies_within_interval_and_interval_within_text(figure):
    if figure.value is None:
        return
    low, high = figure.interval
    assert 0 <= low <= figure.value <= high <= 1
    assert figure.bounds[0] <= figure.value <= figure.bounds[1]
    assert f"{number_text(figure.answered)} of {number_text(figure.asked)} answered" in str(figure)


@given(shares())
def test_json_round_trip_loses_nothing_and_is_the_same_each_time(figure):
    stored = json.dumps(figure.to_json())
    again = Figure.from_json(json.loads(stored))
    assert again == figure
    assert json.dumps(again.to_json()) == stored


def test_json_answers_hold_figures_with_limits_and_no_bare_number():
    answer = json.loads(FigureJsonResponse({"agree": AGREE, "rows": [AGREE]}).content)
    assert answer["rows"][0]["asked"] == 52
    assert "31 of 52 answered" in answer["agree"]["limits"]


@pytest.mark.parametrize("content", [31, {"n": 0.5}, {"rows": [{"n": 1}]}, [1]], ids=str)
def test_json_refuses_a_bare_number(content):
    with pytest.raises(BareNumber):
        figure_json(content)


def test_json_takes_a_harmless_count():
    assert figure_json({"minutes": Plain.of(1921, "minutes"), "open": True}) == (
        '{"minutes": "1,921", "open": true}'
    )
