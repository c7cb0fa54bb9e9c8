"""Reads of protection."""

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from thegither.spine.people.models import Organization, Person
from thegither.spine.protection.models import Deletion, Extension, PrivacyNotice, Request
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def controllers(partnership: Partnership) -> QuerySet[Organization]:
    """The partners who answer together for the data: the register's bodies of today, by sector and name.

    A part of a partner is none of its own: the whole answers for it.
    """
    bodies = Organization.objects.filter(partnership=partnership, parent=None)
    gone = Q(dissolution_date__lte=timezone.localdate())
    return bodies.exclude(gone).order_by("sector", "name", "pk")


def open_requests(viewer: Viewer) -> QuerySet[Request]:
    """What waits for an answer, the most urgent first."""
    waiting = Request.objects.visible_to(viewer).filter(answered_on=None)
    return waiting.select_related("person").order_by("received_on", "pk")


def requests_of(person: Person) -> QuerySet[Request]:
    """What somebody asked about their own data, the newest first."""
    return person.requests.order_by("-received_on", "pk")


def deletions(viewer: Viewer) -> QuerySet[Deletion]:
    """The stubs of what was deleted, the newest first."""
    return Deletion.objects.visible_to(viewer).select_related("activity__record")


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of protection that belongs to a partnership, in an order in which it can be stored."""
    return [
        PrivacyNotice.objects.filter(activity__partnership=partnership),
        *(
            model.objects.filter(partnership=partnership)
            for model in (Extension, Request, Deletion)
        ),
    ]
