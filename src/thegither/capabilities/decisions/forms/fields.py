"""What the forms of decisions ask for, again and again: somebody, a few sentences, a day."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from thegither.spine.people.models import Person
from thegither.spine.people.queries import belonging
from thegither.spine.spaces.models import Partnership
from thegither.ui.forms import DayInput

LONGEST = 4000
Choices = Sequence[tuple[str, object]]


def box(label: str, *, rows: int = 3, required: bool = True, **kwargs: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, widget=area, **kwargs
    )


def line(
    label: str, *, required: bool = True, longest: int = 300, **kwargs: Any
) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, **kwargs)


def day(label: str, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DayInput, **kwargs)


def person(
    label: str, *, required: bool = True, empty: str = "", **kwargs: Any
) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=Person.objects.none(),
        required=required,
        empty_label=empty or None,
        **kwargs,
    )


def radios(label: str, choices: Choices, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


def offer_people(form: forms.Form, partnership: Partnership) -> None:
    """Whoever belongs to the partnership today, by name, wherever the form asks for somebody."""
    here = belonging(partnership, timezone.localdate())
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Person:
            field.queryset = here
