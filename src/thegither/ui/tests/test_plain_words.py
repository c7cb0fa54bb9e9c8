"""Advice on words: it comes when it is asked for, and it never stands in the way."""

import pytest
from django import forms
from django.urls import reverse

from thegither.capabilities.conversations.models import Conversation
from thegither.ui.plain_words import ChecksWords, advice_on

BY_SCRIPT = {"HX-Request": "true"}
JARGON = "We will utilise stakeholders."


class NoteForm(ChecksWords, forms.Form):
    checked = ("note",)
    note = forms.CharField()
    other = forms.CharField()


def test_a_form_that_asks_for_advice_is_not_sent_and_calls_nothing_wrong():
    form = NoteForm({"note": JARGON, "check_words": "1"})
    assert not form.is_valid()
    assert not form.errors
    assert "how about “use”" in form.as_div()


def test_a_form_that_is_sent_is_sent_whatever_its_words():
    form = NoteForm({"note": JARGON, "other": "Yes."})
    assert form.is_valid()
    assert "how about" not in form.as_div()


@pytest.mark.parametrize("language, is_read", [("", True), ("en-gb", True), ("gd", False)])
def test_only_english_is_read(language, is_read):
    assert (advice_on(JARGON, language) is not None) is is_read


def test_an_empty_box_gets_no_advice():
    assert advice_on(" ", "en-gb") is None


def test_the_button_works_without_a_script(world):
    page = reverse("conversations:create", args=["kirkbrae"])
    sent = {"question": JARGON, "language": "en-gb", "who": "members", "check_words": "1"}
    answer = world.client("ailsa").post(page, sent)
    assert answer.status_code == 200
    assert "Instead of “utilise”, how about “use”?" in answer.text
    assert f'value="{JARGON}"' in answer.text
    assert not Conversation.objects.exists()


def test_advice_follows_what_is_typed(world):
    sent = {"box": "question", "question": "The landscape", "language": "en-gb"}
    answer = world.client("ailsa").post(reverse("thread:check_words"), sent, headers=BY_SCRIPT)
    assert "“landscape” has a sense of its own here" in answer.text
    assert "<html" not in answer.text


def test_what_is_typed_is_shown_as_text(world):
    sent = {"box": "a", "a": "<script>alert(1)</script> utilise stakeholders<b>"}
    for headers in (BY_SCRIPT, {}):
        answer = world.client().post(reverse("thread:check_words"), sent, headers=headers)
        assert "<b>" not in answer.text


def test_without_a_script_the_advice_is_a_page_of_its_own(world):
    sent = {"box": "notes", "notes": JARGON}
    answer = world.client().post(reverse("thread:check_words"), sent)
    assert "how about “use”" in answer.text
    assert "<h1" in answer.text and JARGON in answer.text
