"""What people may send in about a meeting, checked. Nothing here is saved."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import HELD, PLANNED
from thegither.capabilities.meetings.queries.people import Groups, people_at, people_by_body
from thegither.capabilities.meetings.queries.reading import (
    later_of_group,
    likely_next,
    meetings_of,
    next_of_group,
)
from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput
from thegither.ui.plain_words import ChecksWords

LONGEST = 4000
USUAL_TIME_TO_DO = timedelta(weeks=4)
DAY = "j F Y"


class TimeInput(forms.TimeInput):
    """A time of day, asked for by the browser's own clock and sent as 14:30."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__({"class": "ds_input--fixed-10"}, format="%H:%M")


class PersonField(forms.ModelChoiceField):
    """Somebody from the register, found under the body they belong to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Person.objects.none(), **kwargs)

    def offer(self, viewer: Viewer, groups: Groups) -> None:
        self.queryset = Person.objects.visible_to(viewer)
        self.choices = [("", self.empty_label or ""), *groups]


def words(label: str, *, rows: int = 3, required: bool = True, **kwargs: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, required=required, widget=box, **kwargs)


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

    def __init__(self, *args: Any, viewer: Viewer, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        return own | times | {"audience": meeting.record.audience}


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


class ExpectForm(forms.Form):
    """One more person, or everybody of a body."""

    person = PersonField(label=gettext_lazy("One person"), required=False)
    body = forms.ModelChoiceField(
        label=gettext_lazy("Everybody of"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("no body"),
    )

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate(meeting.starts_at)
        groups = people_by_body(viewer, meeting.record.partnership, day)
        self.fields["person"].empty_label = _("nobody")
        self.fields["person"].offer(viewer, groups)
        bodies = Organization.objects.visible_to(viewer).order_by("name", "pk")
        self.fields["body"].queryset = bodies

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not said.get("person") and not said.get("body"):
            raise forms.ValidationError(_("Choose a person, or a body."))
        return said


class SubstituteForm(forms.Form):
    MAY = [
        ("decide", gettext_lazy("may decide in my place")),
        ("speak", gettext_lazy("may speak, not decide")),
    ]
    substitute = PersonField(label=gettext_lazy("Who comes in your place?"))
    may = forms.ChoiceField(
        label=gettext_lazy("What may they do there?"), choices=MAY, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, viewer: Viewer, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate(meeting.starts_at)
        self.fields["substitute"].empty_label = _("choose somebody")
        groups = people_by_body(viewer, meeting.record.partnership, day)
        self.fields["substitute"].offer(viewer, groups)


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
        return said


def label_of(meeting: Meeting) -> str:
    day = timezone.localdate(meeting.starts_at)
    return f"{meeting.title}, {date_format(day, DAY)}"


def sensible_day(viewer: Viewer, meeting: Meeting | None) -> date:
    """By when things are usually done: before the group meets again, or in four weeks."""
    following = next_of_group(viewer, meeting) if meeting else None
    if following:
        return timezone.localdate(following.starts_at)
    return timezone.localdate() + USUAL_TIME_TO_DO
