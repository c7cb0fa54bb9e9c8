"""Planning, changing, cancelling and copying a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.forms.fields import PersonField, TimeInput, words
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.people import people_by_body
from thegither.capabilities.meetings.queries.reading import (
    likely_next,
)
from thegither.spine.people.models import Organization
from thegither.spine.spaces.languages import LANGUAGES
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput


class MeetingForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What is the meeting called?"), max_length=300)
    body = forms.ModelChoiceField(
        label=gettext_lazy("Which group meets?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("The board: the people of its last meeting"),
        help_text=gettext_lazy(
            "Everybody who belongs to it is expected and told. You can change the list afterwards."
        ),
    )
    day = forms.DateField(label=gettext_lazy("On which day?"), widget=DayInput)
    starts = forms.TimeField(label=gettext_lazy("Starts at"), widget=TimeInput)
    ends = forms.TimeField(label=gettext_lazy("Ends at"), widget=TimeInput)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link to join from elsewhere"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    chair = PersonField(label=gettext_lazy("Who chairs?"), required=False)
    note_taker = PersonField(label=gettext_lazy("Who takes the notes?"), required=False)
    quorum = forms.IntegerField(
        label=gettext_lazy("Quorum"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=gettext_lazy("How many have to be there so that the meeting can decide."),
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-5"}),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read the agenda and the agreed minutes?"),
        choices=[
            ("members", gettext_lazy("Members of the partnership")),
            ("public", gettext_lazy("Anyone; who comes is seen by members only")),
        ],
        initial="members",
        widget=forms.RadioSelect,
    )

    language = forms.ChoiceField(
        label=gettext_lazy("In which language are agenda and minutes?"),
        choices=LANGUAGES,
        help_text=gettext_lazy("Screen readers then read them aloud as they should sound."),
    )

    def __init__(self, *args: Any, viewer: Viewer, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = partnership.language
        bodies = Organization.objects.visible_to(viewer).order_by("name", "pk")
        self.fields["body"].queryset = bodies
        groups = people_by_body(viewer, partnership, timezone.localdate())
        for name in ("chair", "note_taker"):
            self.fields[name].empty_label = _("nobody yet")
            self.fields[name].offer(viewer, groups)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("A meeting ends after it starts. Choose a later time."))
        return said

    def fields_of_draft(self) -> dict[str, Any]:
        """What was filled in, as a draft of a meeting has it."""
        said = dict(self.cleaned_data)
        day, starts, ends = said.pop("day"), said.pop("starts"), said.pop("ends")
        return said | {
            "starts_at": timezone.make_aware(datetime.combine(day, starts)),
            "ends_at": timezone.make_aware(datetime.combine(day, ends)),
        }

    @staticmethod
    def of(meeting: Meeting) -> dict[str, Any]:
        """What the form begins with when a meeting is changed."""
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        names = ("title", "body", "place", "link", "chair", "note_taker", "quorum")
        times = {"day": starts.date(), "starts": starts.time(), "ends": ends.time()}
        own = {name: getattr(meeting, name) for name in names}
        record = meeting.record
        return own | times | {"audience": record.audience, "language": record.language}


class ReasonForm(forms.Form):
    reason = words(gettext_lazy("Why?"), help_text=gettext_lazy("Everybody can read this."))


class CopyForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("On which day?"), widget=DayInput)
    starts = forms.TimeField(label=gettext_lazy("Starts at"), widget=TimeInput)

    def starts_at(self) -> datetime:
        said = self.cleaned_data
        return timezone.make_aware(datetime.combine(said["day"], said["starts"]))

    @staticmethod
    def after(meeting: Meeting) -> dict[str, Any]:
        likely = timezone.localtime(likely_next(meeting))
        return {"day": likely.date(), "starts": likely.time()}
