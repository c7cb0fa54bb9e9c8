"""The record of a decision, and the day it is looked at again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.decisions.forms.fields import (
    box,
    day,
    line,
    offer_people,
    person,
    radios,
)
from thegither.capabilities.decisions.models import Review
from thegither.spine.spaces.models import Partnership

ROWS = 3


class RecordForm(forms.Form):
    text = box(
        gettext_lazy("What was decided, in plain words?"),
        rows=3,
        help_text=gettext_lazy("Or that nothing was, and why."),
    )
    minority_report = box(
        gettext_lazy("What does the minority say?"),
        required=False,
        help_text=gettext_lazy(
            "In full and in their words. Objections that stand are kept anyway."
        ),
    )
    review_on = day(gettext_lazy("When do we look at it again?"))
    no_promise_because = box(
        gettext_lazy("Nobody has to do anything? Say why"), rows=2, required=False
    )


class PromiseRow(forms.Form):
    """One promise that follows; a row that is left empty is none."""

    promise = box(gettext_lazy("What is promised?"), rows=2, required=False)
    owner = person(gettext_lazy("By whom?"), required=False, empty="-")
    due_on = day(gettext_lazy("By when?"), required=False)
    support = line(gettext_lazy("What do they need for it?"), required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self, partnership)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("promise") and not said.get("owner"):
            self.add_error("owner", _("Say who does it."))
        if said.get("promise") and not said.get("due_on"):
            self.add_error("due_on", _("Give a day."))
        return said

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("promise"))


class ReviewForm(forms.Form):
    verdict = radios(gettext_lazy("What became of the decision?"), Review.Verdict.choices)
    became = radios(gettext_lazy("And of what should get better?"), Review.Became.choices)
    found = box(gettext_lazy("What did you find, and how do you know?"))
    next_on = day(
        gettext_lazy("When do we look again?"),
        required=False,
        help_text=gettext_lazy("Leave it empty if never."),
    )
