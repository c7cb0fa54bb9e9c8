"""Making a promise, and what becomes of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.people.actions.duties import (
    add_responsibility,
    hand_over_responsibility,
)
from thegither.spine.people.models import Person
from thegither.spine.promises.actions.audit import (
    add_event,
    check_belongs,
    moment_of,
    sentence,
    set_state,
    write_down,
)
from thegither.spine.promises.errors import NotOpen, NotTheirs, WrongDay
from thegither.spine.promises.models import Event
from thegither.spine.promises.queries import owner_of
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Activity, Commitment, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND = "commitment"
STILL_OPEN = (Commitment.State.OPEN, Commitment.State.RENEGOTIATED)
SETTLED = (Commitment.State.KEPT, Commitment.State.BROKEN)


@transaction.atomic
def make_promise(
    *,
    viewer: Viewer,
    partnership: Partnership,
    promise: str,
    owner: Person,
    due_on: date,
    because_of: Record | None = None,
    audience: str = Record.Audience.MEMBERS,
    activity: Activity | None = None,
    made_on: date | None = None,
) -> Commitment:
    """Somebody promises something by a day; `because_of` is the decision, finding or issue behind it."""
    day = made_on or timezone.localdate()
    if due_on < day:
        raise WrongDay(_("Choose a day that has not passed yet."), "due_on")
    record = create_record(
        partnership=partnership,
        kind=KIND,
        title=sentence(promise, "promise"),
        audience=audience,
        activity=activity,
        state=Commitment.State.OPEN,
        created_at=moment_of(day),
    )
    check_belongs(owner, record, day)
    commitment = Commitment.objects.create(record=record, promise=promise.strip(), due_on=due_on)
    add_responsibility(viewer=viewer, record=record, person=owner, since=day)
    if because_of:
        link_records(from_record=because_of, to_record=record, relation="led_to")
    add_event(viewer, record, Event.Kind.MADE, day, day=due_on)
    write_down(viewer, "make_promise", record, promise=promise, owner=owner.pk, due_on=due_on)
    return commitment


@transaction.atomic
def settle_promise(
    *, viewer: Viewer, commitment: Commitment, state: str, said: str, on: date | None = None
) -> Commitment:
    """It was kept, or it was not, and what happened. `state` is "kept" or "broken"."""
    if state not in SETTLED:
        raise ValueError(f"a promise is settled as kept or broken, not as {state!r}")
    return _move(viewer, commitment, state, words=said, field="said", on=on)


@transaction.atomic
def renegotiate_promise(
    *, viewer: Viewer, commitment: Commitment, due_on: date, reason: str, on: date | None = None
) -> Commitment:
    """Another day, and why. What was promised stays, and so does every day it was promised for."""
    if due_on < (on or timezone.localdate()):
        raise WrongDay(_("Choose a day that has not passed yet."), "due_on")
    state = Commitment.State.RENEGOTIATED
    return _move(viewer, commitment, state, words=reason, field="reason", on=on, due_on=due_on)


def _move(
    viewer: Viewer,
    commitment: Commitment,
    state: str,
    *,
    words: str,
    field: str,
    on: date | None,
    due_on: date | None = None,
) -> Commitment:
    commitment, day = _lock(commitment), on or timezone.localdate()
    commitment.state, commitment.due_on = state, due_on or commitment.due_on
    commitment.save(update_fields=["state", "due_on"])
    set_state(commitment.record, state)
    add_event(viewer, commitment.record, state, day, sentence(words, field), day=due_on)
    write_down(viewer, f"promise_{state}", commitment.record, said=words, due_on=commitment.due_on)
    return commitment


@transaction.atomic
def hand_over_promise(
    *, viewer: Viewer, commitment: Commitment, to: Person, reason: str, on: date | None = None
) -> Commitment:
    """Somebody else answers for it from this day on, and why."""
    commitment, day = _lock(commitment), on or timezone.localdate()
    check_belongs(to, commitment.record, day, "to")
    if owner_of(commitment.record, day) == to:
        raise NotTheirs(_("%(name)s has this promise already.") % {"name": to.name}, "to")
    hand_over_responsibility(
        viewer=viewer, record=commitment.record, to=to, reason=sentence(reason, "reason"), on=day
    )
    return commitment


def _lock(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("record__partnership")
    commitment = rows.get(pk=commitment.pk)
    if commitment.state not in STILL_OPEN:
        raise NotOpen(_("This promise is settled already, so nothing about it can change."))
    return commitment
