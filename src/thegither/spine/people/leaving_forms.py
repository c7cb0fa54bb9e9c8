"""Why somebody leaves, and who takes over from whom: checked here, stored nowhere."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thegither.spine.people.actions.leaving import field_of
from thegither.spine.people.leaving import Going
from thegither.spine.people.models import Person


class LeaveForm(forms.Form):
    """One question for each person who leaves something open, and the reason."""

    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Members can read this later, beside what was handed over."),
    )

    def __init__(
        self, *args: Any, leavers: list[Going], staying: QuerySet[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leavers = [going for going in leavers if going.open_things]
        for going in self.leavers:
            self.fields[field_of(going.person)] = forms.ModelChoiceField(
                label=_("Who takes over from %(name)s?") % {"name": going.person.name},
                help_text=_how_many(going),
                queryset=staying,
                empty_label=_("choose one"),
            )
        self.order_fields([*(field_of(going.person) for going in self.leavers), "reason"])

    def successors(self) -> dict[UUID, Person]:
        return {
            going.person.pk: self.cleaned_data[field_of(going.person)] for going in self.leavers
        }


def _how_many(going: Going) -> str:
    number = len(going.open_things)
    return ngettext(
        "%(number)s thing is still open.", "%(number)s things are still open.", number
    ) % {"number": number}
