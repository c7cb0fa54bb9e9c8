"""`{{ form }}` gives the design system's markup, with errors that say where they are and lead there."""

import re
from html.parser import HTMLParser

import pytest
from django import forms

from thegither.ui.forms import DayInput

COLOURS = [("r", "Red"), ("g", "Green")]


class Everything(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the door", max_length=20)
    story = forms.CharField(label="Story", widget=forms.Textarea(attrs={"class": "tall"}))
    mail = forms.EmailField(label="E-mail", required=False)
    one = forms.ChoiceField(label="One colour", choices=COLOURS, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Some colours", choices=COLOURS, widget=forms.CheckboxSelectMultiple
    )
    pick = forms.ChoiceField(label="A colour", choices=COLOURS)
    agree = forms.BooleanField(label="I agree")
    day = forms.DateField(label="Day", widget=DayInput)
    paper = forms.FileField(label="Paper")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        assert len(attributes) == len(dict(attributes)), f"an attribute twice on <{tag}>"
        self.found.append((tag, dict(attributes)))

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.found if attributes.get("name") == name]


@pytest.fixture
def empty() -> Elements:
    return Elements(str(Everything()))


@pytest.fixture
def refused() -> Elements:
    return Elements(str(Everything({"name": "x" * 21})))


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("name", "ds_input"),
        ("story", "ds_input tall"),
        ("mail", "ds_input"),
        ("one", "ds_radio__input"),
        ("many", "ds_checkbox__input"),
        ("pick", "ds_select"),
        ("agree", "ds_checkbox__input"),
        ("day", "ds_input ds_input--fixed-10"),
        ("paper", "ds_file-upload__input"),
        ("secret", None),
    ],
)
def test_each_widget_has_the_class_of_the_design_system(empty, name, classes):
    assert {attributes.get("class") for attributes in empty.named(name)} == {classes}


def test_every_label_points_to_a_field_that_is_there(empty):
    ids = {attributes["id"] for _, attributes in empty.found if "id" in attributes}
    targets = [attributes["for"] for tag, attributes in empty.found if tag == "label"]
    assert len(targets) == 11 and set(targets) <= ids


def test_a_hint_is_tied_to_its_field(empty):
    (field,) = empty.named("name")
    assert field["aria-describedby"] == "id_name_helptext"
    assert any(attributes.get("id") == "id_name_helptext" for _, attributes in empty.found)


def test_groups_of_choices_stand_in_a_fieldset_with_a_legend(empty):
    tags = [tag for tag, _ in empty.found]
    assert tags.count("fieldset") == tags.count("legend") == 2


def test_what_may_be_left_out_says_so_and_the_rest_does_not(empty):
    html = str(Everything())
    assert html.count("(you may leave this out)") == 1


def test_a_form_without_errors_has_no_summary(empty):
    assert "ds_error-summary" not in str(Everything())


def test_the_summary_leads_to_every_field_with_an_error(refused):
    ids = {attributes["id"] for _, attributes in refused.found if "id" in attributes}
    links = [attributes["href"][1:] for tag, attributes in refused.found if tag == "a"]
    assert set(links) <= ids
    assert {"id_name", "id_story", "id_one_0", "id_many_0", "id_agree"} <= set(links)


def test_a_field_with_an_error_is_marked_and_tied_to_its_message(refused):
    (field,) = refused.named("name")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "id_name_helptext id_name_error"
    assert any(attributes.get("id") == "id_name_error" for _, attributes in refused.found)


def test_what_was_typed_is_kept_and_escaped():
    html = str(Everything({"name": '"><b>', "story": "<b>"}))
    assert "<b>" not in html and "&lt;b&gt;" in html


def test_a_day_is_shown_as_the_browsers_calendar_reads_it():
    html = str(Everything(initial={"day": "2026-11-21"})["day"])
    assert 'type="date"' in html and 'value="2026-11-21"' in html


def test_errors_that_concern_the_whole_form_stand_first():
    form = Everything({})
    form.is_valid()
    form.add_error(None, "The colours clash")
    found = re.findall(r"<li>(?:<a[^>]*>)?([^<]*)", str(form))
    assert found[0] == "The colours clash"
