"""Every letter to a person goes out here: none to whoever turned mail off, each with the way to do so.

Only the sign-in code goes another way (`people.mail.send_code`): it is asked for in that very moment.
"""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from thegither.spine.contact.links import off_url
from thegither.spine.contact.models import Invitation
from thegither.spine.contact.reach import channels_of
from thegither.spine.people.mail import post
from thegither.spine.people.models import Person
from thegither.spine.spaces.mail import one_line


def may_mail(person: Person) -> bool:
    """Whether this person has an address in the register and wants mail; asked anew for each letter."""
    return channels_of([person])[person.pk] == Invitation.Channel.EMAIL


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
