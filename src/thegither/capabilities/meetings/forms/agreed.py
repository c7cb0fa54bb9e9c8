"""The two-minute record: its rows, and the meeting they belong to."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.forms.fields import PersonField, words
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import HELD, PLANNED
from thegither.capabilities.meetings.queries.people import Groups
from thegither.capabilities.meetings.queries.reading import (
    meetings_of,
    next_of_group,
)
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput

USUAL_TIME_TO_DO = timedelta(weeks=4)
DAY = "j F Y"


class AgreedForm(forms.Form):
    """One row of the two-minute record: a decision, and its promise or why there is none."""

    text = words(gettext_lazy("What was agreed?"), rows=2)
    owner = PersonField(
        label=gettext_lazy("Who does it?"),
        error_messages={
            "required": gettext_lazy("Say who does it, or why nobody has to do anything.")
        },
    )
    due_on = forms.DateField(
        label=gettext_lazy("By when?"),
        widget=DayInput,
        error_messages={"required": gettext_lazy("Say by when it is done.")},
    )
    no_promise_because = forms.CharField(
        label=gettext_lazy("Nobody has to do anything, because"), max_length=500, required=False
    )
    mandate = forms.CharField(
        label=gettext_lazy("On which mandate?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Such as a clause of the scheme of delegation."),
    )
    dissent = words(gettext_lazy("What spoke against it?"), rows=2, required=False)
    review_on = forms.DateField(
        label=gettext_lazy("When is it looked at again?"), required=False, widget=DayInput
    )
    MORE = ("mandate", "dissent", "review_on")
    use_required_attribute = False

    def __init__(self, *args: Any, viewer: Viewer, groups: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].empty_label = _("choose somebody")
        self.fields["owner"].offer(viewer, groups)
        if self.has_reason():
            self.fields["owner"].required = self.fields["due_on"].required = False

    def has_reason(self) -> bool:
        """Whether the sender says why there is no promise; then nobody and no day is asked for."""
        return bool(self.data.get(self.add_prefix("no_promise_because"), "").strip())

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def has_more(self) -> bool:
        """Whether something stands in the folded part, so that it is shown unfolded."""
        return any(self[name].value() or self[name].errors for name in self.MORE)

    def row(self) -> dict[str, Any]:
        """A reason given instead of a promise counts, whatever day the page had filled in."""
        said = dict(self.cleaned_data)
        if self.has_reason():
            said |= {"owner": None, "due_on": None}
        return said


class WhichMeetingForm(forms.Form):
    """For what was agreed at a meeting that may not stand here yet."""

    NEW = "new"
    meeting = forms.ChoiceField(label=gettext_lazy("At which meeting?"), initial=NEW)
    title = forms.CharField(
        label=gettext_lazy("What was it called?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only if the meeting is not in the list above."),
    )
    day = forms.DateField(label=gettext_lazy("On which day?"), required=False, widget=DayInput)

    def __init__(self, *args: Any, viewer: Viewer, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = meetings_of(viewer, partnership).filter(
            starts_at__date__lte=timezone.localdate(), activity__phase__in=[PLANNED, HELD]
        )
        self.begun = {str(meeting.pk): meeting for meeting in begun}
        self.fields["meeting"].choices = [
            (self.NEW, _("one that is not here yet")),
            *((key, label_of(meeting)) for key, meeting in self.begun.items()),
        ]

    def clean_meeting(self) -> Meeting | None:
        return self.begun.get(self.cleaned_data["meeting"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.errors or said.get("meeting"):
            return said
        if not said.get("title", "").strip():
            self.add_error("title", _("Choose a meeting, or say what it was called."))
        if not said.get("day"):
            self.add_error("day", _("Say on which day it was."))
        elif said["day"] > timezone.localdate():
            self.add_error("day", _("This day is still to come. Choose today or an earlier one."))
        elif self._is_here(said["title"].strip(), said["day"]):
            self.add_error("title", _("This meeting is in the list above by now. Choose it there."))
        return said

    def _is_here(self, title: str, day: date) -> bool:
        """Sent twice, by going back or by two people, one meeting must not become two."""
        return any(
            meeting.title == title and timezone.localdate(meeting.starts_at) == day
            for meeting in self.begun.values()
        )


def label_of(meeting: Meeting) -> str:
    day = timezone.localdate(meeting.starts_at)
    return f"{meeting.title}, {date_format(day, DAY)}"


def sensible_day(viewer: Viewer, meeting: Meeting | None) -> date:
    """By when things are usually done: before the group meets again, or in four weeks."""
    following = next_of_group(viewer, meeting) if meeting else None
    if following:
        return timezone.localdate(following.starts_at)
    return timezone.localdate() + USUAL_TIME_TO_DO
