"""What people carry for the partnership, how they may be reached, and what they answer for."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.people.actions.register import write_down
from thegither.spine.people.errors import LastCoordinator
from thegither.spine.people.models import ContactConsent, Person, Responsibility, Seat
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def give_seat(*, viewer: Viewer, person: Person, duty: str, valid_from: date | None = None) -> Seat:
    """Let a person carry a duty in the partnership, from a day on (today, if none is given).

    Giving it twice is giving it once.
    """
    start = valid_from or timezone.localdate()
    standing = person.seats.filter(Seat.on(start), duty=duty).first()
    if standing:
        return standing
    seat = Seat.objects.create(person=person, duty=duty, valid_from=start)
    write_down(viewer, "give_seat", person, duty=duty, valid_from=start)
    return seat


@transaction.atomic
def end_seat(*, viewer: Viewer, seat: Seat, last_day: date) -> Seat:
    seat.valid_to = last_day
    seat.save(update_fields=["valid_to"])
    write_down(viewer, "end_seat", seat.person, duty=seat.duty, valid_to=last_day)
    return seat


@transaction.atomic
def withdraw_seat(*, viewer: Viewer, seat: Seat) -> None:
    """End a duty now. The last coordinator cannot go, since nobody could give the duty to another."""
    day = timezone.localdate()
    coordinators = Seat.objects.select_for_update().filter(
        Seat.on(day), person__partnership=seat.person.partnership, duty=Seat.Duty.COORDINATOR
    )
    if seat.duty == Seat.Duty.COORDINATOR and len(coordinators) < 2:
        raise LastCoordinator(_("Give the duty to somebody else first: one coordinator must stay."))
    if seat.valid_from >= day:
        write_down(viewer, "withdraw_seat", seat.person, duty=seat.duty)
        seat.delete()
    else:
        end_seat(viewer=viewer, seat=seat, last_day=day - timedelta(days=1))


@transaction.atomic
def choose_contact(*, viewer: Viewer, person: Person, channels: Iterable[str]) -> None:
    """Let these channels, and no others, be open to the partnership from now on."""
    for channel in ContactConsent.Channel.values:
        change = give_consent if channel in channels else withdraw_consent
        change(viewer=viewer, person=person, channel=channel)


@transaction.atomic
def give_consent(*, viewer: Viewer, person: Person, channel: str) -> ContactConsent:
    """A person may be contacted this way from now on; saying it twice is saying it once."""
    standing = person.consents.filter(channel=channel, withdrawn_at=None).first()
    if standing:
        return standing
    consent = ContactConsent.objects.create(person=person, channel=channel)
    write_down(viewer, "give_consent", person, channel=channel)
    return consent


@transaction.atomic
def withdraw_consent(*, viewer: Viewer, person: Person, channel: str) -> None:
    standing = person.consents.filter(channel=channel, withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now()):
        write_down(viewer, "withdraw_consent", person, channel=channel)


@transaction.atomic
def add_responsibility(
    *,
    viewer: Viewer,
    record: Record,
    person: Person,
    since: date | None = None,
    reason: str = "",
) -> Responsibility:
    """Let a person answer for a record, from a day on (today, if none is given)."""
    responsibility = Responsibility.objects.create(
        record=record, person=person, since=since or timezone.localdate(), reason=reason
    )
    write_down(viewer, "add_responsibility", person, record=record.pk, reason=reason)
    return responsibility


@transaction.atomic
def hand_over_responsibility(
    *, viewer: Viewer, record: Record, to: Person, reason: str, on: date | None = None
) -> Responsibility:
    """From this day on somebody else answers for a record, and nobody before them does; the reason stays."""
    day = on or timezone.localdate()
    standing = Responsibility.objects.select_for_update().filter(record=record, until=None)
    standing.update(until=day)
    return add_responsibility(viewer=viewer, record=record, person=to, since=day, reason=reason)
