"""Leaving in one step, a person or a whole partner, and taking that step back.

What people said stays, with their names where they gave them; what they voted under a seal is joined to
nobody and stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.people import leaving as reads
from thegither.spine.people.actions.duties import hand_over_responsibility
from thegither.spine.people.actions.sign_in import sign_out_everywhere
from thegither.spine.people.errors import LastCoordinator, NotUndoable, WrongEntry
from thegither.spine.people.leaving import Going
from thegither.spine.people.models import (
    Leaving,
    Membership,
    Organization,
    Person,
    Responsibility,
    Seat,
)
from thegither.spine.people.queries import belonging, standing_seats
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Step:
    """One leaving as it is done: by whom, why, on which day, and what each row said before."""

    viewer: Viewer
    reason: str
    day: date
    moved: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"memberships": {}, "seats": {}, "responsibilities": {}}
    )


@transaction.atomic
def leave_partnership(
    *,
    viewer: Viewer,
    person: Person,
    reason: str,
    successor: Person | None = None,
    on: date | None = None,
) -> Leaving:
    """A person leaves: access ends today (or on the day named), and `successor` answers for what is still open.

    Raises `WrongEntry` without a reason, or without a successor where one is needed.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    step = Step(viewer, reason.strip(), on or timezone.localdate())
    going = reads.going(person, step.day)
    _let_go(step, [going], {person.pk: successor})
    _end(step, "memberships", going.memberships)
    return _remember(step, person)


@transaction.atomic
def part_with_organization(
    *,
    viewer: Viewer,
    organization: Organization,
    reason: str,
    successors: Mapping[UUID, Person | None],
    on: date | None = None,
) -> Leaving:
    """A partner leaves with everybody who belongs through it alone.

    `successors` names, for the id of each who leaves something open, who answers for it from now on.
    """
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    step = Step(viewer, reason.strip(), on or timezone.localdate())
    parting = reads.parting(organization, step.day)
    _let_go(step, parting.leavers, successors)
    ties = [tie for going in parting.leavers for tie in going.memberships]
    _end(step, "memberships", [*ties, *parting.staying])
    return _remember(step, organization)


def _let_go(step: Step, leavers: list[Going], successors: Mapping[UUID, Person | None]) -> None:
    """End the duties of all who leave, hand over what they have, and sign them out."""
    if not step.reason:
        raise WrongEntry(_("Write why, so that others can read it later."), "reason")
    _keep_a_coordinator(leavers)
    gone = {going.person.pk for going in leavers}
    for going in leavers:
        to = _check_successor(going, successors.get(going.person.pk), gone, step.day)
        for old in going.open_things:
            _hand_over(step, old, to)
        _end(step, "seats", going.seats)
        _sign_out(going.person)


def _hand_over(step: Step, old: Responsibility, to: Person) -> None:
    new = hand_over_responsibility(
        viewer=step.viewer, record=old.record, to=to, reason=step.reason, on=step.day
    )
    step.moved["responsibilities"][str(old.pk)] = str(new.pk)


def _keep_a_coordinator(leavers: list[Going]) -> None:
    ending = {seat.pk for going in leavers for seat in going.seats}
    if not ending:
        return
    partnership = leavers[0].person.partnership
    held = standing_seats(partnership).filter(duty=Seat.Duty.COORDINATOR)
    standing = set(held.select_for_update(of=("self",)).values_list("pk", flat=True))
    if standing and standing <= ending:
        raise LastCoordinator(_("Give the duty to somebody else first: one coordinator must stay."))


def _check_successor(going: Going, to: Person | None, gone: set[UUID], day: date) -> Person | None:
    if not going.open_things:
        return None
    question, name = field_of(going.person), {"name": going.person.name}
    if to is None:
        raise WrongEntry(_("Choose who takes over from %(name)s.") % name, question)
    belongs = belonging(going.person.partnership, day).filter(pk=to.pk).exists()
    if to.pk in gone or not belongs:
        raise WrongEntry(
            _("Choose somebody who stays to take over from %(name)s.") % name, question
        )
    return to


def field_of(person: Person) -> str:
    """What the form calls the question who takes over from this person."""
    return f"from_{person.pk.hex}"


def _sign_out(person: Person) -> None:
    """Every session ends, and no code that is still about lets them in again."""
    if person.account:
        sign_out_everywhere(account=person.account)
        person.account.codes.all().delete()


def _end(step: Step, kind: str, rows: Iterable[Membership | Seat]) -> None:
    """The day before was the last. What had yet to begin is kept as one day: its dates stay in order."""
    last_day = reads.last_day_of(step.day)
    for row in rows:
        step.moved[kind][str(row.pk)] = [_stored(row.valid_from), _stored(row.valid_to)]
        row.valid_from = row.valid_from and min(row.valid_from, last_day)
        row.valid_to = last_day
        row.save(update_fields=["valid_from", "valid_to"])


def _remember(step: Step, who: Person | Organization) -> Leaving:
    """Once: whoever goes back and presses the button again is told so, and nothing is done twice."""
    this = {who._meta.model_name: who, "left_on": step.day}
    if Leaving.objects.filter(undone_at=None, **this).exists():
        raise WrongEntry(_("%(name)s left on that day already.") % {"name": who.name})
    leaving = Leaving.objects.create(
        partnership=who.partnership, reason=step.reason, moved=step.moved, **this
    )
    _write_down(step.viewer, "leave", leaving, reason=leaving.reason)
    return leaving


@transaction.atomic
def undo_leaving(*, viewer: Viewer, leaving: Leaving) -> Leaving:
    """Put everything back as it was, as long as nothing else happened to it. Raises `NotUndoable` then.

    Those who left sign in anew; their old codes and sessions stay void.
    """
    leaving = Leaving.objects.select_for_update(of=("self",)).get(pk=leaving.pk)
    if leaving.undone_at or not reads.is_as_left(leaving):
        raise NotUndoable(
            _("Something happened since. Correct the memberships and promises one by one.")
        )
    for model, name in ((Membership, "memberships"), (Seat, "seats")):
        for key, (first, last) in leaving.moved[name].items():
            model.objects.filter(pk=key).update(valid_from=_day(first), valid_to=_day(last))
    for old, new in leaving.moved["responsibilities"].items():
        Responsibility.objects.filter(pk=new).delete()
        Responsibility.objects.filter(pk=old).update(until=None)
    leaving.undone_at = timezone.now()
    leaving.save(update_fields=["undone_at"])
    _write_down(viewer, "undo_leaving", leaving)
    return leaving


def _stored(day: date | None) -> str | None:
    return str(day) if day else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _write_down(viewer: Viewer, verb: str, leaving: Leaving, **state: object) -> None:
    who = leaving.who
    append_entry(
        chain=leaving.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{who._meta.model_name}:{who.pk}",
        state={"left_on": str(leaving.left_on), "moved": leaving.moved, **state},
    )
