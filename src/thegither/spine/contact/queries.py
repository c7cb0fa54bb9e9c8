"""Reads of contact: who is due for a digest, and what they have not been told."""

from datetime import datetime, timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from thegither.spine.contact.models import (
    ContactPreference,
    Helper,
    Invitation,
    Letter,
    Notice,
)
from thegither.spine.people.models import Person
from thegither.spine.people.queries import belonging
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

# What nobody was told for a month is no news any more, as after a long time without mail.
NEWS_LASTS = timedelta(days=30)


def due_for_digest(partnership: Partnership, now: datetime) -> QuerySet[Person]:
    """Everybody who belongs, has an address, wants mail, and whose next digest may go out now."""
    people = belonging(partnership, timezone.localdate(now)).exclude(email="")
    off = Q(contact_preference__rhythm=ContactPreference.Rhythm.OFF)
    free = Q(contact_preference__next_at=None) | Q(contact_preference__next_at__lte=now)
    return people.exclude(off).filter(free).select_related("partnership")


def untold(person: Person) -> list[Notice]:
    """What this person may see and was not told. What was hidden meanwhile waits until it is shown again."""
    today = timezone.localdate()
    notices = person.notices.filter(told_on=None, made_on__gte=today - NEWS_LASTS)
    visible = Record.objects.visible_to(Viewer(partnership=person.partnership_id, person=person.pk))
    return list(notices.filter(Q(about=None) | Q(about__in=visible)))


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of contact that belongs to a partnership, in an order in which it can be stored."""
    of_person = (ContactPreference, Notice)
    return [
        *(model.objects.filter(person__partnership=partnership) for model in of_person),
        Letter.objects.filter(activity__partnership=partnership),
        Invitation.objects.filter(activity__partnership=partnership),
        Helper.objects.filter(person__partnership=partnership),
    ]
