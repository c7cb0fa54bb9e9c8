"""Every letter to a person goes out here: none to whoever turned mail off, each with the way to do so.

Only the sign-in code goes another way (`people.mail.send_code`): it is asked for in that very moment.
"""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from thegither.spine.contact.links import off_url
from thegither.spine.contact.models import ContactPreference
from thegither.spine.people.mail import post
from thegither.spine.people.models import ContactConsent, Person
from thegither.spine.spaces.mail import one_line

OFF = ContactPreference.Rhythm.OFF


def may_mail(person: Person) -> bool:
    """Whether this person has an address in the register and has not said no to mail.

    The address that the register holds is used until the person says no: by the switch, or by taking
    back a consent to e-mail.
    """
    return bool(person.email) and not is_off(person) and not _took_consent_back(person)


def is_off(person: Person) -> bool:
    return ContactPreference.objects.filter(person=person, rhythm=OFF).exists()


def _took_consent_back(person: Person) -> bool:
    given = person.consents.filter(channel=ContactConsent.Channel.EMAIL)
    return given.exists() and not given.filter(withdrawn_at=None).exists()


def send_letter(person: Person, subject: str, body: str, *, address: str = "") -> bool:
    """Mail a letter; False, and no mail, where the person wants none.

    Raises `BadAddress` where the mail server refuses the address, `NoLetters` where no letter can go out.
    """
    if not may_mail(person):
        return False
    message = EmailMessage(
        subject=one_line(subject),
        body=f"{body.rstrip()}\n\n{farewell(person)}",
        to=[address or person.email],
        headers={
            "List-Unsubscribe": f"<{off_url(person)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    post(message)
    return True


def farewell(person: Person) -> str:
    """How every letter ends: from whom it comes, and how to get no more."""
    return _(
        "-- \n%(partnership)s. To get less mail or none: sign in, open the page “You”, and choose under "
        "“How we may reach you”. Most mail programs also show “Unsubscribe” beside this letter: "
        "it turns off all mail from us."
    ) % {"partnership": person.partnership.name}
