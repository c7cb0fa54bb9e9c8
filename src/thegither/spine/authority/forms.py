"""What people ask of authority and write into it: parsed and checked here, stored nowhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.authority.models import AccountabilityLine, Delegation, Escalation
from thegither.spine.authority.queries import clauses_to_read, posts_of
from thegither.spine.authority.wording import post_name
from thegither.spine.people.forms import ListForm
from thegither.spine.people.models import Post
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput


class PostChoice(forms.ModelChoiceField):
    """A post with the body it is in, since two bodies may each have a team leader."""

    def label_from_instance(self, post: Any) -> str:
        return post_name(post)


def _amount(label: Any, help_text: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "class": "ds_input--fixed-10"}),
    )


class CanIForm(forms.Form):
    """What, how much, in which post, on which day."""

    decision_type = forms.ChoiceField(label=_("What is it about?"))
    amount = _amount(
        _("How much, in pounds?"), _("Leave it empty if it costs nothing you know of.")
    )
    post = PostChoice(label=_("In which post?"), queryset=Post.objects.none())
    on = forms.DateField(
        label=_("On which day?"), required=False, widget=DayInput, help_text=_("Today, if empty.")
    )

    def __init__(
        self, *args: Any, viewer: Viewer, types: Sequence[str], own: Sequence[Post], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision_type"].choices = [("", _("choose one")), *((t, t) for t in types)]
        self.fields["post"].queryset = posts_of(viewer)
        self.fields["post"].initial = own[0].pk if own else None

    def day(self) -> date:
        return self.cleaned_data["on"] or timezone.localdate()


class ClausesForm(forms.Form):
    """Which clauses of the scheme to read. What cannot be read asks for all of them."""

    kind = forms.ChoiceField(label=_("What is it about?"), required=False)
    q = forms.CharField(
        label=_("Words in a clause, or the name of a post"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, types: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("anything")), *((t, t) for t in types)]

    def found(self, viewer: Viewer, day: date) -> QuerySet[Delegation]:
        asked = self.cleaned_data if self.is_valid() else {}
        return clauses_to_read(viewer, day, asked.get("kind", ""), asked.get("q", ""))

    def is_asked(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())


class LineForm(forms.Form):
    from_post = PostChoice(label=_("Who answers?"), queryset=Post.objects.none())
    to_post = PostChoice(label=_("To whom?"), queryset=Post.objects.none())
    kind = forms.ChoiceField(
        label=_("For what?"), choices=AccountabilityLine.Kind.choices, widget=forms.RadioSelect
    )
    valid_from = forms.DateField(label=_("First day"), required=False, widget=DayInput)
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty while it goes on."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_post", "to_post"):
            self.fields[name].queryset = posts_of(viewer)


class SaysForm(forms.Form):
    """What a clause says, whoever it is for."""

    clause = forms.CharField(
        label=_("Clause"), max_length=100, help_text=_("As the paper calls it, such as 4.2.")
    )
    limit = _amount(_("Up to how many pounds?"), _("Leave it empty if there is no limit."))
    conditions = forms.CharField(
        label=_("On which condition?"),
        required=False,
        help_text=_("Such as: the carer agrees. Leave it empty if there is none."),
    )


class DelegationForm(SaysForm):
    decision_type = forms.CharField(
        label=_("What may be decided?"),
        max_length=100,
        help_text=_("The kind of decision in a word or two, such as respite."),
    )
    post = PostChoice(label=_("By which post?"), queryset=Post.objects.none())
    valid_from = forms.DateField(label=_("First day"), required=False, widget=DayInput)
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DayInput,
        help_text=_("Leave it empty while it goes on."),
    )
    field_order = ("decision_type", "post", "limit", "conditions", "clause")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts_of(viewer)


class ChangeForm(SaysForm):
    from_day = forms.DateField(
        label=_("From which day on?"),
        widget=DayInput,
        help_text=_("Up to the day before, it says what it said."),
    )


class EndForm(forms.Form):
    last_day = forms.DateField(
        label=_("On which day does it hold for the last time?"), widget=DayInput
    )


class StrikeForm(forms.Form):
    because = forms.CharField(
        label=_("What was wrong?"), help_text=_("It will hold on no day, not even a past one.")
    )


class EscalateForm(forms.Form):
    to_post = PostChoice(label=_("To which post?"), queryset=Post.objects.none())
    proposal = forms.CharField(
        label=_("What would you do?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say nothing by which somebody could be known who uses services."),
    )
    due_on = forms.DateField(
        label=_("By when do you need an answer?"),
        required=False,
        widget=DayInput,
        help_text=_("Whoever is asked sees it. Leave it empty if there is no hurry."),
    )

    def __init__(self, *args: Any, viewer: Viewer, own: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_post"].queryset = posts_of(viewer).exclude(pk=own.pk)


class AnswerForm(forms.Form):
    result = forms.ChoiceField(
        label=_("What is the answer?"), choices=Escalation.Result.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        other = given.get("result") in (Escalation.Result.CHANGED, Escalation.Result.REFUSED)
        if other and not given.get("reason"):
            self.add_error("reason", _("Say why, so that the sender can learn from it."))
        return given


class TableForm(ListForm):
    """A list of lines or clauses, pasted or as a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pasted"].help_text = _("Rows copied from a spreadsheet, headings included.")
        self.fields["upload"].help_text = _("An XLSX or CSV list.")
        self.fields["upload"].widget.attrs["accept"] = ".csv,.txt,.tsv,.xlsx"
