"""The words of an invitation: as an e-mail, as a letter on paper, as a text message."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.spine.contact.invited import token_of
from thegither.spine.contact.letters import farewell
from thegither.spine.contact.links import absolute
from thegither.spine.contact.models import Invitation
from thegither.spine.people.models import Person

# Where the coordinator's words take the name of whoever reads them.
NAME = "{name}"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it arrives."""

    to: str
    subject: str
    body: str


def usual_words(title: str, minutes: int, closes_on: date | None, sender: str) -> str:
    """What an invitation says until a coordinator changes it."""
    length = ngettext("It takes about %(n)s minute.", "It takes about %(n)s minutes.", minutes)
    parts = [
        _("Dear %(name)s,") % {"name": NAME},
        _("We would like to know what you think: %(title)s") % {"title": title},
        " ".join(
            [length % {"n": minutes}, _("Nobody can trace how you answered."), _until(closes_on)]
        ),
        sender,
    ]
    return "\n\n".join(part.strip() for part in parts)


def _until(closes_on: date | None) -> str:
    if closes_on is None:
        return ""
    day = date_format(closes_on, "j F Y")
    return _("Please answer by %(day)s.") % {"day": day}


def for_person(words: str, person: Person) -> str:
    return words.replace(NAME, person.name)


def mail_of(invitation: Invitation) -> tuple[str, str]:
    """Subject and body. Raises `SealLost` where the activity has closed."""
    person = invitation.person
    body = with_link(for_person(invitation.letter.body, person), link_of(invitation))
    return for_person(invitation.letter.subject, person), body


def with_link(words: str, link: str) -> str:
    """The coordinator's words, and the one link, which does nothing until a button is pressed."""
    return "\n\n".join(
        [
            words.strip(),
            _("Open this page and press “Take part”:"),
            link,
            _(
                "The link is yours alone: whoever has it can answer in your name. On the same page you "
                "can say “No, thank you”; then we ask no more."
            ),
        ]
    )


def preview(person: Person, subject: str, words: str) -> Mail:
    """The mail exactly as it will arrive, but for the link, which is made when it is sent."""
    link = absolute("/…/")
    body = with_link(for_person(words, person), f"{link}  ({_('your own link')})")
    return Mail(person.email, for_person(subject, person), f"{body}\n\n{farewell(person)}")


def link_of(invitation: Invitation) -> str:
    slug = invitation.person.partnership.slug
    parts = [slug, invitation.pk, token_of(invitation)]
    return absolute(reverse("contact:invited", args=parts))


def text_of(invitation: Invitation) -> str:
    """The same as a text message: who asks, what, and the link."""
    subject = for_person(invitation.letter.subject, invitation.person)
    how = _("Open this page and press “Take part”, or “No, thank you”:")
    stop = "" if subject.endswith((".", "?", "!")) else "."
    return f"{subject}{stop} {how} {link_of(invitation)}"
