"""What coordinators type about data protection: parsed and checked here, stored by actions."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Person
from thegither.spine.protection.bases import IN_PLAIN_WORDS
from thegither.spine.protection.models import SOMEBODY_WHO_LEFT, PrivacyNotice, Request
from thegither.spine.spaces.visibility import Viewer
from thegither.ui.forms import DayInput


class NoticeForm(forms.ModelForm):
    """The texts of a privacy notice. Once people have read it, why it changes is asked for, too."""

    changed_because = forms.CharField(
        label=_("Why does it change?"),
        help_text=_(
            "This reason stands beside the new version; the earlier one can still be read."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = PrivacyNotice
        fields = (
            "asks why basis seen_while_open seen_after keep_months whom_to_ask changed_because"
        ).split()
        widgets = {
            **{
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("asks", "why", "seen_while_open", "seen_after")
            },
            "basis": forms.RadioSelect,
        }

    def __init__(self, *args: Any, is_in_force: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [
            (basis.value, f"{capfirst(basis.label)}: {sentence}")
            for basis, sentence in IN_PLAIN_WORDS.items()
        ]
        if not is_in_force:
            del self.fields["changed_because"]
        else:
            self.initial["changed_because"] = ""


class ExtensionForm(forms.Form):
    until = forms.DateField(label=_("Keep it until"), widget=DayInput)
    reason = forms.CharField(
        label=_("Why does it have to be kept longer?"),
        help_text=_("Such as: an inquiry is under way. The reason is written down for good."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class RequestForm(forms.Form):
    """A request that came by letter, by phone or in person."""

    person = forms.ModelChoiceField(
        label=_("Who asks?"), queryset=Person.objects.none(), empty_label=_("choose somebody")
    )
    kind = forms.ChoiceField(
        label=_("What do they ask for?"), choices=Request.Kind.choices, widget=forms.RadioSelect
    )
    received_on = forms.DateField(
        label=_("When did they ask?"),
        help_text=_("The month to answer starts on this day."),
        widget=DayInput,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(viewer).filter(merged_into=None)
        real = people.exclude(identifier=SOMEBODY_WHO_LEFT)
        self.fields["person"].queryset = real.order_by("name", "pk")

    def clean_received_on(self) -> date:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("What was done, or why was it not?"),
        help_text=_("The person reads this on their own page."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class ConfirmForm(forms.Form):
    is_sure = forms.BooleanField(label=_("I have checked who this is. Forget them now."))
