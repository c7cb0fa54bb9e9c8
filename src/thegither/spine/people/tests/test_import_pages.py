"""The pages of an import: a list is shown, put right, and stored once it is read without fault."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thegither.spine.people import actions
from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.visibility import HOUSE

IMPORT = "/kirkbrae/people/import/"


def staged_in(answer):
    return answer.context["form"]["staged"].value()


def chosen(form):
    """What a browser would send back: every field as the page shows it."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def test_a_list_is_read_shown_corrected_and_stored(world):
    ailsa = world.client("ailsa")
    page = ailsa.post(IMPORT, {"pasted": "Who\tWhere\nCeit Grant\tGlen Council"})
    assert Person.objects.filter(name="Ceit Grant").count() == 0
    answers = chosen(page.context["form"]) | {
        "column_0": "name", "column_1": "organization", "has_headings": "on", "sector": "public"
    }  # fmt: skip
    look = ailsa.post(f"{IMPORT}columns/", answers | {"step": "look"})
    assert len(look.context["register"].persons) == 1
    assert Person.objects.filter(name="Ceit Grant").count() == 0
    done = ailsa.post(f"{IMPORT}columns/", answers | {"step": "store"}, follow=True)
    assert "1 new person" in done.content.decode()
    assert (
        Person.objects.get(name="Ceit Grant").memberships.get().organization.name == "Glen Council"
    )


def test_a_wrong_row_is_told_on_the_page(world):
    ailsa = world.client("ailsa")
    page = ailsa.post(IMPORT, {"pasted": "name\temail\nCeit\tnonsense"})
    answer = ailsa.post(f"{IMPORT}columns/", chosen(page.context["form"]) | {"step": "store"})
    assert "line 2, column email" in answer.content.decode()
    assert not Person.objects.filter(name="Ceit").exists()


def test_all_wrong_rows_are_told_at_once_but_not_without_end(world):
    ailsa = world.client("ailsa")
    rows = "\n".join(f"Ceit{number}\tnonsense" for number in range(12))
    page = ailsa.post(IMPORT, {"pasted": f"name\temail\n{rows}"})
    answer = ailsa.post(f"{IMPORT}columns/", chosen(page.context["form"]) | {"step": "store"})
    told = answer.content.decode()
    assert all(f"line {line}, column email" in told for line in range(2, 12))
    assert "line 12, column email" not in told and "2 more rows have a fault." in told
    assert not Person.objects.filter(name__startswith="Ceit").exists()


def test_two_columns_cannot_mean_the_same(world):
    ailsa = world.client("ailsa")
    page = ailsa.post(IMPORT, {"pasted": "name\tpost\nCeit\tAodh"})
    answers = chosen(page.context["form"]) | {"column_1": "name", "step": "store"}
    assert "Two columns cannot both hold the name" in ailsa.post(
        f"{IMPORT}columns/", answers
    ).content.decode()  # fmt: skip


def test_a_workbook_is_read_from_an_upload(world):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Name", "Mail"])
    book.active.append(["Ceit Grant", "ceit@example.org"])
    book.save(out)
    upload = SimpleUploadedFile("staff.xlsx", out.getvalue())
    page = world.client("ailsa").post(IMPORT, {"upload": upload})
    assert page.context["sample"][1] == ["Ceit Grant", "ceit@example.org"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"pasted": " "}, "one of the two"),
        ({"pasted": "a\tb", "upload": SimpleUploadedFile("a.csv", b"a,b")}, "one of the two"),
        (
            {"upload": SimpleUploadedFile("photo.csv", b"\xff\xd8\xff\xe0\0\0")},
            "not a list of text",
        ),
        ({"upload": SimpleUploadedFile("page.html", b"Name\nAnn")}, "holds no list"),
        ({"upload": SimpleUploadedFile("list.json", b'{"persons": 1}')}, "this is not a list"),
        ({"upload": SimpleUploadedFile("empty.csv", b"")}, "empty"),
    ],
)
def test_what_is_no_list_is_refused_on_the_page(world, sent, says):
    assert says in world.client("ailsa").post(IMPORT, sent).content.decode()


def test_a_file_over_the_limit_is_refused(world, settings):
    settings.MAX_IMPORT_BYTES = 10
    upload = SimpleUploadedFile("staff.csv", b"name\n" + b"x" * 10)
    assert "larger than" in world.client("ailsa").post(IMPORT, {"upload": upload}).content.decode()


def test_a_staged_list_cannot_be_changed_or_used_by_somebody_else(world):
    page = world.client("ailsa").post(IMPORT, {"pasted": "name\temail\nCeit\tc@x.org"})
    actions.give_seat(viewer=HOUSE, person=world.people["bashir"], duty="coordinator")
    for client, staged in (
        (world.client("bashir"), staged_in(page)),
        (world.client("ailsa"), "x" + staged_in(page)),
    ):
        answer = client.post(
            f"{IMPORT}columns/", {"staged": staged, "column_0": "name", "step": "store"}
        )
        assert answer.url == IMPORT
    assert not Person.objects.filter(name="Ceit").exists()


def test_each_body_without_a_sector_is_asked_for_with_a_guess_that_can_be_put_right(world):
    ailsa = world.client("ailsa")
    text = "name\torganization\nUna\tGlen Council\nIain\tBrae Homes\nEwan\tKirkbrae Carers\nAda\tGLEN COUNCIL"
    form = ailsa.post(IMPORT, {"pasted": text}).context["form"]
    asked = {str(form[n].label): form[n].value() for n in form.fields if n.startswith("sector_of")}
    assert asked == {
        "Sector of “Glen Council”": "public",
        "Sector of “Brae Homes”": "",
        "Sector of “Kirkbrae Carers”": "voluntary",
    }
    missing = ailsa.post(f"{IMPORT}columns/", chosen(form) | {"step": "store"})
    assert "this is missing" in missing.content.decode()
    ailsa.post(f"{IMPORT}columns/", chosen(form) | {"sector_of_1": "private", "step": "store"})
    new = Organization.objects.filter(name__in=["Glen Council", "Brae Homes"])
    assert dict(new.values_list("name", "sector")) == {
        "Glen Council": "public",
        "Brae Homes": "private",
    }
    assert Organization.objects.get(name="Kirkbrae Carers").sector == "voluntary"
