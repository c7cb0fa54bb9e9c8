"""How sure groups and places are, in words; and parts of a spectrum are never called groups."""

import numpy as np
import pytest
from django.urls import reverse

from thegither.capabilities.conversations.queries.landscape import analyse
from thegither.capabilities.conversations.queries.sureness import (
    holds_together,
    place_sentence,
    region,
    sureness,
)
from thegither.capabilities.conversations.tests.test_results import TWO_CAMPS
from thegither.formats.polis import PolisFolder, StatementRow, VoteTable

SURE = {"redraws": 200, "same_number": 0.96, "same_number_with_statements": 0.8,
        "overlap": [0.9, 0.5]}  # fmt: skip


def camps(spread: float = 0.9, people: int = 60, statements: int = 12) -> PolisFolder:
    random, camp = np.random.default_rng(1), np.arange(people) % 2
    side = camp[:, None] == np.arange(statements) % 2
    agrees = random.random((people, statements)) < np.where(side, spread, 1 - spread)
    person, statement = np.indices(agrees.shape).reshape(2, -1)
    return PolisFolder(
        statements=tuple(StatementRow(n, "", 1, False) for n in range(statements)),
        participants=np.arange(people),
        votes=VoteTable(person, statement, np.where(agrees, 1, -1).ravel().astype(np.int8),
                        np.zeros(person.size, dtype=np.int64)),
        superseded=0,
        repairs={},
        summary={},
    )  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict:
    return analyse(camps())


def test_clear_camps_come_out_again_in_nearly_every_redraw(found):
    assert found["sure"]["redraws"] == 200
    assert found["sure"]["same_number"] > 0.9
    assert min(found["sure"]["overlap"]) > 0.9
    assert "2 groups" in sureness(found).number


def test_what_is_stored_of_places_are_means_over_five_people_or_more(found):
    assert all(0 <= spot["certainty"] <= 1 and spot["size"] >= 5 for spot in found["spots"])
    assert set(found["spots"][0]) == {"x", "y", "group", "size", "certainty"}


def test_how_sure_a_place_is_depends_on_where_it_is():
    spots = [{"x": 0.0, "y": 0.0, "group": "A", "size": 9, "certainty": 0.55},
             {"x": 5.0, "y": 0.0, "group": "A", "size": 9, "certainty": 0.99}]  # fmt: skip
    result = {"spots": spots}
    assert "55 of 100" in place_sentence(result, (0.4, 0.1), "A")
    assert "99 of 100" in place_sentence(result, (4.0, 0.0), "A")
    assert place_sentence(result, (0.0, 0.0), "B") == ""


def test_bounds_of_overlap_in_words():
    words = [
        holds_together({"verdict": "groups", "sure": {"overlap": [overlap]}}, 0)
        for overlap in (0.75, 0.74, 0.6, 0.59)
    ]
    assert "well" in words[0] and "fairly" in words[1] and "fairly" in words[2]
    assert "not hold together reliably" in words[3]


@pytest.mark.parametrize("overlap", [0.9, 0.7, 0.3])
def test_a_part_of_a_spectrum_is_never_called_a_group(overlap):
    result = {"verdict": "spectrum", "groups": [{}, {}], "sure": SURE | {"overlap": [overlap]}}
    said = holds_together(result, 0) + sureness(result).number + sureness(result).with_statements
    assert "group" not in said and "part" in said


def test_four_in_five_of_a_crowd_lie_inside_its_region():
    random = np.random.default_rng(2)
    places = random.normal(size=(4000, 2)) @ np.array([[3.0, 1.0], [0.0, 0.5]]) + [1, 2]
    drawn = region(places)
    turn = np.radians(drawn["turn"])
    x, y = (places - [drawn["x"], drawn["y"]]).T
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    inside = (along / drawn["wide"]) ** 2 + (across / drawn["high"]) ** 2 <= 1
    assert inside.mean() == pytest.approx(0.8, abs=0.02)
    assert drawn["wide"] >= drawn["high"]


def test_the_page_says_it_for_each_group(world, closed):
    landscape = closed.landscapes.get()
    landscape.result = {**TWO_CAMPS, "sure": SURE}
    landscape.save()
    address = reverse("conversations:results", args=["kirkbrae", closed.pk])
    page = world.client("bashir").get(address).text
    assert "In 96 of 100 redraws there were again 2 groups." in page
    assert "holds together well" in page and "does not hold together reliably" in page
