"""What people type about decisions, promises, issues and questions: checked here, stored nowhere."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Person, Post
from thegither.ui.forms import DayInput, NamedChoice


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _PeopleForm(forms.Form):
    """A form with one question for a person; `people` are those one may choose."""

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = people


class PromiseForm(_PeopleForm):
    promise = forms.CharField(
        label=_("What is promised?"),
        max_length=300,
        widget=_lines(2),
        help_text=_("One thing that anybody can later say yes or no to."),
    )
    owner = forms.ModelChoiceField(
        label=_("Who answers for it?"), queryset=Person.objects.none(), empty_label=_("choose one")
    )
    due_on = forms.DateField(label=_("By when?"), widget=DayInput)


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("What was decided?"), widget=_lines(3))
    decided_on = forms.DateField(label=_("When?"), widget=DayInput, initial=timezone.localdate)
    how = forms.CharField(
        label=_("How?"),
        max_length=200,
        help_text=_("Such as: agreed at the meeting; by vote; by the chief officer alone."),
    )
    level = forms.CharField(
        label=_("Where was it taken?"),
        max_length=200,
        required=False,
        help_text=_("The body or post, such as the board or a team leader."),
    )
    mandate = forms.CharField(
        label=_("On which mandate?"),
        required=False,
        widget=_lines(2),
        help_text=_("The law, scheme or earlier decision that allows it."),
    )
    dissent = forms.CharField(
        label=_("What spoke against it?"),
        required=False,
        widget=_lines(3),
        help_text=_("In full, in the words of those who disagreed. It stays with the decision."),
    )
    review_on = forms.DateField(
        label=_("When do we look at it again?"), required=False, widget=DayInput
    )
    no_promise_because = forms.CharField(
        label=_("Nobody has to do anything? Say why"),
        required=False,
        widget=_lines(2),
        help_text=_("Leave it empty if a promise follows; you can add promises next."),
    )
    decision_type = forms.ChoiceField(
        label=_("Which kind of decision is it?"),
        required=False,
        widget=NamedChoice,
        help_text=_("As the scheme of delegation calls it."),
    )
    taken_at = forms.ChoiceField(
        label=_("At which level was it taken?"),
        required=False,
        widget=NamedChoice,
        choices=[("", _("not said")), *Post.Level.choices],
        help_text=_("From this one sees whether decisions move upwards."),
    )

    def __init__(self, *args: Any, types: Sequence[str] = (), **kwargs: Any) -> None:
        """Without a scheme there are no kinds to choose from, and nothing is asked of the level."""
        super().__init__(*args, **kwargs)
        self.fields["decision_type"].choices = [
            ("", _("none of these")),
            *((kind, kind) for kind in types),
        ]
        if not types:
            del self.fields["decision_type"], self.fields["taken_at"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("decision_type") and not given.get("taken_at"):
            self.add_error("taken_at", _("Say at which level a decision of this kind was taken."))
        return given


class HowItWentForm(forms.Form):
    said = forms.CharField(label=_("What happened?"), widget=_lines(3))


class NewDateForm(forms.Form):
    due_on = forms.DateField(label=_("By when now?"), widget=DayInput)
    reason = forms.CharField(label=_("Why?"), widget=_lines(3))


class HandOverForm(_PeopleForm):
    to = forms.ModelChoiceField(
        label=_("Who answers for it from today?"),
        queryset=Person.objects.none(),
        empty_label=_("choose one"),
    )
    reason = forms.CharField(label=_("Why?"), widget=_lines(3))


class BecauseForm(forms.Form):
    because = forms.CharField(label=_("In a sentence or two"), widget=_lines(3))


class ReviewForm(forms.Form):
    found = forms.CharField(label=_("What did you find?"), widget=_lines(3))
    review_on = forms.DateField(
        label=_("When do we look at it again?"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty if never."),
    )


class IssueForm(_PeopleForm):
    title = forms.CharField(label=_("What is to be settled?"), max_length=300)
    description = forms.CharField(
        label=_("What should others know?"), required=False, widget=_lines(4)
    )
    owner = forms.ModelChoiceField(
        label=_("Who looks after it?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody yet"),
    )
    due_on = forms.DateField(label=_("By when?"), required=False, widget=DayInput)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("What became of it?"), widget=_lines(5))


class WorryForm(forms.Form):
    reason = forms.CharField(
        label=_("What makes you worry?"),
        required=False,
        widget=_lines(3),
        help_text=_("The moderators and the safeguarding lead read this, and nobody else."),
    )


class WordsForm(forms.Form):
    """What somebody would like to know in particular; one press without words is enough."""

    words = forms.CharField(required=False, max_length=1_000)
