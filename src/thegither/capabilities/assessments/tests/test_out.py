"""What goes out of a wave: the board paper in three forms, tables with all limits, answers where promised."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from tests.world_assessments import add_neighbours, answer_all, fill, open_wave

from thegither.capabilities.assessments.actions.plan import plan_improvement
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.mirror import newest_mirror
from thegither.capabilities.assessments.queries.paper import board_lines, board_paper
from thegither.formats.instruments import read_instrument, shipped_instruments
from thegither.formats.responses import read_responses
from thegither.methods.disclosure import ANY

SMALL = "partnership-health"


def page(name, wave, *more):
    return reverse(f"assessments:{name}", args=["kirkbrae", wave.pk, *more])


@pytest.fixture
def neighbours(world):
    return add_neighbours(world)


@pytest.fixture
def closed(world, keys, close_wave, neighbours):
    wave = open_wave(world, SMALL)
    fill(wave, neighbours)
    return close_wave(wave)


@pytest.fixture
def open_to_take(world, keys, close_wave, neighbours):
    """A closed wave that compares no groups."""
    wave = open_wave(world, SMALL, compares=Wave.Compares.NOTHING)
    fill(wave, neighbours)
    return close_wave(wave)


def cells(block):
    return [cell for row in block.rows for cell in row]


def test_the_board_paper_tells_who_answered_what_differs_and_what_nobody_can_tell(world, closed):
    paper = board_paper(world.viewer("catriona"), closed)
    words = str(paper.blocks)
    assert "20 of 25 answered" in words
    assert "What we cannot tell" in words
    assert "Leadership" in words


def test_a_plan_stands_in_the_paper(world, closed):
    plan_improvement(
        viewer=world.viewer("ailsa"), wave=closed, title="Papers a week before",
        owner=world.people["bashir"], measure="No late papers", due_on=timezone.localdate(),
    )  # fmt: skip
    assert "No late papers" in str(board_paper(world.viewer("catriona"), closed).blocks)


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_paper_comes_as_a_file(world, closed, form, start):
    answer = world.client("catriona").get(page("board_paper_file", closed, form))
    assert answer.content.startswith(start)
    assert f".{form}" in answer["Content-Disposition"]


def test_the_page_leads_to_every_table_and_the_workbook_holds_them_all(world, closed):
    client = world.client("catriona")
    shown = client.get(page("board_paper", closed))
    for name in shown.context["tables"]:
        assert client.get(page("table_file", closed, name)).status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(client.get(page("workbook", closed)).content))
    assert book.sheetnames == [sheet.name for sheet in shown.context["tables"].values()]
    assert book.sheetnames[-1] == "Codebook"


def test_each_figure_goes_out_with_its_limits(world, closed):
    text = (
        world.client("catriona")
        .get(page("table_file", closed, "areas"))
        .content.decode("utf-8-sig")
    )
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["area"], first["answered"], first["asked"]) == ("Leadership", "20", "25")
    assert first["lowest, allowing for chance (95%)"]


def test_single_answers_go_out_without_groups_and_can_be_read_again(world, open_to_take, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(world.client("catriona").get(page("answers_file", open_to_take)).content)
    found = read_responses(path, read_instrument(shipped_instruments()[SMALL]))
    assert len(found.answers) == 20
    assert found.columns == {}
    assert sorted(set(found.answers.ravel().tolist())) == [2, 4]


def test_where_groups_are_compared_single_answers_stay(world, closed):
    """From thirty means of a group a solver finds the rows that make them up."""
    answer = world.client("catriona").get(page("answers_file", closed), follow=True)
    assert "one could work out whose answers are whose" in answer.text


def test_where_single_answers_go_out_nothing_is_told_of_what_groups_think(world, open_to_take):
    told = newest_mirror(open_to_take).content["told"]
    for side in told["by"].values():
        assert side["coverage"]
        assert not any(side["groups"]) and not side["gaps"] and not side["could_show"]
    assert not told["weighting"]["weighted"]
    assert set(open_to_take.responses.values_list("organization", "sector", "level")) == {
        (ANY, ANY, ANY)
    }
    shown = world.client("catriona").get(page("mirror", open_to_take)).text
    assert "So this assessment compares no groups" in shown
    assert "No difference shown" not in shown + str(
        board_paper(world.viewer("catriona"), open_to_take).blocks
    )


def test_a_question_that_the_mirror_hides_is_empty_among_single_answers(
    world, keys, close_wave, neighbours
):
    wave = open_wave(world, SMALL, compares=Wave.Compares.NOTHING)
    fill(wave, neighbours)
    for person in neighbours["front_line"]:
        answer_all(wave, person, 4)
    text = world.client("catriona").get(page("answers_file", close_wave(wave))).content.decode()
    assert set(text.splitlines()[1].split(",")) == {""}


def test_what_was_promised_to_stay_does_not_go_out(world, closed):
    Wave.objects.filter(pk=closed.pk).update(pledge=Wave.Pledge.CONFIDENTIAL)
    answer = world.client("catriona").get(page("answers_file", closed), follow=True)
    assert "promised to stay" in answer.text
    assert "text/html" in answer["Content-Type"]


def test_among_few_people_single_answers_do_not_go_out(world, keys, close_wave, neighbours):
    wave = open_wave(world, SMALL, compares=Wave.Compares.NOTHING)
    for person in neighbours["front_line"]:
        answer_all(wave, person, 2)
    answer = world.client("catriona").get(page("answers_file", close_wave(wave)), follow=True)
    assert "Fewer than 20 people answered" in answer.text


def test_nothing_goes_out_to_strangers(world, closed):
    for name, more in [("board_paper", []), ("workbook", []), ("answers_file", [])]:
        assert world.client("duncan").get(page(name, closed, *more)).status_code in (403, 404)


def test_the_partnerships_board_paper_has_a_section_of_the_wave(world, closed):
    today = timezone.localdate()
    (section,) = board_lines(world.viewer("catriona"), world.partnership, today, today)
    assert section.rows[0][0] == "Leadership"
    assert "20 of 25" in section.lines[0].text
    assert section.cannot_tell
