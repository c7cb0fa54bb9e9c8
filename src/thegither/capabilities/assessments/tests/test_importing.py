"""Answers from another form service: with right and wrong files; nothing is stored of a wrong one."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.world_assessments import open_wave

from thegither.capabilities.assessments.models import Response

SMALL = "partnership-health"


@pytest.fixture
def small(world, keys):
    return open_wave(world, SMALL)


def file_of(wave, rows, headings="respondent,sector,level", by=lambda item: item.id):
    """A file with these rows of headings' cells and one answer for all questions."""
    out = io.StringIO()
    writer = csv.writer(out)
    items = wave.instrument.closed
    writer.writerow([*headings.split(","), *(by(item) for item in items)])
    writer.writerows([*row[:-1], *[row[-1]] * len(items)] for row in rows)
    return SimpleUploadedFile("form.csv", out.getvalue().encode())


def bring_in(world, wave, file, who="ailsa"):
    page = reverse("assessments:import_responses", args=["kirkbrae", wave.pk])
    return world.client(who).post(page, {"file": file}, follow=True)


def test_rows_are_stored_with_the_groups_that_the_file_tells(world, small):
    rows = [["r1", "public", "front_line", "4"], ["r2", "", "Front line", "Disagree"]]
    assert "2 sheets were brought in" in bring_in(world, small, file_of(small, rows)).text
    found = {row.sector: row for row in Response.objects.all()}
    assert found["public"].answers["leadership_1"] == 4
    assert found[""].answers["leadership_1"] == 2
    assert {row.level for row in found.values()} == {"front_line"}
    assert not any("r1" in (row.pseudonym or "") for row in found.values())


def test_columns_are_known_by_the_words_of_the_questions_and_others_are_not_kept(world, small):
    rows = [["1", "Ailsa", "ailsa@example.org", "5"]]
    file = file_of(small, rows, "Nr,Name,Email", by=lambda item: item.text)
    bring_in(world, small, file)
    assert len(Response.objects.get().answers) == len(small.instrument.closed)


def test_the_same_file_again_takes_its_own_place(world, small):
    rows = [["r1", "", "", "4"], ["r2", "", "", "2"]]
    bring_in(world, small, file_of(small, rows))
    bring_in(world, small, file_of(small, [["r1", "", "", "5"], *rows[1:]]))
    assert sorted(row.answers["leadership_1"] for row in Response.objects.all()) == [2, 5]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["r1", "", "", "9"]],
            "form.csv, line 2, column leadership_1: “9” is none of the answers",
        ),
        (
            [["r1", "", "", "4"], ["r1", "", "", "4"]],
            "line 3, column respondent: “r1” is there twice",
        ),
        ([["r1", "circus", "", "4"]], "line 2, column sector: “circus” is not in the register"),
        ([["r1", "", "king", "4"]], "line 2, column level: “king” is not in the register"),
    ],
)
def test_a_wrong_file_is_refused_by_line_and_column_and_nothing_is_stored(world, small, rows, said):
    answer = bring_in(world, small, file_of(small, rows))
    assert answer.status_code == 422
    assert said in answer.text
    assert not Response.objects.exists()


def test_groups_of_the_file_count_at_closing_and_are_coarsened_like_the_others(
    world, small, close_wave
):
    rows = [[f"r{n}", "public", "front_line", "4"] for n in range(6)]
    bring_in(world, small, file_of(small, rows))
    closed = close_wave(small)
    assert {(row.sector, row.level) for row in closed.responses.all()} == {("public", "front_line")}
    assert not closed.responses.exclude(pseudonym=None).exists()


def test_only_coordinators_bring_answers_in(world, small):
    assert (
        bring_in(world, small, file_of(small, [["r1", "", "", "4"]]), "bashir").status_code == 403
    )
