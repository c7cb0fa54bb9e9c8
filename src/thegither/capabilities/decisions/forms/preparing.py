"""The question, its options, and the rule."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.decisions.forms.fields import box, day, line, radios
from thegither.capabilities.decisions.models import Option, Room
from thegither.capabilities.decisions.queries.reading import voices_of
from thegither.capabilities.decisions.queries.rule import (
    COMPLETIONS,
    MAJORITY,
    METHODS,
    QUORUMS,
    SHARES,
    STV,
    THRESHOLDS,
    TIES,
    VOICED,
    Rule,
)
from thegither.spine.people.models import Organization
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

VOICES = ("conversation", "finding", "issue")


class RoomForm(forms.Form):
    question = line(gettext_lazy("What do we have to decide?"))
    outcome = box(
        gettext_lazy("What gets better for people?"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "The outcome, not the work. This and the next four can wait until you open it."
        ),
    )
    whose = line(gettext_lazy("For whom?"), required=False)
    sign = box(gettext_lazy("How would we know?"), rows=2, required=False)
    horizon = forms.ChoiceField(
        label=gettext_lazy("By when would it be felt?"),
        choices=[("", gettext_lazy("not said yet")), *Room.Horizon.choices],
        required=False,
    )
    mandate = box(
        gettext_lazy("On which mandate do we decide?"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "The law or earlier decision that allows it. Or leave it empty, and ask the scheme of"
            " delegation on the next page."
        ),
    )
    clause = line(gettext_lazy("Which clause?"), required=False, longest=100)
    level = line(
        gettext_lazy("Where is it taken?"),
        required=False,
        longest=200,
        help_text=gettext_lazy("The body, such as the board or the locality group."),
    )
    closes_on = day(gettext_lazy("When does the vote close?"), required=False)
    voices = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Which voices led to it?"),
        queryset=Record.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heard = Record.objects.visible_to(viewer).filter(partnership=partnership, kind__in=VOICES)
        newest = heard.order_by("-created_at").values_list("pk", flat=True)[:12]
        self.fields["voices"].queryset = Record.objects.filter(pk__in=list(newest))

    @staticmethod
    def of(viewer: Viewer, room: Room) -> dict[str, Any]:
        """What the form begins with when a question is changed."""
        names = ("outcome", "whose", "sign", "horizon", "mandate", "clause", "level", "closes_on")
        own = {name: getattr(room, name) for name in names}
        return own | {"question": room.question, "voices": voices_of(viewer, room)}


class OpenForm(forms.Form):
    audience = radios(
        gettext_lazy("Who may read the question, and later the record?"),
        [
            (Record.Audience.PUBLIC, gettext_lazy("Anyone")),
            (Record.Audience.MEMBERS, gettext_lazy("Members of the partnership")),
        ],
        initial=Record.Audience.PUBLIC,
    )


class OptionForm(forms.Form):
    words = box(gettext_lazy("Your option, in a sentence or two"), rows=2)
    cost = forms.IntegerField(
        label=gettext_lazy("What does it cost, in pounds?"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        help_text=gettext_lazy("Needed where a budget is split."),
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-10"}),
    )


class AmendmentForm(forms.Form):
    words = box(gettext_lazy("How should it read?"), rows=3)
    why = box(gettext_lazy("Why?"), rows=2)

    @staticmethod
    def of(option: Option) -> dict[str, Any]:
        return {"words": option.words}


class AnswerForm(forms.Form):
    taken = radios(
        gettext_lazy("Is it taken up?"),
        [
            ("yes", gettext_lazy("Yes, the option says this from now on")),
            ("no", gettext_lazy("No")),
        ],
    )
    answer = box(
        gettext_lazy("Why, or why not?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("A no needs its reason. Everybody can read it."),
    )


class BecauseForm(forms.Form):
    because = box(gettext_lazy("Why?"), rows=2, help_text=gettext_lazy("Everybody can read this."))


class RuleForm(forms.Form):
    method = radios(gettext_lazy("How do we decide?"), list(METHODS.items()))
    ballot = radios(
        gettext_lazy("Who sees how somebody votes?"),
        [
            ("secret", gettext_lazy("Nobody: the ballot is secret")),
            ("open", gettext_lazy("Members, when it has closed")),
        ],
        initial="secret",
        help_text=gettext_lazy("Consent and consensus are always open."),
    )
    bodies = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who has to be in the room?"),
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Everybody of the bodies you tick may vote. Without a tick: everybody."
        ),
    )
    quorum = forms.ChoiceField(
        label=gettext_lazy("How many have to vote?"), choices=list(QUORUMS.items()), required=False
    )
    quorum_of = radios(
        gettext_lazy("Of whom?"),
        [
            ("all", gettext_lazy("of all together")),
            ("class", gettext_lazy("of each class of partner")),
        ],
        initial="all",
    )
    threshold = forms.ChoiceField(
        label=gettext_lazy("Which share has to say yes?"),
        choices=list(THRESHOLDS.items()),
    )
    each_class = forms.BooleanField(
        label=gettext_lazy("Each class of partner has to reach it too"),
        required=False,
    )
    budget = forms.IntegerField(
        label=gettext_lazy("How much is there, in pounds?"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-10"}),
    )
    completion = forms.ChoiceField(
        label=gettext_lazy("What becomes of the rest?"),
        choices=list(COMPLETIONS.items()),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("How many seats?"),
        min_value=1,
        max_value=50,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-5"}),
    )
    ties = radios(gettext_lazy("If options tie?"), list(TIES.items()), initial="order")

    FIRST = ("method", "ballot")
    # What only some rules ask for, folded away until it is needed: the rules it is for (none: all of them).
    FOLDS = (
        (gettext_lazy("For a majority"), (MAJORITY,), ("threshold", "each_class")),
        (gettext_lazy("For a fair split of a budget"), (SHARES,), ("budget", "completion")),
        (gettext_lazy("For several seats"), (STV,), ("seats",)),
        (gettext_lazy("Who may vote, and how many have to"), (), ("bodies", "quorum", "quorum_of")),
        (gettext_lazy("If options tie"), (), ("ties",)),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organization.objects.visible_to(viewer).order_by("name", "pk")
        self.fields["bodies"].queryset = bodies

    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    def folds(self) -> Iterator[tuple[str, bool, list[forms.BoundField]]]:
        """Each fold with its fields; open where the chosen rule needs it, or something is to be put right."""
        chosen = self["method"].value()
        for title, methods, names in self.FOLDS:
            is_wrong = any(name in self.errors for name in names)
            yield str(title), is_wrong or chosen in methods, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("method") == SHARES and not said.get("budget"):
            self.add_error("budget", _("Say how much money there is to spend."))
        if said.get("each_class") and said.get("method") != MAJORITY:
            self.add_error(
                "each_class", _("Only a majority can be asked of each class of partner.")
            )
        return said

    def rule(self) -> Rule:
        said = self.cleaned_data
        plain = {
            key: said[key]
            for key in ("method", "quorum", "quorum_of", "threshold", "completion", "ties")
        }
        return Rule(
            **plain,
            secret=said["ballot"] == "secret" and said["method"] not in VOICED,
            each_class=said["each_class"],
            budget=said["budget"] or 0,
            seats=said["seats"] if said["method"] == STV else 1,
            bodies=tuple(str(body.pk) for body in said["bodies"]),
        )

    @staticmethod
    def of(room: Room) -> dict[str, Any]:
        if not room.rule:
            return {}
        rule = Rule.of(room.rule)
        return rule.to_json() | {
            "ballot": "secret" if rule.secret else "open",
            "budget": rule.budget or None,
        }
