"""One line of the improvement plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.plan import places_to_look
from thegither.spine.people.models import Person
from thegither.ui.forms import DayInput, NamedChoice
from thegither.ui.plain_words import ChecksWords


class PlanForm(ChecksWords, forms.Form):
    checked = ("title", "measure")
    title = forms.CharField(
        label=gettext_lazy("What do you change?"),
        max_length=300,
        help_text=gettext_lazy("For example: Papers go out a week before each meeting."),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who sees to it?"),
        queryset=Person.objects.none(),
        empty_label=gettext_lazy("choose somebody"),
    )
    measure = forms.CharField(
        label=gettext_lazy("How will you know that it worked?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Something that can be counted or seen."),
    )
    due_on = forms.DateField(label=gettext_lazy("By when?"), widget=DayInput)
    looks_at = forms.ChoiceField(
        label=gettext_lazy("What should have moved the next time you ask?"),
        required=False,
        widget=NamedChoice,
    )

    def __init__(self, wave: Wave, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people
        self.fields["looks_at"].choices = [("", _("nothing that is asked")), *places_to_look(wave)]

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose one that is still to come."))
        return day
