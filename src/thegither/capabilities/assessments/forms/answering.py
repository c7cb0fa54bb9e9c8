"""The questions of a page as a form. Nothing has to be answered; what is wrong is named."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.assessments.queries.answers import DONT_KNOW
from thegither.capabilities.assessments.queries.respondents import LONGEST, Sheet
from thegither.formats.instruments import Item
from thegither.ui.forms import RowOfChoices

LEAVE_OUT = "leave_out"
WORDS = "__words"


class ScaleRow(RowOfChoices):
    """The steps of a scale side by side, and "don't know" set apart from them."""

    template_name = "assessments/scale_row.html"


class AnswerForm(forms.Form):
    """One row for each closed question, one box for each open one and for each that asks for evidence."""

    def __init__(self, items: Iterable[Item], sheet: Sheet, *args: Any, **kwargs: Any) -> None:
        """`sheet` is what stands there already; a box left empty on purpose takes its words back."""
        super().__init__(*args, **kwargs)
        self.rows: set[str] = set()
        for item in items:
            if item.options:
                self.rows.add(item.id)
                self.fields[item.id] = _row(item, sheet.answers.get(item.id))
            if item.evidence or not item.options:
                self.fields[f"{item.id}{WORDS}"] = _box(item, sheet.remarks.get(item.id, ""))

    @property
    def answers(self) -> dict[str, int | None]:
        """What was chosen; a row that nobody touched is not there, so it overwrites nothing."""
        return {
            name: None if value == LEAVE_OUT else int(value)
            for name, value in self.cleaned_data.items()
            if name in self.rows and value
        }

    @property
    def remarks(self) -> dict[str, str]:
        """Words that were written or changed on this very page."""
        return {
            name.removesuffix(WORDS): self.cleaned_data[name]
            for name in self.changed_data
            if name.endswith(WORDS)
        }

    @property
    def has_boxes(self) -> bool:
        return any(name.endswith(WORDS) for name in self.fields)


def _row(item: Item, answered: int | None) -> forms.ChoiceField:
    options = item.options
    choices = [
        (str(value), label) for value, label in zip(options.values, options.labels, strict=True)
    ]
    if options.dont_know:
        choices.append((str(DONT_KNOW), options.dont_know))
    if answered is not None:
        choices.append((LEAVE_OUT, _("Take my answer back")))
    return forms.ChoiceField(
        label=item.text,
        choices=choices,
        required=False,
        widget=ScaleRow,
        initial="" if answered is None else str(answered),
    )


def _box(item: Item, written: str) -> forms.CharField:
    """Its value when the page was drawn travels along, so that an old tab takes back no newer words."""
    label = _("What shows it?") if item.options else item.text
    hint = _("Without it, the answer does not count.") if item.needs_evidence else item.safeguarding
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=hint,
        initial=written,
        show_hidden_initial=True,
    )


# No item's id begins with an underscore, so these meet none.
CODE, HELPED = "_code", "_helped"


class PaperForm(AnswerForm):
    """One paper sheet: the code printed on it, and all its questions."""

    def __init__(self, items: Iterable[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(items, Sheet({}, {}), *args, **kwargs)
        self.fields[CODE] = forms.CharField(
            label=_("Code on the sheet"),
            max_length=20,
            help_text=_("Typing the same code again corrects what was typed before."),
        )
        self.fields[HELPED] = forms.BooleanField(
            label=_("“Somebody helped me” is ticked"), required=False
        )
        self.order_fields((CODE,))

    @property
    def code(self) -> str:
        return self.cleaned_data[CODE]

    @property
    def helped(self) -> bool:
        return self.cleaned_data[HELPED]
