"""What a coordinator chooses for a wave."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.instruments import Choice
from thegither.ui.forms import DayInput, NamedChoice
from thegither.ui.plain_words import ChecksWords


class WaveForm(ChecksWords, forms.Form):
    checked = ("title", "introduction")
    instrument = forms.ChoiceField(label=gettext_lazy("Which questions?"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=gettext_lazy("What do you call it?"),
        max_length=200,
        help_text=gettext_lazy("For example: How do we work together? Autumn 2026."),
    )
    introduction = forms.CharField(
        label=gettext_lazy("What people should know first"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    pledge = forms.ChoiceField(
        label=gettext_lazy("What do you promise to those who answer?"),
        choices=[
            (
                Wave.Pledge.ANONYMOUS,
                gettext_lazy(
                    "Anonymous: once it has closed, nobody can trace an answer, not even you"
                ),
            ),
            (
                Wave.Pledge.CONFIDENTIAL,
                gettext_lazy(
                    "Confidential: answers are kept with the person, so that the next time shows who "
                    "moved; results never show a person"
                ),
            ),
        ],
        initial=Wave.Pledge.ANONYMOUS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "It stands on every page of the questions, and cannot change later."
        ),
    )
    compares = forms.ChoiceField(
        label=gettext_lazy("If it is anonymous: which groups are kept beside the answers?"),
        choices=[
            (Wave.Compares.LEVEL, gettext_lazy("Sector and level")),
            (Wave.Compares.ORGANIZATION, gettext_lazy("Organisation")),
            (
                Wave.Compares.NOTHING,
                gettext_lazy("None: then members can take single answers away as a table"),
            ),
        ],
        initial=Wave.Compares.LEVEL,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only as coarse as five or more people share. Never both."),
    )
    margin = forms.FloatField(
        label=gettext_lazy("Below which difference do you say that nothing differs?"),
        min_value=0.1,
        max_value=2,
        required=False,
        help_text=gettext_lazy(
            "In points of the scale. Left empty: 0.5, or what the questions suggest. It is fixed "
            "when the assessment opens."
        ),
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Until when do you want answers?"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("People see this day. You close it yourself."),
    )
    previous = forms.ChoiceField(
        label=gettext_lazy("Compare it with an earlier one?"),
        required=False,
        widget=NamedChoice,
    )

    def __init__(
        self, instruments: list[Choice], earlier: list[Wave], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instruments = {one.key: one for one in instruments}
        self.earlier = {str(wave.pk): wave for wave in earlier}
        self.fields["instrument"].choices = [
            (one.key, _("%(title)s: %(purpose)s") % {"title": one.title, "purpose": one.purpose})
            for one in instruments
        ]
        named = [(key, wave.title) for key, wave in self.earlier.items()]
        self.fields["previous"].choices = [("", _("No: it is the first")), *named]

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose one that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        before = self.earlier.get(said.get("previous", ""))
        chosen = self.instruments.get(said.get("instrument", ""))
        if before and chosen and before.content["id"] != chosen.content["id"]:
            self.add_error(
                "previous", _("That one asked other questions, so nothing can be compared.")
            )
        return said
