"""What people may send in, checked. Nothing here is saved."""

from collections.abc import Iterable, Mapping
from datetime import time
from uuid import UUID

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.conversations.models import ModerationEntry, Statement, Vote
from thegither.capabilities.conversations.queries.taking_part import DeckStatement
from thegither.spine.spaces.languages import LANGUAGES
from thegither.ui.forms import DayInput, RowOfChoices, TimeInput
from thegither.ui.plain_words import ChecksWords

LONGEST = 500
MOST_SEEDS = 200


class ConversationForm(ChecksWords, forms.Form):
    checked = ("question", "background", "seeds")
    question = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=300,
        help_text=gettext_lazy("One open question, in words that everybody uses."),
    )
    background = forms.CharField(
        label=gettext_lazy("What people should know first"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Which language do you write it in?"),
        choices=LANGUAGES,
        initial="en-gb",
        help_text=gettext_lazy("Screen readers then read it aloud as it should sound."),
    )
    seeds = forms.CharField(
        label=gettext_lazy("First statements"),
        required=False,
        help_text=gettext_lazy(
            "One on each line, each with one thought. Ten to twenty from different points of view "
            "make a good start. They are accepted as they stand."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who may take part?"),
        choices=[
            ("members", gettext_lazy("Members of the partnership")),
            (
                "link",
                gettext_lazy(
                    "Anyone: it stands on the front door, and anyone may read the results"
                ),
            ),
        ],
        initial="members",
        widget=forms.RadioSelect,
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Until when do you want answers?"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy(
            "For example 21/11/2026. People see this day. You close the conversation yourself."
        ),
    )

    def clean_seeds(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.cleaned_data["seeds"].splitlines() if line.strip()]
        if len(lines) > MOST_SEEDS:
            raise forms.ValidationError(
                _("These are more than %(n)s statements.") % {"n": MOST_SEEDS}
            )
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST:
                raise forms.ValidationError(
                    _("Line %(line)s is longer than %(n)s letters.")
                    % {"line": number, "n": LONGEST}
                )
        return tuple(dict.fromkeys(lines))

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose one that is still to come."))
        return day


def read_vote(data: Mapping[str, str]) -> tuple[UUID, int] | None:
    """One small form post: which statement, and agree (1), disagree (-1) or pass (0); None for all else.

    Read by hand, because Django's form with these two fields costs a tenth of what a whole vote does.
    """
    try:
        return UUID(data.get("statement", "")), Vote.Choice(int(data.get("choice", ""))).value
    except ValueError:
        return None


class StatementForm(ChecksWords, forms.Form):
    checked = ("text",)
    text = forms.CharField(
        label=gettext_lazy("Your statement"),
        max_length=LONGEST,
        help_text=gettext_lazy("One thought that others can agree or disagree with. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Which language is it in?"), choices=LANGUAGES)


class ModerationForm(forms.Form):
    """A decision about a statement as the moderator saw it (`seen`)."""

    REASONS = [
        ("", gettext_lazy("Choose a reason")),
        ("off_topic", gettext_lazy("It is about something else than the question")),
        ("not_one_thought", gettext_lazy("It is a question, or more than one thought")),
        ("names_somebody", gettext_lazy("It names or points at a person")),
        ("hurtful", gettext_lazy("It puts people down")),
        ("repeats", gettext_lazy("It says the same as another statement")),
    ]
    verdict = forms.ChoiceField(
        choices=[choice for choice in ModerationEntry.Verdict.choices if choice[0] != "safeguard"]
    )
    seen = forms.ChoiceField(choices=Statement.State.choices)
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, if you do not accept it"), choices=REASONS, required=False
    )
    words = forms.CharField(label=gettext_lazy("In your own words"), max_length=500, required=False)

    @property
    def full_reason(self) -> str:
        """The listed reason and the moderator's own words, as the public log shows them."""
        listed = self.cleaned_data["reason"]
        said = [str(dict(self.REASONS)[listed])] if listed else []
        return ". ".join([*said, *filter(None, [self.cleaned_data["words"].strip()])])


