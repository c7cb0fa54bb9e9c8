"""`thegither assess`: planted gaps and movement, what is hidden, and one sentence for each mistake."""

import csv
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from thegither.cli.main import app
from thegither.formats.instruments import read_instrument, shipped_instruments

PRACTICE, CULTURE = "collaborative-practice", "culture"


def invent(path, instrument, people, *, gap=0.0, shift=0.0, seed=0, ids="p", levels=None):
    """Answers with a gap for seniors on every item of the first scale, and a shift for all on it."""
    found, rng = read_instrument(shipped_instruments()[instrument]), np.random.default_rng(seed)
    scales = [scale.id for scale in found.scales]
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["respondent", "organization", "level", *(item.id for item in found.closed)])
        for i in range(people):
            level = levels[i] if levels else ("senior" if rng.random() < 0.25 else "front line")
            more = (gap if level == "senior" else 0) + shift
            own = rng.normal(size=len(scales)) * 0.6
            row = [f"{ids}{i}", f"organisation {i % 15}", level]
            for item in found.closed:
                scale = scales.index(item.scale)
                value = 3 + own[scale] + rng.normal() * 0.7 + (more if scale == 0 else 0)
                row.append(int(np.clip(round(6 - value if item.turned else value), 1, 5)))
            out.writerow(row)
    return path


def assess(*words):
    run = CliRunner().invoke(app, ["assess", *map(str, words), "--json", "-"])
    assert run.exit_code == 0, run.output
    return json.loads(run.output)


def refused(*words):
    run = CliRunner().invoke(app, ["assess", *map(str, words)])
    assert run.exit_code == 2
    assert "Traceback" not in run.output
    return run.stderr.strip()


@pytest.fixture
def answers(tmp_path):
    return invent(tmp_path / "answers.csv", PRACTICE, 240, gap=0.9)


@pytest.fixture
def frame(tmp_path):
    path = tmp_path / "frame.csv"
    path.write_text("level,count\nsenior,200\nfront line,300\n")
    return path


def verdicts(result, items=False):
    return {
        gap["item"] or gap["scale"]: gap["verdict"]
        for gap in result["gaps"]
        if bool(gap["item"]) is items
    }


def test_the_planted_gap_is_found_and_no_other(answers):
    result = assess(answers, "--instrument", PRACTICE, "--by", "level")
    found = verdicts(result)
    assert found.pop("trust") == "difference"
    assert "difference" not in found.values()
    gap = result["gaps"][0]
    assert gap["groups"] == ["front line", "senior"]
    assert gap["interval"][0] < gap["difference"] < gap["interval"][1] < 0
    assert gap["hedges_g"] < 0
    assert gap["p"] <= gap["q"] <= 0.05


def test_a_frame_gives_weights_a_response_rate_and_intervals_for_this_frame(answers, frame):
    result = assess(answers, "--instrument", PRACTICE, "--by", "level", "--frame", frame)
    assert (result["respondents"], result["asked"]) == (240, 500)
    assert result["response_rate"] == 240 / 500
    assert result["weighting"]["weighted"]
    assert result["design_effect"] > 1
    trust = result["scales"][0]
    assert trust["target"] == "this_frame"
    assert trust["weighted_mean"] > trust["mean"]
    low, high = result["items"][0]["agree_bounds"]
    assert high - low == pytest.approx(1 - result["items"][0]["n"] / 500)
    assert {row["group"] for row in result["coverage"]} == {"senior", "front line"}


def test_a_group_of_the_frame_that_kept_silent_stops_the_weights_with_a_sentence(answers, frame):
    frame.write_text(frame.read_text() + "carer,40\n")
    result = assess(answers, "--instrument", PRACTICE, "--by", "level", "--frame", frame)
    assert not result["weighting"]["weighted"]
    assert "Nobody of level “carer” answered" in result["weighting"]["reason"]
    silent = {row["group"]: row["is_silent"] for row in result["coverage"]}
    assert silent == {"carer": True, "front line": False, "senior": False}


def test_when_everybody_answered_the_interval_has_no_width(answers, frame):
    rows = list(csv.DictReader(answers.open()))
    seniors = sum(row["level"] == "senior" for row in rows)
    frame.write_text(f"level,count\nsenior,{seniors}\nfront line,{240 - seniors}\n")
    trust = assess(answers, "--instrument", PRACTICE, "--frame", frame)["scales"][0]
    assert trust["interval"] == [trust["mean"], trust["mean"]]


def test_reliability_stands_beside_each_scale_but_not_beside_a_checklist(answers, tmp_path):
    trust = assess(answers, "--instrument", PRACTICE)["scales"][0]
    assert trust["omega_interval"][0] < trust["omega"] < trust["omega_interval"][1]
    board = invent(tmp_path / "board.csv", "board-self-assessment", 0)
    text = board.read_text().strip()
    row = ",".join(["a", "x", "y", *["2"] * (text.count(",") - 2)])
    board.write_text(f"{text}\n{row}\n")
    area = assess(board, "--instrument", "board-self-assessment")["scales"][0]
    assert (area["omega"], area["reliability"]) == (None, "not estimated: a checklist")


def test_small_groups_are_hidden_and_cannot_be_had_by_subtraction(tmp_path):
    levels = ["a"] * 9 + ["b"] * 8 + ["c"] * 3
    path = invent(tmp_path / "few.csv", PRACTICE, 20, levels=levels)
    result = assess(path, "--instrument", PRACTICE, "--by", "level")
    hidden = {
        entry["group"]
        for entry in result["suppressed"]
        if entry["scale"] is None and not entry["item"]
    }
    assert len(hidden) == 2
    assert "c" in hidden
    shown = {one["group"] for row in result["scales"] + result["items"] for one in row["groups"]}
    assert not shown & hidden
    assert not {gap["groups"][0] for gap in result["gaps"]} & hidden


