"""What every verb of promises does: look whether a sentence was said, find who speaks, write it down."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.models import Person
from thegither.spine.people.queries import belonging
from thegither.spine.promises.errors import NothingSaid, NotTheirs
from thegither.spine.promises.models import Event
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer


def write_down(
    viewer: Viewer, verb: str, record: Record, mandate: str = "", **state: object
) -> None:
    """One line in the audit chain of the record's partnership."""
    append_entry(
        chain=record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{record.kind}:{record.pk}",
        state={name: str(value) for name, value in state.items()},
        mandate=mandate,
    )


def add_event(
    viewer: Viewer, record: Record, kind: str, on: date, said: str = "", day: date | None = None
) -> Event:
    return Event.objects.create(
        record=record, kind=kind, on=on, said=said, day=day, by_id=viewer.person
    )


def set_state(record: Record, state: str) -> None:
    record.state = state
    record.save(update_fields=["state"])


def sentence(words: str, field: str) -> str:
    """The words without the blanks around them; raises `NothingSaid` where nothing is left."""
    if not words.strip():
        raise NothingSaid(_("Write a sentence here, so that others can rely on it."), field)
    return words.strip()


def check_belongs(person: Person, record: Record, day: date, field: str = "owner") -> None:
    """Only somebody of the partnership on that day can answer for a thing of it."""
    if not belonging(record.partnership, day).filter(pk=person.pk).exists():
        raise NotTheirs(
            _("%(name)s does not belong to the partnership on that day. Choose somebody who does.")
            % {"name": person.name},
            field,
        )


def moment_of(day: date) -> datetime:
    """When a record of a day came: now for today, noon for a day that was written down later."""
    if day == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(day, time(12)))
