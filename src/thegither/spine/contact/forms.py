"""What people type about how they may be reached: parsed and checked here, stored nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thegither.spine.contact.models import ContactPreference
from thegither.spine.people.models import ContactConsent, Person

CHANNELS = [choice for choice in ContactConsent.Channel.choices if choice[0] != "email"]


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
