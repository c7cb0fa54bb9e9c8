"""What the pages of an instrument's editor ask: one small form for each thing that can be changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.formats.errors import FormatError
from thegither.formats.instruments import (
    CHOICE,
    LADDER,
    LIKERT,
    YES_NO,
    FormRead,
    parse_content,
    read_xlsform,
)
from thegither.ui.forms import NamedChoice

Content = dict[str, Any]
OPEN = "open"
MAX_BYTES = 2 * 1024 * 1024
SAFEGUARDING = gettext_lazy(
    "If you write that somebody is at risk, we have to act on it. Please name nobody here."
)


def words(label: str, rows: int = 2, **more: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=box, **{"max_length": 2000} | more)


class Versioned(forms.Form):
    """Carries the version that was looked at, so that two people do not undo each other."""

    version = forms.CharField(widget=forms.HiddenInput)

    def hold(self, faults: list[tuple[tuple[str | int, ...], str]]) -> None:
        """Each fault of the new content, at the field it is about where there is one."""
        for where, what in faults:
            field = next((part for part in reversed(where) if part in self.fields), None)
            self.add_error(field, what[:1].upper() + what[1:] + ".")


class HeadForm(Versioned):
    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    purpose = words(gettext_lazy("What is it for, in one sentence?"))
    source = words(
        gettext_lazy("What is it built on?"),
        rows=4,
        help_text=gettext_lazy("Whose words and whose thoughts: people who answer can read it."),
    )
    licence = forms.CharField(
        label=gettext_lazy("Who may use it?"),
        max_length=200,
        help_text=gettext_lazy("Such as CC-BY-4.0, or: only this partnership."),
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=10,
        help_text=gettext_lazy("Its code, such as en-GB, gd or pl."),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes does it take?"), min_value=1, max_value=60
    )
    margin = forms.FloatField(
        label=gettext_lazy("Below which difference do you say that nothing differs?"),
        min_value=0.1,
        max_value=50,
        help_text=gettext_lazy("In points of the scale."),
    )


class QuestionForm(Versioned):
    text = words(gettext_lazy("The question, or a statement to agree with"))
    scale = forms.ChoiceField(
        label=gettext_lazy("In which area?"), required=False, widget=NamedChoice
    )
    options = forms.ChoiceField(label=gettext_lazy("How is it answered?"))
    turned = forms.BooleanField(
        label=gettext_lazy("It is worded the other way round: agreeing means less"), required=False
    )
    evidence = forms.ChoiceField(
        label=gettext_lazy("May people write what shows their answer?"),
        choices=[
            ("", gettext_lazy("No")),
            ("evidence", gettext_lazy("They may")),
            ("needs_evidence", gettext_lazy("They have to, or the answer does not count")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    safeguarding = words(
        gettext_lazy("For an open question: the line beside its box"),
        required=False,
        help_text=gettext_lazy("What happens when somebody writes that a person is at risk."),
    )

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(scale["id"], scale["title"]) for scale in content["scale"]]
        self.fields["scale"].choices = [("", _("in none: at the end")), *areas]
        self.fields["options"].choices = [*answer_choices(content), (OPEN, _("In their own words"))]

    def clean(self) -> Content:
        said = super().clean()
        if said.get("options") == OPEN and not said.get("safeguarding"):
            said["safeguarding"] = str(SAFEGUARDING)
        return said

    @property
    def item(self) -> Content:
        """The question as content, without its id."""
        said = self.cleaned_data
        is_open = said["options"] == OPEN
        item = {"text": said["text"], "scale": said["scale"]}
        if is_open:
            item["safeguarding"] = said["safeguarding"]
        else:
            item |= {"options": said["options"], "turned": said["turned"]}
            item |= {said["evidence"]: True} if said["evidence"] else {}
        return {name: value for name, value in item.items() if value}


def answer_choices(content: Content) -> list[tuple[str, str]]:
    """Each set of answers by its first and last words."""
    return [
        (name, f"{one['labels'][0]} … {one['labels'][-1]}")
        for name, one in content["options"].items()
    ]


class AreaForm(Versioned):
    title = forms.CharField(label=gettext_lazy("What is the area called?"), max_length=200)
    about = words(gettext_lazy("What is it about, in one sentence?"), required=False)
    reliable = forms.BooleanField(
        label=gettext_lazy("Its questions measure one thing, so ask how well they hang together"),
        required=False,
    )

    @property
    def scale(self) -> Content:
        said = self.cleaned_data
        scale: Content = {"title": said["title"]} | (
            {"about": said["about"]} if said["about"] else {}
        )
        return scale if said["reliable"] else scale | {"reliable": False}


class NewAreaForm(AreaForm):
    """An area needs a question: both come together."""

    text = words(gettext_lazy("Its first question"))
    options = forms.ChoiceField(label=gettext_lazy("How is it answered?"))

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scored = {name for name, one in content["options"].items() if one.get("kind") != CHOICE}
        self.fields["options"].choices = [
            pair for pair in answer_choices(content) if pair[0] in scored
        ]


class AnswersForm(Versioned):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of answers?"),
        choices=[
            (LIKERT, gettext_lazy("Steps of agreeing")),
            (YES_NO, gettext_lazy("Yes or no")),
            (LADDER, gettext_lazy("A ladder: each step lies above the one before")),
            (CHOICE, gettext_lazy("A choice without order: it has no average")),
        ],
        widget=forms.RadioSelect,
    )
    labels = words(
        gettext_lazy("The answers, one a line, the lowest first"),
        rows=6,
        help_text=gettext_lazy("From two to eleven."),
    )
    lowest = forms.TypedChoiceField(
        label=gettext_lazy("The number of the first answer"),
        choices=[("0", "0"), ("1", "1")],
        coerce=int,
        initial="1",
        widget=forms.RadioSelect,
    )
    agree_from = forms.IntegerField(
        label=gettext_lazy("From which line on does an answer count as agreeing?"),
        required=False,
        min_value=1,
        max_value=11,
        help_text=gettext_lazy(
            "The first line is 1. Leave it empty if answers are not about agreeing."
        ),
    )
    dont_know = forms.CharField(
        label=gettext_lazy("Words for “don't know”"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "It stands apart from the other answers. Leave it empty to offer none."
        ),
    )

    def clean_labels(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["labels"].splitlines() if line.strip()]
        if not 2 <= len(lines) <= 11:
            raise forms.ValidationError(_("Write from two to eleven answers, one a line."))
        return lines

    def clean(self) -> Content:
        said = super().clean()
        line = said.get("agree_from")
        if line and line > len(said.get("labels") or range(11)):
            self.add_error("agree_from", _("There is no such line."))
        return said

    @property
    def answers(self) -> Content:
        said = self.cleaned_data
        low = said["lowest"]
        answers: Content = {
            "values": list(range(low, low + len(said["labels"]))),
            "labels": said["labels"],
            "kind": said["kind"],
        }
        if said["dont_know"]:
            answers["dont_know"] = said["dont_know"]
        if said["agree_from"]:
            answers["agree_from"] = low + said["agree_from"] - 1
        return answers


class ImportForm(forms.Form):
    """A file of questions. What is wrong in it is named by sheet, row and column, all at once."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("An XLSForm (.xlsx) or an instrument of Thegither (.toml)."),
    )

    def clean_file(self) -> FormRead:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB."))
        try:
            found = _read(upload.name, upload.read())
        except FormatError as error:
            raise forms.ValidationError(str(error)) from error
        if found.faults:
            raise forms.ValidationError([str(fault) for fault in found.faults])
        return found


def _read(name: str, data: bytes) -> FormRead:
    if not name.lower().endswith(".toml"):
        return read_xlsform(data, name)
    try:
        return FormRead(parse_content(data.decode("utf-8-sig"), name), (), ())
    except UnicodeDecodeError as error:
        raise FormatError(name, 0, "", "its letters are not UTF-8") from error
