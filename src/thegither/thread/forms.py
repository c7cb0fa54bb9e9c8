"""What the joining pages ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thegither.spine.authority.power import NULLS, SEATS
from thegither.thread.board import Period
from thegither.ui.forms import DayInput


class PeriodForm(forms.Form):
    """From which day to which day the board paper tells."""

    since = forms.DateField(label=_("From"), widget=DayInput())
    until = forms.DateField(label=_("To"), widget=DayInput())

    def clean(self) -> dict:
        found = super().clean()
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes after the first. Change one of them."))
        return found

    @property
    def period(self) -> Period:
        """What was asked for, once it is valid."""
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])


class BalanceForm(PeriodForm):
    """Of which days, and compared with what."""

    null = forms.ChoiceField(
        label=_("What would be even?"),
        choices=list(NULLS.items()),
        widget=forms.RadioSelect,
        initial=SEATS,
    )
