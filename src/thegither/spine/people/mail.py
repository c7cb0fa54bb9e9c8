"""The letters of the front door."""

from importlib import import_module
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from thegither.spine.people.errors import BadAddress, NoLetters
from thegither.spine.people.models import Person
from thegither.spine.people.queries import coordinators


def send_code(address: str, code: str, sign_in_url: str) -> None:
    body = _(
        "Your code is\n\n    %(code)s\n\n"
        "Type it on the page where you asked for it, or open this page and press the button:\n\n"
        "%(url)s?code=%(code)s\n\n"
        "The code works once, within 30 minutes. If you did not ask for it, do nothing."
    )
    _send(address, _("Your sign-in code"), body % {"code": code, "url": sign_in_url})


def say_unknown(address: str) -> None:
    body = _(
        "Somebody, perhaps you, asked for a sign-in code for this address, but no partnership here "
        "knows it.\n\nIf it was you, try another address of yours, or ask the coordinator of your "
        "partnership. If it was not you, do nothing."
    )
    _send(address, _("We do not know this address"), body)


def say_code_was_printed(person: Person) -> None:
    body = _(
        "A coordinator of %(partnership)s made a sign-in code for you, to be printed, texted or read "
        "out.\n\nIf you did not ask for one, tell your coordinator."
    )
    _tell(
        person,
        _("A sign-in code was made for you"),
        body % {"partnership": person.partnership.name},
    )


def say_address_changed(person: Person, before: str) -> None:
    """To the address that somebody had before."""
    body = _(
        "The register of %(partnership)s now holds another e-mail address for you, or none. Sign-in "
        "codes no longer come to this mailbox.\n\nIf you did not ask for this, tell your coordinators: "
        "%(coordinators)s."
    )
    partnership = person.partnership
    names = ", ".join(coordinators(partnership))
    told = {"partnership": partnership.name, "coordinators": names}
    _tell(person, _("Your address in the register was changed"), body % told, address=before)


def _tell(person: Person, subject: str, body: str, *, address: str = "") -> None:
    """A letter that nobody asked for: it goes out only to those who want mail."""
    letters = import_module(settings.LETTERS)
    try:
        letters.send_letter(person, subject, body, address=address)
    except BadAddress:
        return


def _send(address: str, subject: str, body: str) -> None:
    """A letter that somebody asked for just now. Raises `NoLetters` where no letter can go out.

    An address that takes none is no such case: said aloud, this would tell which mailboxes there are.
    """
    try:
        post(EmailMessage(subject=subject, body=body, to=[address]))
    except BadAddress:
        return


def post(message: EmailMessage) -> None:
    """Hand a letter to the mail server. Raises `BadAddress` where it refuses the address for good, and
    `NoLetters` where no letter can go out just now."""
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        raise BadAddress(_("The mail server does not take mail for this address.")) from refused
    except (SMTPException, OSError) as problem:
        raise NoLetters(_("We cannot send letters just now. Try again in a while.")) from problem
