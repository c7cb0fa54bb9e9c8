"""What a partner says to an early word."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.meetings.forms.fields import words


class WhatChangedForm(forms.Form):
    answer = words(
        _("What changed?"),
        help_text=_("For example: two of us have left. Or: nothing has changed, it was chance."),
    )
