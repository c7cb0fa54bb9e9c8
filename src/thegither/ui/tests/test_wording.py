"""What forms say of a wrong answer: what to do, in our own words."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

CASES = [
    (forms.CharField(), "", "Fill this in"),
    (forms.BooleanField(), False, "Tick this box"),
    (forms.ChoiceField(choices=[("a", "A")]), "", "Choose one."),
    (forms.ChoiceField(choices=[("a", "A")]), "b", "those that stand here"),
    (forms.MultipleChoiceField(choices=[("a", "A")]), [], "Choose at least one"),
    (forms.DateField(), "", "Give a day."),
    (forms.DateField(), "31/02/2026", "in the calendar"),
    (forms.IntegerField(), "three", "whole number"),
    (forms.IntegerField(max_value=5), 6, "Give at most 5."),
    (forms.FileField(), None, "Choose a file"),
    (forms.CharField(max_length=3), "abcd", "This has 4 characters. There is room for 3"),
    (forms.EmailField(), "x", "name@example.org"),
    (forms.URLField(assume_scheme="https"), "x y", "https://"),
]


@pytest.mark.parametrize(("field", "value", "said"), CASES)
def test_a_wrong_answer_is_told_what_to_do(field, value, said):
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    assert said in " ".join(refused.value.messages)


def test_a_field_that_has_words_of_its_own_keeps_them():
    field = forms.CharField(error_messages={"required": "Say who you are."})
    with pytest.raises(ValidationError, match="Say who you are."):
        field.clean("")


def test_a_kind_of_error_that_we_forgot_still_has_words():
    assert forms.FileField.default_error_messages["contradiction"]
