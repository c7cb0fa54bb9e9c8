"""What coordinators send in about under-18s, checked. Nothing here is saved."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.queries import belonging
from thegither.spine.spaces.models import Partnership
from thegither.spine.young.models import AgeRule, GuardianConsent
from thegither.ui.forms import DayInput


class RuleForm(forms.Form):
    rule = forms.ChoiceField(
        label=_("May people under 18 take part?"),
        choices=AgeRule.Rule.choices,
        widget=forms.RadioSelect,
    )


class ConsentForm(forms.Form):
    person = forms.ModelChoiceField(
        label=_("Who wants to take part?"), queryset=None, empty_label=_("choose somebody")
    )
    guardian = forms.CharField(label=_("Name of the parent or guardian"), max_length=200)
    how = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=GuardianConsent.How.choices,
        widget=forms.RadioSelect,
    )
    given_on = forms.DateField(label=_("When?"), widget=DayInput)

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = belonging(partnership, timezone.localdate())
