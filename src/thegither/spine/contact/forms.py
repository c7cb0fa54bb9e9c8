"""What people type about how they may be reached: parsed and checked here, stored nowhere."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thegither.spine.contact.models import ContactPreference, Helper
from thegither.spine.people.models import ContactConsent, Organization, Person
from thegither.ui.forms import DayInput
from thegither.ui.plain_words import ChecksWords

CHANNELS = [choice for choice in ContactConsent.Channel.choices if choice[0] != "email"]


class CodeForm(forms.Form):
    """At a shared device, or at home: the code on a letter or a slip of paper."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        help_text=_("It stands in your letter, or on your slip of paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ReachForm(forms.Form):
    """One switch for e-mail, and the other ways to get in touch."""

    rhythm = forms.ChoiceField(
        label=_("How often may we send you e-mail?"),
        choices=ContactPreference.Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "“Never” means never: no invitation, no reminder, no news, and no warning when a code is made "
            "in your name. Only the sign-in code still comes, when you ask for it yourself. An invitation "
            "comes on its own; everything else waits for one letter in the morning."
        ),
    )
    channels = forms.MultipleChoiceField(
        label=_("How else may we reach you?"),
        choices=CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Choose as many as you like, or none. You can change this on any day."),
    )

    @staticmethod
    def of(person: Person) -> dict[str, object]:
        """What stands today."""
        chosen = ContactPreference.objects.filter(person=person).first()
        given = person.consents.filter(withdrawn_at=None).values_list("channel", flat=True)
        rhythm = chosen.rhythm if chosen else ContactPreference.Rhythm.DAILY
        return {"rhythm": rhythm, "channels": list(given)}


class RemindersForm(forms.Form):
    """When those who stay silent are reminded. Left empty: not at all."""

    remind_after = forms.IntegerField(
        label=_("Remind silent people how many days after the invitation?"),
        min_value=1,
        max_value=90,
        required=False,
        help_text=_("Left empty, nobody is reminded then. Reminders stop when somebody answers."),
    )
    remind_before = forms.IntegerField(
        label=_("And how many days before the last day for answers?"),
        min_value=0,
        max_value=30,
        required=False,
    )


class BudgetForm(forms.Form):
    """How often anybody may be asked to something. The first box left empty: as often as anybody likes."""

    most = forms.IntegerField(
        label=_("How many times at most may anybody be asked?"),
        min_value=1,
        max_value=50,
        required=False,
        help_text=_("Left empty: nothing is agreed, and anybody may be asked at any time."),
    )
    days = forms.IntegerField(label=_("In how many days?"), min_value=1, max_value=730, initial=90)


class InviteForm(ChecksWords, RemindersForm):
    """Whom to ask, and in which words."""

    checked = ("subject", "body")

    EVERYBODY, CHOSEN = "everybody", "chosen"

    who = forms.ChoiceField(label=_("Whom do you invite?"), widget=forms.RadioSelect)
    people = forms.ModelMultipleChoiceField(
        label=_("People you choose"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Letter"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "{name} becomes the name of whoever reads it. The link follows below your words."
        ),
    )
    field_order = ("who", "people", "subject", "body", "remind_after", "remind_before")

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        """`people` are those who can be asked: they belong, and were not asked before."""
        super().__init__(*args, **kwargs)
        sectors = [
            (sector.value, _("Everybody in the %(name)s sector") % {"name": sector.label})
            for sector in Organization.Sector
        ]
        self.fields["who"].choices = [
            (self.EVERYBODY, _("Everybody in the partnership")),
            *sectors,
            (self.CHOSEN, _("People I choose below")),
        ]
        self.fields["people"].queryset = people

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("who") == self.CHOSEN and not given.get("people"):
            self.add_error("people", _("Choose at least one person."))
        return given


class HelperForm(forms.Form):
    """Who helps, to do what, agreed how and when, and until when."""

    helper = forms.ModelChoiceField(
        label=_("Who helps?"), queryset=Person.objects.none(), empty_label=_("Choose a person")
    )
    what = forms.ChoiceField(
        label=_("What may they do?"), choices=Helper.What.choices, widget=forms.RadioSelect
    )
    consent = forms.CharField(
        label=_("How did the person who is helped agree?"),
        max_length=500,
        help_text=_(
            "For example: said so on the phone; or: signed a note that the coordinator keeps."
        ),
    )
    agreed_on = forms.DateField(label=_("When did they agree?"), widget=DayInput)
    until = forms.DateField(
        label=_("Until which day?"),
        widget=DayInput,
        help_text=_("At most a year. It can be ended by one press on any day before."),
    )

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["helper"].queryset = people
