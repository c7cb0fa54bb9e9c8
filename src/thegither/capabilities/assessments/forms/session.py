"""What a facilitator chooses and types, and what people in the room choose."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.assessments.forms.answering import AnswerForm, ScaleRow
from thegither.capabilities.assessments.queries.answers import DONT_KNOW
from thegither.capabilities.assessments.queries.pages import Area, in_words
from thegither.capabilities.assessments.queries.respondents import Sheet
from thegither.formats.instruments import Item
from thegither.spine.people.models import Person
from thegither.ui.plain_words import ChecksWords

MOST = 500
NO_AGREEMENT = "none"


def words(label: str, **more: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, required=False, widget=box, **more)


class StartForm(forms.Form):
    facilitator = forms.ModelChoiceField(
        label=gettext_lazy("Who leads the session?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("only the coordinators"),
    )
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Which questions do you talk about?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("About five minutes each. Eight to twelve fill an hour."),
        error_messages={"required": gettext_lazy("Choose at least one question to talk about.")},
    )

    def __init__(
        self, areas: Sequence[Area], people: QuerySet[Person], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = people
        self.fields["items"].choices = [
            (item.id, f"{area.title}: {item.text}" if area.title else item.text)
            for area in areas
            for item in area.items
            if item.options
        ]


class RateForm(AnswerForm):
    """One question for one person in the room; something has to be chosen."""

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__([replace(item, evidence=False)], Sheet({}, {}), *args, **kwargs)
        self.item = item
        self.fields[item.id].required = True

    @property
    def value(self) -> int:
        return int(self.cleaned_data[self.item.id])


class TallyForm(forms.Form):
    """What stood on paper: a number beside each answer."""

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unsure = [DONT_KNOW] if item.options.dont_know else []
        self.values = {f"n{value}": value for value in (*item.options.values, *unsure)}
        for name, value in self.values.items():
            self.fields[name] = forms.IntegerField(
                label=in_words(item, value),
                min_value=0,
                max_value=MOST,
                required=False,
                widget=forms.NumberInput(attrs={"class": "ds_input--fixed-5"}),
            )

    @property
    def counts(self) -> dict[int, int]:
        return {value: self.cleaned_data[name] or 0 for name, value in self.values.items()}


class SettleForm(ChecksWords, forms.Form):
    checked = ("finding",)
    agreed = forms.ChoiceField(label=gettext_lazy("What does the group agree on?"), widget=ScaleRow)
    said = words(gettext_lazy("What was said? No names."))
    evidence = words(gettext_lazy("What shows it?"))
    finding = forms.CharField(
        label=gettext_lazy("What did you find, in one sentence?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "It becomes a finding that every member sees, and a line of the improvement plan can "
            "grow from it. Leave it empty if there is nothing to do."
        ),
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = item.options
        steps = [(str(value), in_words(item, value)) for value in options.values]
        self.fields["agreed"].choices = [*steps, (NO_AGREEMENT, _("We do not agree"))]
        if item.needs_evidence:
            self.fields["evidence"].help_text = _("Without it, this does not count.")

    @property
    def settled(self) -> dict[str, Any]:
        agreed = self.cleaned_data["agreed"]
        return self.cleaned_data | {"agreed": None if agreed == NO_AGREEMENT else int(agreed)}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The code of this session"),
        max_length=12,
        help_text=gettext_lazy("It stands on the screen or the board in the room."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
