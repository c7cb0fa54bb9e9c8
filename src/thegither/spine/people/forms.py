"""What people type about themselves and the register: parsed and checked here, stored nowhere."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from thegither.formats.errors import FormatError
from thegither.formats.tables import MAX_BYTES, Table
from thegither.spine.people.columns import LABELS, Choice
from thegither.spine.people.models import Organization, Person, Post, Seat
from thegither.spine.people.staging import Staged
from thegither.spine.spaces.models import Partnership
from thegither.ui.forms import NamedChoice


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code to it. You need no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Three groups of letters and numbers. Small letters and spaces do no harm."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


class DutyForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Who?"), queryset=Person.objects.none(), empty_label=_("choose somebody")
    )
    duty = forms.ChoiceField(
        label=_("Which duty?"), choices=Seat.Duty.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class SafeguardingForm(forms.Form):
    """Who is told of a text that may tell of harm. The duty to read it is given on the page of duties."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), help_text=_("A letter goes there at once."))
    phone = forms.CharField(label=_("Phone"), max_length=50, required=False)
    hours = forms.IntegerField(
        label=_("Within how many hours do they answer?"),
        min_value=1,
        max_value=336,
        help_text=_("Members read this beside every box in which they write."),
    )

    @staticmethod
    def of(partnership: Partnership) -> dict[str, Any]:
        names = ("name", "email", "phone", "hours")
        return {name: getattr(partnership, f"safeguarding_{name}") for name in names}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("What was done?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Moderators read this. Do not write who told, or what they told."),
    )
    show_again = forms.BooleanField(
        label=_("Show the text again; there is no danger in it"), required=False
    )


KINDS_OF_LIST = (".csv", ".txt", ".tsv", ".xlsx", ".json")


class ListForm(forms.Form):
    """A pasted list or an uploaded one, read as far as one can without knowing its columns."""

    pasted = forms.CharField(
        label=_("Paste a list"),
        required=False,
        strip=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Rows copied from Excel, or names and addresses copied from Outlook."),
    )
    upload = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("An XLSX or CSV list, or Popolo JSON."),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS_OF_LIST)}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors:
            return given
        try:
            given["staged"] = self._read(given)
        except FormatError as problem:
            raise ValidationError(str(problem)) from problem
        return given

    def _read(self, given: dict[str, Any]) -> Staged:
        upload, pasted = given.get("upload"), given.get("pasted") or ""
        if bool(upload) == bool(pasted.strip()):
            raise ValidationError(_("Paste a list or choose a file: one of the two."))
        if not upload:
            return Staged.of_text(pasted, str(_("pasted list")))
        if not upload.name.lower().endswith(KINDS_OF_LIST):
            raise ValidationError(
                _("This kind of file holds no list. Choose XLSX, CSV, text or Popolo JSON.")
            )
        most = min(MAX_BYTES, settings.MAX_IMPORT_BYTES)
        if upload.size > most:
            limit = filesizeformat(most)
            raise ValidationError(_("The file is larger than %(limit)s.") % {"limit": limit})
        return Staged.of_file(upload.read(), upload.name)


class ColumnsForm(forms.Form):
    """What each column means, and what to put where the list says nothing."""

    staged = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        table: Table | None,
        choice: Choice | None,
        bodies: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """`bodies`: the names of bodies for which the list tells no sector, each with a guess or nothing."""
        super().__init__(*args, **kwargs)
        if table and choice:
            self._add_columns(table, choice)
        self.bodies = bodies or {}
        self._add_sectors()
        self._add_default(
            "sector", _("Sector of all other organisations without one"), Organization.Sector
        )
        self._add_default("level", _("Level of posts without one"), Post.Level)

    def _add_columns(self, table: Table, choice: Choice) -> None:
        meanings = [("", _("leave it out")), *LABELS.items()]
        for index, meaning in enumerate(choice.columns):
            example = choice.heading(table, index)
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=_("What column “%s” holds") % example,
                choices=meanings,
                initial=meaning,
                required=False,
                widget=NamedChoice,
            )
        self.fields["has_headings"] = forms.BooleanField(
            label=_("The first row holds headings"), initial=choice.has_headings, required=False
        )

    def _add_sectors(self) -> None:
        empty = [("", _("say which"))]
        for number, (name, guess) in enumerate(self.bodies.items()):
            self.fields[f"sector_of_{number}"] = forms.ChoiceField(
                label=_("Sector of “%s”") % name,
                choices=[*empty, *Organization.Sector.choices],
                initial=guess,
                required=False,
                widget=NamedChoice,
            )

    def sectors(self) -> dict[str, str]:
        """What was chosen for each body, by its name in small letters."""
        given = (self.cleaned_data.get(f"sector_of_{n}", "") for n in range(len(self.bodies)))
        return {name.casefold(): sector for name, sector in zip(self.bodies, given, strict=True)}

    def _add_default(self, name: str, label: Any, choices: Any) -> None:
        empty = [("", _("say which, if a row has none"))]
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[*empty, *choices.choices],
            required=False,
            widget=NamedChoice,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        chosen = [value for value in self.chosen_columns() if value]
        twice = sorted({str(LABELS[name]) for name in chosen if chosen.count(name) > 1})
        if twice:
            raise ValidationError(
                _("Two columns cannot both hold the %(name)s.") % {"name": ", ".join(twice)}
            )
        return given

    def chosen_columns(self) -> tuple[str, ...]:
        names = [name for name in self.fields if name.startswith("column_")]
        return tuple(self.cleaned_data.get(name, "") for name in names)

    def choice(self) -> Choice:
        return Choice(self.chosen_columns(), self.cleaned_data.get("has_headings", False))

    def defaults(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("sector", "level")}
