"""The questions there are, the editor, and files in and out: with right and wrong input, without JavaScript."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thegither.capabilities.assessments.actions.errors import ChangedMeanwhile, NotSound
from thegither.capabilities.assessments.actions.instruments import (
    change_instrument,
    discard_instrument,
    keep_instrument,
)
from thegither.capabilities.assessments.models import OwnInstrument
from thegither.capabilities.assessments.queries.instruments import choices, find_choice
from thegither.formats.instruments import content_text, instrument_of, read_content, write_xlsform
from thegither.formats.instruments import shipped_instruments as shipped

CULTURE = read_content(shipped()["culture"])


def page(name, *more):
    return reverse(f"assessments:{name}", args=["kirkbrae", *more])


@pytest.fixture
def own(world):
    return keep_instrument(
        viewer=world.viewer("ailsa"), partnership=world.partnership, content=CULTURE
    )


def titles(content, table="item"):
    return [row["id"] for row in content[table]]


def changed(own, client, name, /, *more, **fields):
    """What a press of a button did: the answer, and the content as it is then."""
    fields = {"version": own.content["version"]} | fields
    answer = client.post(page(name, str(own.pk), *more), fields)
    own.refresh_from_db()
    return answer, own.content


# --- keeping -------------------------------------------------------------------------------------


def test_a_copy_has_an_id_of_its_own_so_that_its_waves_are_compared_with_no_others(world, own):
    second = keep_instrument(
        viewer=world.viewer("ailsa"), partnership=world.partnership, content=CULTURE
    )
    assert (own.content["id"], second.content["id"]) == ("culture-2", "culture-3")
    assert own.content["version"] == "1"


def test_what_is_not_sound_is_not_kept(world):
    with pytest.raises(NotSound, match="no item belongs"):
        keep_instrument(
            viewer=world.viewer("ailsa"),
            partnership=world.partnership,
            content=CULTURE | {"scale": [*CULTURE["scale"], {"id": "more", "title": "More"}]},
        )
    assert not OwnInstrument.objects.exists()


def test_whoever_comes_second_does_not_undo_what_the_first_one_changed(world, own):
    ailsa = world.viewer("ailsa")
    change_instrument(viewer=ailsa, own=own, content=CULTURE | {"title": "First"}, version="1")
    with pytest.raises(ChangedMeanwhile):
        change_instrument(viewer=ailsa, own=own, content=CULTURE | {"title": "Second"}, version="1")
    own.refresh_from_db()
    assert (own.content["title"], own.content["version"]) == ("First", "2")
    assert own.record.title == "First"


def test_a_wave_keeps_its_questions_when_they_are_thrown_away(world, own, draft_wave):
    draft_wave.content = own.content
    draft_wave.save()
    discard_instrument(viewer=world.viewer("ailsa"), own=own)
    draft_wave.refresh_from_db()
    assert draft_wave.instrument.title == "Culture"


def test_another_partnership_neither_lists_nor_finds_them(world, own):
    duncan = world.viewer("duncan")
    assert all(one.own is None for one in choices(duncan, world.partnership))
    assert find_choice(duncan, world.partnership, str(own.pk)) is None


# --- seeing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(shipped()))
def test_each_shipped_one_says_what_it_is_built_on_and_can_be_looked_at(world, name):
    client = world.client("catriona")
    assert "What it is built on" in client.get(page("instrument", name)).text
    assert client.get(page("instrument_preview", name, 1)).status_code == 200
    assert client.get(page("instrument_preview", name, 99)).status_code == 404


def test_reference_values_stand_with_their_year_and_without_an_interval(world):
    text = world.client("catriona").get(page("instrument", "partnership-health")).text
    assert "29% agreed with" in text
    assert "2018" in text
    assert "no interval" in text


def test_members_see_and_coordinators_change(world, own):
    key = str(own.pk)
    assert world.client("bashir").get(page("instrument", key)).status_code == 200
    assert world.client("bashir").get(page("edit_instrument", key)).status_code == 403
    assert world.client("bashir").post(page("copy_instrument", "culture")).status_code == 403
    assert world.client("ailsa").get(page("edit_instrument", "culture")).status_code == 404


def test_a_copy_is_made_at_one_press_and_can_be_changed(world):
    answer = world.client("ailsa").post(page("copy_instrument", "culture"), follow=True)
    assert "This copy is yours" in answer.text
    assert OwnInstrument.objects.get().content["title"] == "Culture (ours)"


# --- the editor ----------------------------------------------------------------------------------


def test_words_of_a_question_are_changed(world, own):
    fields = {"text": "We help.", "scale": "cohesion", "options": "agree", "evidence": ""}
    client = world.client("ailsa")
    _answer, content = changed(own, client, "edit_question", "cohesion_1", **fields)
    assert content["item"][0] == {
        "id": "cohesion_1", "text": "We help.", "scale": "cohesion", "options": "agree",
    }  # fmt: skip


def test_a_question_is_added_moved_and_taken_out(world, own):
    client = world.client("ailsa")
    more = {"text": "We sing.", "scale": "cohesion", "options": "agree", "evidence": ""}
    _answer, content = changed(own, client, "add_question", **more)
    assert titles(content)[-1] == "cohesion_5"
    up = {"table": "item", "name": "cohesion_5", "up": "1"}
    answer, content = changed(own, client, "move_row", **up)
    assert answer.url.endswith("#item-cohesion_5")
    assert titles(content).index("cohesion_5") == 3
    _answer, content = changed(own, client, "drop_row", table="item", name="cohesion_5")
    assert "cohesion_5" not in titles(content)


def test_an_open_question_gets_a_safeguarding_line(world, own):
    fields = {"text": "What else?", "scale": "", "options": "open", "safeguarding": ""}
    _answer, content = changed(own, world.client("ailsa"), "add_question", **fields)
    assert "at risk" in content["item"][-1]["safeguarding"]


def test_an_area_comes_with_its_first_question_and_goes_with_its_last(world, own):
    client = world.client("ailsa")
    fields = {
        "title": "Joy",
        "about": "",
        "reliable": "on",
        "text": "We laugh.",
        "options": "agree",
    }
    _answer, content = changed(own, client, "add_area", **fields)
    assert titles(content, "scale") == ["cohesion", "regulation", "area_1"]
    _answer, content = changed(own, client, "drop_row", table="item", name="area_1_1")
    assert titles(content, "scale") == ["cohesion", "regulation"]


def test_answers_are_written_one_a_line(world, own):
    fields = {
        "kind": "ladder", "labels": "Never\nSometimes\nAlways", "lowest": "0",
        "agree_from": "2", "dont_know": "No idea",
    }  # fmt: skip
    _answer, content = changed(own, world.client("ailsa"), "add_answers", **fields)
    assert content["options"]["answers_1"] == {
        "values": [0, 1, 2], "labels": ["Never", "Sometimes", "Always"], "kind": "ladder",
        "agree_from": 1, "dont_know": "No idea",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "more", "fields", "said"),
    [
        ("edit_question", ["cohesion_1"], {"text": "", "options": "agree"}, "Fill this in"),
        ("edit_question", ["cohesion_1"], {"text": "A", "options": "other"}, "Choose one of those"),
        ("add_answers", [], {"kind": "likert", "labels": "One", "lowest": "1"}, "two to eleven"),
        ("edit_head", [], {"title": "A", "language": "Gaelic!"}, "letters that do not belong"),
        ("edit_area", ["cohesion"], {"title": ""}, "Fill this in"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_place_and_nothing_changes(
    world, own, name, more, fields, said
):
    if name == "edit_head":
        full = {"purpose": "p", "source": "s", "licence": "l", "minutes": "3", "margin": "0.5"}
        fields = full | fields
    before = own.content
    answer, content = changed(own, world.client("ailsa"), name, *more, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert content == before


def test_the_last_area_cannot_be_taken_out(world, own):
    client = world.client("ailsa")
    changed(own, client, "drop_row", table="scale", name="regulation")
    answer, content = changed(own, client, "drop_row", table="scale", name="cohesion")
    assert titles(content, "scale") == ["cohesion"]
    assert "Something has to be left" in client.get(answer.url).text


def test_an_old_page_changes_nothing_and_says_so(world, own):
    client = world.client("ailsa")
    fields = {"title": "New", "about": "", "reliable": "on"}
    changed(own, client, "edit_area", "cohesion", **fields)
    answer, content = changed(own, client, "edit_area", "cohesion", **fields | {"version": "1"})
    assert "Somebody changed these questions meanwhile" in answer.text
    assert content["version"] == "2"


# --- files ---------------------------------------------------------------------------------------


def upload(client, name, data):
    file = SimpleUploadedFile(name, data)
    return client.post(page("import_instrument"), {"file": file})


@pytest.mark.parametrize("form", ["toml", "xlsx"])
def test_what_is_taken_away_can_be_brought_in_again_after_a_look(world, form):
    client = world.client("ailsa")
    data = client.get(page("instrument_file", "development", form)).content
    look = upload(client, f"development.{form}", data)
    assert "Are these the questions?" in look.text
    assert not OwnInstrument.objects.exists()
    client.post(page("import_instrument"), {"kept": look.context["kept"]})
    content = read_content(shipped()["development"])
    assert OwnInstrument.objects.get().content["item"] == content["item"]


def test_every_fault_of_a_file_is_named_and_nothing_is_kept(world):
    book = openpyxl.load_workbook(io.BytesIO(write_xlsform(instrument_of(CULTURE))))
    book["survey"]["A4"], book["survey"]["C5"] = "geopoint", ""
    out = io.BytesIO()
    book.save(out)
    answer = upload(world.client("ailsa"), "ours.xlsx", out.getvalue())
    assert answer.status_code == 422
    assert "ours.xlsx, sheet survey, line 4, column type" in answer.text
    assert (
        "ours.xlsx, sheet survey, line 5, column label: this question has no words" in answer.text
    )
    assert not OwnInstrument.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.toml", content_text(CULTURE).replace('"agree"', '"agre"', 1).encode(), "no options"),
        ("a.toml", b"\xff\xfe", "letters are not UTF-8"),
        ("a.xlsx", b"nothing", "this is not an XLSX file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(world, name, data, said):
    assert said in upload(world.client("ailsa"), name, data).text


def test_a_look_that_somebody_changed_by_hand_is_not_kept(world):
    client = world.client("ailsa")
    answer = client.post(page("import_instrument"), {"kept": "forged"}, follow=True)
    assert "too old" in answer.text
    assert not OwnInstrument.objects.exists()
