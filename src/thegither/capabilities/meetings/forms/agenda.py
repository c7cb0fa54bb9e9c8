"""Items of the agenda, and what members ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.forms.fields import PersonField, words
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.people import people_at
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.plain_words import ChecksWords


class ItemForm(ChecksWords, forms.Form):
    checked = ("title",)
    title = forms.CharField(label=gettext_lazy("What is it about?"), max_length=300)
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes?"),
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-5"}),
    )
    led_by = PersonField(label=gettext_lazy("Who leads?"), required=False)
    comes_every_time = forms.BooleanField(
        label=gettext_lazy("It comes back when the meeting is copied to its next date"),
        required=False,
    )

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["led_by"].empty_label = _("nobody yet")
        self.fields["led_by"].offer(viewer, people_at(viewer, meeting))


class SuggestForm(forms.Form):
    title = words(
        gettext_lazy("What should be talked about?"),
        help_text=gettext_lazy("In your own words. Whoever prepares the meeting answers you."),
    )

    def clean_title(self) -> str:
        title = " ".join(self.cleaned_data["title"].split())
        if len(title) > 300:
            raise forms.ValidationError(
                _("Say it in 300 letters at most, and tell the rest at the meeting.")
            )
        return title
