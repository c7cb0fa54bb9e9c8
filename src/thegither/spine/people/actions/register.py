"""What changes the register one entry at a time."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.errors import LastCoordinator
from thegither.spine.people.models import (
    ContactConsent,
    Membership,
    Organization,
    Person,
    Post,
    RegisterEntry,
    Responsibility,
    Seat,
)
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer


def write_down(viewer: Viewer, verb: str, entry: RegisterEntry, **state: object) -> None:
    """One line in the audit chain of the entry's partnership."""
    append_entry(
        chain=entry.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{entry._meta.model_name}:{entry.pk}",
        state={name: str(value) for name, value in state.items()},
    )


@transaction.atomic
def add_organization(
    *,
    viewer: Viewer,
    partnership: Partnership,
    name: str,
    sector: str,
    classification: str = "",
    parent: Organization | None = None,
) -> Organization:
    organization = Organization.objects.create(
        partnership=partnership,
        name=name,
        sector=sector,
        classification=classification,
        parent=parent,
    )
    write_down(viewer, "add_organization", organization, name=name, sector=sector)
    return organization


@transaction.atomic
def add_person(
    *, viewer: Viewer, partnership: Partnership, name: str, email: str = "", phone: str = ""
) -> Person:
    person = Person.objects.create(partnership=partnership, name=name, email=email, phone=phone)
    write_down(viewer, "add_person", person, name=name, email=email, phone=phone)
    return person


@transaction.atomic
def add_post(*, viewer: Viewer, organization: Organization, label: str, level: str) -> Post:
    post = Post.objects.create(
        partnership=organization.partnership, organization=organization, label=label, level=level
    )
    write_down(viewer, "add_post", post, label=label, level=level)
    return post


@transaction.atomic
def add_membership(
    *,
    viewer: Viewer,
    person: Person,
    organization: Organization,
    post: Post | None = None,
    role: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Tie a person to an organization, from the first day to the last, both included."""
    membership = Membership.objects.create(
        partnership=person.partnership,
        person=person,
        organization=organization,
        post=post,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    state = {"person": person.pk, "organization": organization.pk, "post": post and post.pk}
    write_down(
        viewer, "add_membership", membership, **state, valid_from=valid_from, valid_to=valid_to
    )
    return membership


@transaction.atomic
def change_membership(
    *,
    viewer: Viewer,
    membership: Membership,
    valid_from: date | None,
    valid_to: date | None,
) -> Membership:
    membership.valid_from, membership.valid_to = valid_from, valid_to
    membership.save(update_fields=["valid_from", "valid_to"])
    write_down(viewer, "change_membership", membership, valid_from=valid_from, valid_to=valid_to)
    return membership


def end_membership(*, viewer: Viewer, membership: Membership, last_day: date) -> Membership:
    return change_membership(
        viewer=viewer,
        membership=membership,
        valid_from=membership.valid_from,
        valid_to=last_day,
    )


@transaction.atomic
def give_seat(*, viewer: Viewer, person: Person, duty: str, valid_from: date | None = None) -> Seat:
    """Let a person carry a duty in the partnership, from a day on (today, if none is given)."""
    start = valid_from or timezone.localdate()
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
def add_responsibility(*, viewer: Viewer, record: Record, person: Person) -> Responsibility:
    responsibility = Responsibility.objects.create(record=record, person=person)
    write_down(viewer, "add_responsibility", person, record=record.pk)
    return responsibility