def test_those_who_did_not_say_their_group_cannot_be_had_by_subtraction(tmp_path):
    levels = ["a"] * 12 + ["b"] * 10 + [""] * 2
    path = invent(tmp_path / "unsaid.csv", PRACTICE, 24, levels=levels)
    result = assess(path, "--instrument", PRACTICE, "--by", "level")
    shown = {one["group"]: one["n"] for one in result["scales"][0]["groups"]}
    assert 24 - sum(shown.values()) >= 5


def test_an_item_on_which_all_of_a_group_agree_is_not_shown_by_group(tmp_path):
    path = invent(tmp_path / "same.csv", PRACTICE, 60)
    rows = list(csv.DictReader(path.open()))
    for row in rows:
        row["trust_1"] = "5" if row["level"] == "senior" else row["trust_1"]
    with path.open("w", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)
    result = assess(path, "--instrument", PRACTICE, "--by", "level")
    assert "trust_1" not in verdicts(result, items=True)
    reasons = {entry["item"]: entry["reason"] for entry in result["suppressed"]}
    assert reasons["trust_1"] == "all gave one answer"
    assert result["items"][0]["groups"] == []


def test_with_fewer_than_five_answers_nothing_is_shown(tmp_path):
    path = invent(tmp_path / "four.csv", PRACTICE, 4)
    result = assess(path, "--instrument", PRACTICE, "--by", "level")
    assert {row["mean"] for row in result["scales"] + result["items"]} == {None}
    assert result["gaps"] == []
    assert {entry["reason"] for entry in result["suppressed"]} >= {"fewer than five people"}


def test_waves_with_the_same_ids_are_a_panel_and_others_are_not(answers, tmp_path):
    later = invent(tmp_path / "later.csv", PRACTICE, 240, gap=0.9, shift=0.8, seed=1)
    others = invent(tmp_path / "others.csv", PRACTICE, 240, gap=0.9, shift=0.8, seed=1, ids="q")
    panel = assess(later, "--instrument", PRACTICE, "--previous", answers)["movement"]
    apart = assess(others, "--instrument", PRACTICE, "--previous", answers)["movement"]
    assert (panel["design"], panel["overlap"]) == ("panel", 240)
    assert apart["design"] == "repeated_cross_sections"
    assert "conservative" in apart["intervals"]
    for movement in (panel, apart):
        assert movement["measures"][0]["verdict"] == "rose"
        assert "it takes 15 organisations and 6 waves" in movement["precedes"]


def test_culture_is_a_cloud_that_did_not_clearly_move(tmp_path):
    now, before = (invent(tmp_path / f"{i}.csv", CULTURE, 150, seed=i, ids=f"w{i}") for i in (1, 2))
    clouds = assess(now, "--instrument", CULTURE, "--previous", before)["culture"]
    assert len(clouds) == 15
    assert all(cloud["n"] == 10 and cloud["axes"][0] >= cloud["axes"][1] > 0 for cloud in clouds)
    assert {cloud["movement"] for cloud in clouds} == {"no_clear_movement"}


def test_an_organisation_that_answered_only_before_has_no_cloud_now(tmp_path):
    now, before = (invent(tmp_path / f"{i}.csv", CULTURE, 150, seed=i, ids=f"w{i}") for i in (1, 2))
    before.write_text(before.read_text().replace(",organisation 3,", ",the zoo,"))
    clouds = assess(now, "--instrument", CULTURE, "--previous", before)["culture"]
    assert "the zoo" not in {cloud["organization"] for cloud in clouds}
    (third,) = (cloud for cloud in clouds if cloud["organization"] == "organisation 3")
    assert "movement" not in third


def test_the_cloud_of_a_small_organisation_cannot_be_had_by_subtraction(tmp_path):
    """Boards of 14 and 12 people, and an office of four."""
    path = invent(tmp_path / "few.csv", CULTURE, 30)
    text = path.read_text()
    for number in range(13):
        text = text.replace(f",organisation {number},", f",board {number % 2},")
    path.write_text(
        text.replace(",organisation 13,", ",office,").replace(",organisation 14,", ",office,")
    )
    shown = assess(path, "--instrument", CULTURE)["culture"]
    assert len(shown) == 1
    assert 30 - shown[0]["n"] >= 5


def test_reference_values_come_with_their_date_and_without_an_interval(tmp_path):
    path = invent(tmp_path / "health.csv", "partnership-health", 50)
    reference = assess(path, "--instrument", "partnership-health")["items"][0]["reference"][0]
    assert (reference["share"], reference["year"], reference["interval"]) == (0.29, 2018, None)
    assert "no interval" in reference["limits"]


def test_the_same_files_and_seed_give_the_same_result(answers):
    assert assess(answers, "--instrument", PRACTICE) == assess(answers, "--instrument", PRACTICE)


def test_mistakes_are_one_sentence_with_line_and_column(answers, frame):
    assert refused(answers, "--instrument", "none").startswith("none: there is no such file")
    assert "column grade: this column is missing" in refused(
        answers, "--instrument", PRACTICE, "--by", "grade"
    )
    answers.write_text(answers.read_text().replace("p3,", "p2,"))
    assert "line 5, column respondent: “p2” is there twice, first in line 4" in refused(
        answers, "--instrument", PRACTICE
    )
    assert "No such file" in refused(answers.parent / "no.csv", "--instrument", PRACTICE)
