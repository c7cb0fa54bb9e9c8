"""What people may send in, checked. Nothing here is saved."""

import re
from collections.abc import Iterable, Mapping

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.relationships.queries.roster import Entry
from thegither.capabilities.relationships.queries.sheets import (
    OFTEN,
    PURPOSES,
    SCALE,
    TRUST,
    VALUE,
)
from thegither.spine.people.models import Post
from thegither.ui.forms import DayInput, NamedChoice, RowOfChoices

TieRow = dict[str, object]


class WaveForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
        help_text=gettext_lazy("For example: Who works with whom, spring 2027"),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Whose answers do you want?"),
        choices=Post.Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none to ask everybody in the register."),
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Until when do you want answers?"),
        required=False,
        widget=DayInput,
        help_text=gettext_lazy("For example 21/11/2026. It closes by itself after that day."),
    )

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. Choose one that is still to come."))
        return day


class MissingForm(forms.Form):
    """Somebody who is not on the list."""

    name = forms.CharField(label=gettext_lazy("Who is it?"), max_length=200)
    organization = forms.ChoiceField(
        label=gettext_lazy("Where do they work?"), required=False, widget=NamedChoice
    )

    def __init__(self, *args: object, bodies: Iterable[Entry], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = [(entry.key, entry.name) for entry in bodies]
        self.fields["organization"].choices = [("", _("Somewhere else, or I do not know")), *known]


class TieForm(forms.Form):
    """One tie: how often, and what for. `row` is what stands on the sheet."""

    often = forms.TypedChoiceField(
        label=gettext_lazy("How often are you in touch about work?"),
        choices=OFTEN,
        coerce=int,
        widget=RowOfChoices,
        error_messages={"required": gettext_lazy("Say how often you are in touch.")},
    )
    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("What for? Choose all that fit."),
        choices=PURPOSES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def initial_of(cls, row: Mapping[str, object]) -> dict[str, object]:
        return {"often": row.get("often"), "reasons": row.get("for", [])}

    @property
    def row(self) -> TieRow:
        return {"often": self.cleaned_data["often"], "for": self.cleaned_data["reasons"]}


class BodyTieForm(TieForm):
    """A tie to an organisation: also how far yours trusts it, and what it brings."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for what, items in (("trust", TRUST), ("value", VALUE)):
            for code, label in items:
                self.fields[f"{what}-{code}"] = forms.TypedChoiceField(
                    label=label,
                    choices=SCALE,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    widget=RowOfChoices,
                )

    @classmethod
    def initial_of(cls, row: Mapping[str, object]) -> dict[str, object]:
        said = {
            f"{what}-{code}": value
            for what in ("trust", "value")
            for code, value in dict(row.get(what, {})).items()
        }
        return super().initial_of(row) | said

    @property
    def row(self) -> TieRow:
        return super().row | {"trust": self._rated("trust"), "value": self._rated("value")}

    def _rated(self, what: str) -> dict[str, int]:
        start = f"{what}-"
        return {
            name.removeprefix(start): value
            for name, value in self.cleaned_data.items()
            if name.startswith(start) and value is not None
        }


# --- paper: one line a tie, as short as it can be typed ------------------------------------------

OFTEN_SIGNS = {"D": 4, "W": 3, "M": 2, "L": 1}
REASON_SIGNS = {"I": "information", "R": "referral", "J": "joint_work", "M": "money", "A": "advice"}
LINE = re.compile(r"([PO]\d+)\s+([DWML])(?:\s+([IRJMA]+|-))?(?:\s+([1-4-]{3}))?(?:\s+([1-4-]{3}))?")


class PaperForm(forms.Form):
    """A paper sheet as it is typed in: `P12 W IJ`, and of an organisation `O3 M I 34- 221`."""

    who = forms.ChoiceField(label=gettext_lazy("Whose sheet is it?"), widget=NamedChoice)
    lines = forms.CharField(
        label=gettext_lazy("The ties on it, one on each line"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Number, how often (D, W, M, L), what for (I, R, J, M, A, or a dash). Of an organisation also "
            "three marks for trust and three for value, with a dash for “don't know”. "
            "For example: P12 W IJ or O3 M I 34- 221"
        ),
    )

    def __init__(self, *args: object, entries: Iterable[Entry], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.known = {entry.key: entry for entry in entries}
        people = [entry for entry in self.known.values() if entry.is_person]
        choices = [(str(e.id), f"{e.name} ({e.organization_name}), {e.key}") for e in people]
        self.fields["who"].choices = [("", _("Choose somebody")), *choices]

    def clean_lines(self) -> dict[str, TieRow]:
        found: dict[str, TieRow] = {}
        for number, text in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            if text.strip():
                key, row = self._read(number, text.strip().upper())
                found[key] = row
        return found

    def _read(self, number: int, text: str) -> tuple[str, TieRow]:
        read = LINE.fullmatch(text)
        said = {"line": number, "text": text}
        if read is None:
            raise forms.ValidationError(
                _("Line %(line)s, “%(text)s”: write it as P12 W IJ or O3 M I 34- 221.") % said
            )
        key, often, reasons, trust, value = read.groups()
        if key not in self.known:
            raise forms.ValidationError(
                _("Line %(line)s: there is no %(key)s on the list.") % (said | {"key": key})
            )
        row: TieRow = {
            "often": OFTEN_SIGNS[often],
            "for": [REASON_SIGNS[sign] for sign in (reasons or "").strip("-")],
        }
        if key.startswith("O"):
            row |= {"trust": _marks(TRUST, trust), "value": _marks(VALUE, value)}
        return key, row


def _marks(items: tuple[tuple[str, object], ...], signs: str | None) -> dict[str, int]:
    pairs = zip(items, signs or "", strict=False)
    return {code: int(sign) for (code, _label), sign in pairs if sign != "-"}


class BringInForm(forms.Form):
    """Ties of organisations in a file."""

    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    ties = forms.FileField(
        label=gettext_lazy("The file of ties"),
        help_text=gettext_lazy(
            "CSV with the columns from and to, GraphML, GEXF, Kumu (JSON) or Pajek (.net)."
        ),
    )
    nodes = forms.FileField(
        label=gettext_lazy("The file of organisations"),
        required=False,
        help_text=gettext_lazy("Only beside a CSV file of ties: CSV with the column id."),
    )
    group = forms.CharField(
        label=gettext_lazy("The column that says which sector an organisation belongs to"),
        max_length=100,
        required=False,
    )
    weight = forms.CharField(
        label=gettext_lazy("The column that says how close a tie is: more is closer"),
        max_length=100,
        required=False,
    )
    undirected = forms.BooleanField(
        label=gettext_lazy("Each tie counts for both of the two"), required=False
    )
    only_bodies = forms.BooleanField(
        label=gettext_lazy("These are organisations, not people"),
        error_messages={
            "required": gettext_lazy(
                "Every member sees each line of the map, so only organisations may be brought in."
            )
        },
    )

    def clean_ties(self):
        return _small(self.cleaned_data["ties"])

    def clean_nodes(self):
        nodes = self.cleaned_data["nodes"]
        return _small(nodes) if nodes else None


MOST_BYTES = 5_000_000


def _small(upload):
    if upload.size > MOST_BYTES:
        raise forms.ValidationError(_("This file is larger than 5 MB."))
    return upload
