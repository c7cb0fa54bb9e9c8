"""Cards, objections, and the steps of an objection's path."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from thegither.capabilities.decisions.forms.fields import box, day, offer_people, person, radios
from thegither.capabilities.decisions.models import Objection, Option
from thegither.spine.spaces.models import Partnership

STATES = Objection.State


class OptionChoice(forms.ModelChoiceField):
    def label_from_instance(self, option: Option) -> str:
        return option.words


class CardForm(forms.Form):
    option = OptionChoice(
        label=gettext_lazy("Which option do you like best, as things stand?"),
        queryset=Option.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    why = box(
        gettext_lazy("Why?"),
        help_text=gettext_lazy("It is shown with your name, together with all others."),
    )

    def __init__(self, *args: Any, options: list[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [option.pk for option in options]
        self.fields["option"].queryset = Option.objects.filter(pk__in=keys).order_by("number")


class ObjectionForm(forms.Form):
    reason = box(
        gettext_lazy("What harm would it do, and to whom?"),
        help_text=gettext_lazy(
            "Members read it with your name. It opens a path with days, on which others try to meet it."
        ),
    )


class NextStepForm(forms.Form):
    helper = person(
        gettext_lazy("Who helps?"),
        required=False,
        empty="-",
        help_text=gettext_lazy("Somebody who is on neither side."),
    )
    due_on = day(
        gettext_lazy("Until when?"),
        required=False,
        help_text=gettext_lazy("Left empty: the usual time."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self, partnership)


class NotesForm(forms.Form):
    notes = box(
        gettext_lazy("What was said"),
        rows=4,
        required=False,
        help_text=gettext_lazy(
            "Only whoever objects, whoever helps and the coordinators read this."
        ),
    )


class SettleForm(forms.Form):
    state = radios(
        gettext_lazy("How does it end?"),
        [
            (STATES.MET, gettext_lazy("It is met by a change: I am content")),
            (STATES.BACK, gettext_lazy("I take it back")),
            (STATES.STANDS, gettext_lazy("It stands, and is kept in full with the decision")),
        ],
    )
    answer = box(gettext_lazy("In a sentence or two: what changed, or why does it stand?"), rows=2)