class HoursForm(forms.Form):
    """When somebody moderates. Leaving every day empty says nothing about it."""

    WEEKDAYS = [
        (1, gettext_lazy("Monday")),
        (2, gettext_lazy("Tuesday")),
        (3, gettext_lazy("Wednesday")),
        (4, gettext_lazy("Thursday")),
        (5, gettext_lazy("Friday")),
        (6, gettext_lazy("Saturday")),
        (7, gettext_lazy("Sunday")),
    ]
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days is a moderator there?"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Not on bank holidays in Scotland: we leave them out."),
    )
    begins = forms.TimeField(
        label=gettext_lazy("From"), required=False, widget=TimeInput, initial=time(9)
    )
    ends = forms.TimeField(
        label=gettext_lazy("Until"), required=False, widget=TimeInput, initial=time(17)
    )

    def clean(self):
        said = super().clean()
        begins, ends = said.get("begins"), said.get("ends")
        if said.get("days") and not self.errors and not (begins and ends and begins < ends):
            self.add_error("ends", _("Give a time to begin, and a later one to end."))
        return said


class SafeguardingForm(forms.Form):
    seen = forms.ChoiceField(choices=Statement.State.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("What makes you worry?"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Only the safeguarding lead and the moderators read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RowsForm(forms.Form):
    """A row of agree, disagree, pass or nothing for each of several statements."""

    CHOICES = [
        ("", gettext_lazy("Empty")),
        *[(str(v), label) for v, label in Vote.Choice.choices],
    ]

    def __init__(
        self, statements: Iterable[DeckStatement | Statement], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        for statement in statements:
            self.fields[f"choice_{statement.number}"] = forms.ChoiceField(
                label=self.label_of(statement),
                choices=self.CHOICES,
                required=False,
                widget=RowOfChoices,
                initial="",
            )

    def label_of(self, statement: DeckStatement | Statement) -> str:
        return statement.text

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Mark at least one statement."))
        return cleaned

    @property
    def answers(self) -> dict[int, int]:
        """The choices by number of statement; rows left empty are left out."""
        return {
            int(name.removeprefix("choice_")): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("choice_") and value
        }


class StandForm(RowsForm):
    """A few telling statements, answered anew and never stored."""


class PaperForm(RowsForm):
    """One paper sheet: its number, and a row for each statement on it."""

    sheet = forms.RegexField(
        r"^[A-Za-z0-9-]{1,20}$",
        label=gettext_lazy("Number on the sheet"),
        error_messages={"invalid": gettext_lazy("Use letters, digits and hyphens, as printed.")},
        help_text=gettext_lazy("Typing the same number again corrects what was typed before."),
    )

    helped = forms.BooleanField(
        label=gettext_lazy("“Somebody helped me” is ticked"), required=False
    )

    field_order = ["sheet"]

    def label_of(self, statement: DeckStatement | Statement) -> str:
        return f"{statement.number}. {statement.text}"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One zip or several CSV files. Django's own field takes one only."""

    widget = ManyFiles(attrs={"accept": ".zip,.csv"})

    def clean(self, data, initial=None):
        """Each upload checked; no upload at all is an empty field, which the form asks to be filled in."""
        uploads = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(ManyFilesField, self).clean(upload, initial) for upload in uploads]


class PolisUploadForm(forms.Form):
    POLIS_FILES = {"votes.csv", "comments.csv", "summary.csv", "participants-votes.csv"}
    files = ManyFilesField(
        label=gettext_lazy("The files of the Polis export"),
        help_text=gettext_lazy(
            "Either one zip of the folder, or its files comments.csv, votes.csv and summary.csv."
        ),
    )
    question = forms.CharField(
        label=gettext_lazy("The question that was asked"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Left empty, it is taken from the file summary.csv."),
    )

    def clean_files(self):
        uploads = self.cleaned_data["files"]
        if sum(upload.size for upload in uploads) > settings.MAX_IMPORT_BYTES:
            limit = filesizeformat(settings.MAX_IMPORT_BYTES)
            raise forms.ValidationError(
                _("These files are larger than %(limit)s.") % {"limit": limit}
            )
        for upload in uploads:
            self._check(upload)
        return uploads

    def _check(self, upload) -> None:
        name = upload.name.lower()
        if name.endswith(".zip"):
            begins = upload.read(4)
            upload.seek(0)
            if begins[:2] != b"PK":
                raise forms.ValidationError(
                    _("%(name)s is not a zip file.") % {"name": upload.name}
                )
        elif name not in self.POLIS_FILES:
            raise forms.ValidationError(
                _(
                    "%(name)s is no file of a Polis export. Send votes.csv, comments.csv and summary.csv."
                )
                % {"name": upload.name}
            )
