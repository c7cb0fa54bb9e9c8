"""By which way each person may be reached: what they chose, and until then what the register holds."""

from collections.abc import Iterable
from uuid import UUID

from thegither.spine.contact.models import ContactPreference, Invitation
from thegither.spine.people.models import ContactConsent, Person
from thegither.spine.people.queries import entries_standing_for

Channel = Invitation.Channel
EMAIL, PHONE, POST = (ContactConsent.Channel[name] for name in ("EMAIL", "PHONE", "POST"))


def channels_of(people: Iterable[Person]) -> dict[UUID, str]:
    """The way to each of these people: e-mail, else text message, else letter, else none.

    The address that the register holds is used until a person says no: by the switch, or by taking back
    a consent. Text messages need a consent. Letters are for all who have not chosen otherwise.
    """
    listed = list(people)
    off = _who_turned_mail_off(listed)
    standing, ever = _consents(listed)
    return {
        one.pk: _channel(one, one.pk in off, standing.get(one.pk, set()), ever.get(one.pk, set()))
        for one in listed
    }


def _channel(person: Person, is_off: bool, standing: set[str], ever: set[str]) -> str:
    if person.email and not is_off and (EMAIL in standing or EMAIL not in ever):
        return Channel.EMAIL
    if person.phone and PHONE in standing:
        return Channel.TEXT
    has_chosen = is_off or bool(ever)
    return Channel.LETTER if POST in standing or not has_chosen else Channel.NONE


def _who_turned_mail_off(people: list[Person]) -> set[UUID]:
    """Those who did, under their own entry or one that was found to be the same person."""
    entries = entries_standing_for(people)
    off = ContactPreference.objects.filter(rhythm=ContactPreference.Rhythm.OFF)
    return {entries[one] for one in off.filter(person__in=entries).values_list("person", flat=True)}


def _consents(people: list[Person]) -> tuple[dict[UUID, set[str]], dict[UUID, set[str]]]:
    """The channels that stand open today, and those that were ever spoken of, by person."""
    standing: dict[UUID, set[str]] = {}
    ever: dict[UUID, set[str]] = {}
    rows = ContactConsent.objects.filter(person__in=people)
    for person, channel, gone in rows.values_list("person", "channel", "withdrawn_at"):
        ever.setdefault(person, set()).add(channel)
        if gone is None:
            standing.setdefault(person, set()).add(channel)
    return standing, ever
