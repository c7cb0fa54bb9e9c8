"""Notes, their agreement and correction, and what is left open."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.forms.fields import PersonField, words
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.people import people_at
from thegither.capabilities.meetings.queries.reading import (
    later_of_group,
)
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput
from thegither.ui.plain_words import ChecksWords


class NotesForm(forms.Form):
    """Notes as somebody wrote them, on the version they had read."""

    notes = words(gettext_lazy("What was said"), rows=5, required=False)
    seen = forms.IntegerField(min_value=0)


class CorrectForm(ChecksWords, forms.Form):
    checked = ("notes",)
    notes = words(gettext_lazy("What the minutes should say"), rows=6)
    reason = forms.CharField(
        label=gettext_lazy("Why is it corrected?"),
        max_length=500,
        help_text=gettext_lazy("The old words stay to be read, with this reason."),
    )


class AgreeForm(forms.Form):
    agreed_on = forms.DateField(label=gettext_lazy("Agreed on"), widget=DayInput)
    agreed_at = forms.ModelChoiceField(
        label=gettext_lazy("At which meeting?"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("by writing to one another, without a meeting"),
    )

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_at"].queryset = later_of_group(viewer, meeting)


class QuestionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What is still open?"), max_length=300)
    owner = PersonField(label=gettext_lazy("Who looks into it?"), required=False)
    due_on = forms.DateField(label=gettext_lazy("By when?"), required=False, widget=DayInput)

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].empty_label = _("nobody yet")
        self.fields["owner"].offer(viewer, people_at(viewer, meeting))
