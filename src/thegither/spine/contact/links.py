"""Addresses that stand in letters: where the house is, and how to turn mail off without signing in."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from thegither.spine.people.models import Person

SIGNER = Signer(salt="thegither.contact.off")


def absolute(path: str) -> str:
    """A page as a letter names it. Letters go out by the clock, so no request can say where we are."""
    return f"{settings.ADDRESS}{path}"


def path_of(address: str) -> str:
    """The other way round."""
    return address.removeprefix(settings.ADDRESS)


def off_url(person: Person) -> str:
    """Turns this person's mail off, by POST only. It works for as long as the letter is kept."""
    token = SIGNER.sign(person.pk.hex)
    return absolute(reverse("contact:off", args=[person.partnership.slug, token]))


def person_of(token: str) -> UUID | None:
    """Whose letter the link stood in; None for a link that we never wrote."""
    try:
        return UUID(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
