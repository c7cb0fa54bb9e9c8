"""What became of promises, as the board paper tells it: kept, broken, put off, overdue, still due."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.figures import day_text
from thegither.spine.people.models import Person
from thegither.spine.promises.models import Event
from thegither.spine.promises.queries import owners_of
from thegither.spine.spaces.house import Line, Section
from thegither.spine.spaces.models import Commitment, Partnership, Record
from thegither.spine.spaces.visibility import Viewer
from thegither.thread.walk import address_of_thread


def promises(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Section]:
    """What happened to promises between two days, then what stands today, the most urgent first."""
    happened = _events(viewer, partnership, since, until)
    standing = _standing(viewer, partnership)
    today = timezone.localdate()
    sections = {
        _("Kept"): _what_happened(viewer, happened.filter(kind=Event.Kind.KEPT)),
        _("Not kept"): _what_happened(viewer, happened.filter(kind=Event.Kind.BROKEN)),
        _("Given a new day"): _what_happened(viewer, happened.filter(kind=Event.Kind.RENEGOTIATED)),
        _("Overdue"): _what_stands(viewer, standing.filter(due_on__lt=today)),
        _("Still due"): _what_stands(viewer, standing.filter(due_on__gte=today)),
    }
    told = {title: tuple(lines) for title, lines in sections.items()}
    return [Section(title, "", lines) for title, lines in told.items() if lines]


def _events(viewer: Viewer, partnership: Partnership, since: date, until: date) -> QuerySet[Event]:
    own = Event.objects.visible_to(viewer).filter(record__partnership=partnership)
    of_promises = own.filter(record__commitment__isnull=False, on__range=(since, until))
    return of_promises.select_related(
        "record__partnership", "record__commitment", "record__activity"
    )


def _standing(viewer: Viewer, partnership: Partnership) -> QuerySet[Commitment]:
    own = Commitment.objects.visible_to(viewer).filter(record__partnership=partnership)
    still = own.filter(state__in=[Commitment.State.OPEN, Commitment.State.RENEGOTIATED])
    return still.select_related("record__partnership", "record__activity").order_by("due_on", "pk")


def _what_happened(viewer: Viewer, events: QuerySet[Event]) -> Iterator[Line]:
    owners = _owners(viewer, [event.record for event in events])
    for event in events:
        days = [_("On %(day)s.") % {"day": day_text(event.on)}]
        if event.day:
            days = [_("Now due on %(day)s.") % {"day": day_text(event.day)}]
        notes = [*_who(owners, event.record), *days, *filter(None, [event.said])]
        yield Line(event.record.commitment.promise, tuple(notes), address_of_thread(event.record))


def _what_stands(viewer: Viewer, standing: QuerySet[Commitment]) -> Iterator[Line]:
    owners = _owners(viewer, [promise.record for promise in standing])
    for promise in standing:
        due = _("Due on %(day)s.") % {"day": day_text(promise.due_on)}
        notes = (*_who(owners, promise.record), due)
        yield Line(promise.promise, notes, address_of_thread(promise.record))


def _owners(viewer: Viewer, records: list[Record]) -> dict[UUID, Person]:
    """Who answers for each. The register is for members, and so are these names."""
    return owners_of(records) if viewer.is_member else {}


def _who(owners: dict[UUID, Person], record: Record) -> list[str]:
    owner = owners.get(record.pk)
    return [_("%(name)s answers for it.") % {"name": owner.name}] if owner else []
