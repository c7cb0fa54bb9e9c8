"""What a form says of a wrong answer: what to do about it, in plain words, the same everywhere.

A field that needs words of its own gives them as `error_messages`, as ever.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

PLAIN: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in: we cannot go on without it.")},
    forms.BooleanField: {"required": _("Tick this box to go on.")},
    forms.ChoiceField: {
        "required": _("Choose one."),
        "invalid_choice": _("Choose one of those that stand here."),
    },
    forms.MultipleChoiceField: {
        "required": _("Choose at least one."),
        "invalid_choice": _("Choose among those that stand here."),
    },
    forms.ModelChoiceField: {"invalid_choice": _("Choose one of those that stand here.")},
    forms.DateField: {
        "required": _("Give a day."),
        "invalid": _("Give a day that is in the calendar, such as 2026-11-21."),
    },
    forms.TimeField: {
        "required": _("Give a time."),
        "invalid": _("Give a time of day, such as 14:30."),
    },
    forms.DateTimeField: {"invalid": _("Give a day and a time, such as 2026-11-21 14:30.")},
    forms.IntegerField: {"invalid": _("Give a whole number, in figures.")},
    forms.URLField: {"invalid": _("Give an address that starts with https://")},
    forms.FileField: {
        "required": _("Choose a file."),
        "empty": _("This file is empty. Choose another one."),
    },
}
TOO_LONG = ngettext_lazy(
    "This has %(show_value)d characters. There is room for %(limit_value)d: make it shorter.",
    "This has %(show_value)d characters. There is room for %(limit_value)d: make it shorter.",
    "limit_value",
)


def speak_plainly() -> None:
    """Put our words in the place of Django's, before the first form is built."""
    for field, words in PLAIN.items():
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, **words}
    validators.MaxLengthValidator.message = TOO_LONG
    validators.MaxValueValidator.message = _("Give at most %(limit_value)s.")
    validators.MinValueValidator.message = _("Give at least %(limit_value)s.")
    validators.EmailValidator.message = _("Give an address such as name@example.org.")
    validators.URLValidator.message = _("Give an address that starts with https://")
