"""What coordinators send in about papers, checked. Nothing here is saved."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thegither.spine.papers.models import OtherVersion
from thegither.spine.spaces.languages import LANGUAGES

ENDINGS = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.png,.jpg,.jpeg,.csv,.txt"


WHAT_WE_TAKE = format_lazy(
    _(
        "A PDF, a Word, Excel, PowerPoint or OpenDocument file, a picture, a CSV table or plain "
        "text, of up to {limit}. We remove what it says about who made it, where and with what."
    ),
    limit=filesizeformat(settings.MAX_PAPER_BYTES),
)


class PaperForm(forms.Form):
    upload = forms.FileField(
        label=_("The file"),
        help_text=WHAT_WE_TAKE,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the name of the file is taken."),
    )
    language = forms.ChoiceField(label=_("Which language is it in?"), choices=LANGUAGES)


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Why do you take it away?"),
        max_length=300,
        help_text=_("Whoever could read the paper can read this."),
    )


class VersionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=OtherVersion.Kind.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Which language is it in?"), choices=LANGUAGES)
    url = forms.URLField(
        label=_("Where is it?"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("An address that begins with https://, for a video or a page elsewhere."),
    )
    upload = forms.FileField(
        label=_("Or attach it as a file"),
        required=False,
        help_text=WHAT_WE_TAKE,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    title = forms.CharField(
        label=_("Its title"),
        max_length=200,
        required=False,
        help_text=_("If it has one of its own, in its own language."),
    )
