"""The ballot: its questions follow from the rule that was sealed."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.decisions.forms.fields import box, line, radios
from thegither.capabilities.decisions.queries.ballots import (
    ABSTAIN,
    MOST_POINTS,
    YES_NO,
    ids_and_names,
)
from thegither.capabilities.decisions.queries.rule import APPROVAL, MAJORITY, SCORE, SHARES, Rule
from thegither.ui.forms import RowOfChoices

POSITIONS = [
    ("agree", gettext_lazy("I agree: it is good enough to try")),
    ("live with", gettext_lazy("I can live with it")),
    ("stand aside", gettext_lazy("I stand aside: I do not do it, and do not stop it")),
    ("object", gettext_lazy("I object, because it would do harm")),
]
YES_NO_WORDS = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "abstain": gettext_lazy("I abstain"),
}


class BallotForm(forms.Form):
    """One ballot. `marks()` gives what is counted; `of()` fills in what somebody said before."""

    def __init__(self, sealed: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sealed, self.kind = sealed, Rule.of(sealed["rule"])
        self.ids, self.names = ids_and_names(sealed)
        self.fields.update(self._questions())

    def _questions(self) -> Mapping[str, forms.Field]:
        if self.kind.is_voiced:
            return self._voice()
        if self.kind.method == MAJORITY:
            return {"mark": radios(_("Your vote"), self._single())}
        if self.kind.method in (APPROVAL, SHARES):
            return {"marks": self._several()}
        return dict(self._one_each())

    def _voice(self) -> Mapping[str, forms.Field]:
        why = gettext_lazy("An objection needs its reason. Members read it, with your name.")
        return {
            "position": radios(_("Where do you stand?"), POSITIONS),
            "reason": box(_("Why?"), required=False, help_text=why),
        }

    def _single(self) -> list[tuple[str, object]]:
        if tuple(self.ids) == YES_NO:
            return [(key, YES_NO_WORDS[key]) for key in self.ids]
        return [*zip(self.ids, self.names, strict=True), (ABSTAIN, YES_NO_WORDS[ABSTAIN])]

    def _several(self) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(
            label=_("Tick all that you can support"),
            choices=[*zip(self.ids, self._priced(), strict=True)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("No tick at all is a vote too: it says that you can support none."),
        )

    def _priced(self) -> list[str]:
        if self.kind.method != SHARES:
            return self.names
        return [
            _("%(words)s (£%(cost)s)") % {"words": one["words"], "cost": f"{one['cost']:,}"}
            for one in self.sealed["options"]
        ]

    def _one_each(self) -> Iterator[tuple[str, forms.Field]]:
        """A question for each option: points, or a place."""
        for key, name in zip(self.ids, self.names, strict=True):
            yield (
                f"option-{key}",
                self._points(name) if self.kind.method == SCORE else self._place(name),
            )

    def _points(self, name: str) -> forms.TypedChoiceField:
        points = [(str(n), str(n)) for n in range(MOST_POINTS + 1)]
        return forms.TypedChoiceField(label=name, choices=points, widget=RowOfChoices, coerce=int)

    def _place(self, name: str) -> forms.TypedChoiceField:
        places = [("", _("no place")), *((str(n), str(n)) for n in range(1, len(self.ids) + 1))]
        return forms.TypedChoiceField(
            label=name, choices=places, coerce=int, required=False, empty_value=0
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("position") == "object" and not said.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that others can meet your objection."))
        places = [said[name] for name in self._each() if said.get(name)]
        if self.kind.is_ranked and len(set(places)) < len(places):
            raise forms.ValidationError(_("Give each place to one option only."))
        return said

    def _each(self) -> list[str]:
        return [name for name in self.fields if name.startswith("option-")]

    def marks(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.kind.is_voiced:
            return {"position": said["position"], "reason": said["reason"]}
        if self.kind.method == MAJORITY:
            return {said["mark"]: 1} if said["mark"] in self.ids else {}
        if self.kind.method in (APPROVAL, SHARES):
            return dict.fromkeys(said["marks"], 1)
        return {name.removeprefix("option-"): said[name] for name in self._each()}

    @staticmethod
    def of(sealed: Mapping[str, Any], marks: Mapping[str, Any] | None) -> dict[str, Any]:
        """What the form shows to somebody who has voted before."""
        if marks is None:
            return {}
        rule = Rule.of(sealed["rule"])
        if rule.is_voiced:
            return dict(marks)
        if rule.method == MAJORITY:
            return {"mark": next(iter(marks), ABSTAIN)}
        if rule.method in (APPROVAL, SHARES):
            return {"marks": list(marks)}
        return {f"option-{one['id']}": marks.get(one["id"], 0) for one in sealed["options"]}


class PaperForm(BallotForm):
    """The same ballot, typed in from paper, with the code that stands on it."""

    def _questions(self) -> Mapping[str, forms.Field]:
        code = line(_("The code on the paper"), longest=20)
        return {"code": code} | dict(super()._questions())
