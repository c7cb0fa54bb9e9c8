"""What one takes away from the results: tables in which each figure keeps its limits, and the pictures."""

import io

import openpyxl
import pytest
from django.urls import reverse

from thegither.capabilities.conversations.tests.test_results import TWO_CAMPS
from thegither.formats.tables import read_table


@pytest.fixture
def grouped(closed):
    """Closed, with two groups and a picture of each kind."""
    landscape = closed.landscapes.get()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
    landscape.result = {**TWO_CAMPS, "picture": svg, "voices": svg}
    landscape.save()
    return closed


def get(world, conversation, page, *parts, who="bashir"):
    address = reverse(f"conversations:{page}", args=["kirkbrae", conversation.pk, *parts])
    return world.client(who).get(address)


def table(answer) -> list[dict[str, str]]:
    header, *rows = [row.cells for row in read_table(answer.content, "table.csv").rows]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_each_figure_of_a_statement_has_its_limits_beside_it(world, grouped):
    rows = table(get(world, grouped, "table_file", "statements"))
    assert len(rows) == 8 * 3
    of_camp = next(row for row in rows if row["number"] == "2" and row["who"] == "Group B")
    assert of_camp["statement"] == "A phone line would help carers most."
    assert (of_camp["answered"], of_camp["asked"]) == ("18", "18")
    assert float(of_camp["value"]) == pytest.approx(17 / 18)
    low, high = (
        float(of_camp[f"{end}, allowing for chance (95%)"]) for end in ("lowest", "highest")
    )
    assert low < 17 / 18 < high < 1


def test_a_withheld_figure_says_why_and_shows_no_number(world, grouped):
    rows = table(get(world, grouped, "table_file", "who-was-heard"))
    hidden = [row for row in rows if row["not shown because"]]
    assert hidden and all(row["value"] == row["answered"] == "" for row in hidden)


def test_the_workbook_holds_every_table_and_numbers_are_numbers(world, grouped):
    answer = get(world, grouped, "workbook")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Statements", "Groups", "Who was heard"]
    sizes = list(book["Groups"].values)
    assert sizes[1][:3] == ("Group A", "at the top, left", 18)


def test_pictures_come_as_drawing_and_as_dots(world, grouped):
    assert get(world, grouped, "picture_file", "landscape", "svg").content.startswith(b"<svg")
    dots = get(world, grouped, "picture_file", "voices", "png")
    assert dots.content[1:4] == b"PNG" and dots["Content-Type"] == "image/png"
    assert dots["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        ("table_file", ("votes",)),
        ("picture_file", ("landscape", "exe")),
        ("picture_file", ("faces", "svg")),
    ],
)
def test_what_is_not_there_is_not_found(world, grouped, page, parts):
    assert get(world, grouped, page, *parts).status_code == 404


def test_whoever_may_not_read_the_results_gets_no_file_of_them(world, grouped):
    grouped.record.audience = "members"
    grouped.record.save()
    for page, parts in (("workbook", ()), ("picture_file", ("landscape", "svg"))):
        assert get(world, grouped, page, *parts, who="duncan").status_code in {403, 404}


def test_the_page_leads_to_each_of_them(world, grouped):
    text = get(world, grouped, "results").content.decode()
    assert "All tables as a workbook" in text
    assert "Statements as a table (CSV)" in text
    assert "The landscape as a picture (PNG)" in text
