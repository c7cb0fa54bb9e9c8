"""An objection and its path: talk, somebody helps, a mediator, somebody independent. Each step has a day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, record_in, sentence, write_down
from thegither.capabilities.decisions.actions.errors import RoomError, StillOpen
from thegither.capabilities.decisions.models import Objection, Room, Step
from thegither.capabilities.decisions.phases import PHASES
from thegither.spine.people.models import Person
from thegither.spine.spaces.visibility import Viewer

STATES = Objection.State
PATH = tuple(Step.Kind)
# Long enough to meet, short enough that nobody can wait a decision out.
DAYS = {
    Step.Kind.TALK: 7,
    Step.Kind.FACILITATED: 14,
    Step.Kind.MEDIATED: 28,
    Step.Kind.INDEPENDENT: 28,
}
LONGEST = timedelta(days=60)


@transaction.atomic
def raise_objection(*, viewer: Viewer, room: Room, reason: str) -> Objection:
    """Say "no" with a reason. The first step of its path begins at once: the two sides talk."""
    room = lock(room)
    PHASES.require("object", room)
    said = sentence(reason, "reason")
    if open_objection(viewer, room):
        raise RoomError(_("Your objection is being talked about already."), "reason")
    objection = Objection.objects.create(
        record=record_in(room, "objection", said), room=room, person_id=viewer.person, reason=said
    )
    _begin(objection, Step.Kind.TALK, None)
    write_down(viewer, "raise_objection", objection, reason=said)
    return objection


def open_objection(viewer: Viewer, room: Room) -> Objection | None:
    mine = Objection.objects.filter(room=room, person=viewer.person, state=STATES.OPEN)
    return mine.first()


def _begin(
    objection: Objection, kind: str, helper: Person | None, due_on: date | None = None
) -> Step:
    usual = timezone.localdate() + timedelta(days=DAYS[Step.Kind(kind)])
    return Step.objects.create(
        objection=objection,
        place=PATH.index(Step.Kind(kind)),
        kind=kind,
        helper=helper,
        due_on=due_on or usual,
    )


@transaction.atomic
def take_next_step(
    *,
    viewer: Viewer,
    objection: Objection,
    helper: Person | None = None,
    due_on: date | None = None,
) -> Step:
    """End the step that runs and begin the next one. The path only goes forward, and it has an end."""
    objection = _open(objection)
    last = objection.steps.last()
    later = PATH[last.place + 1 :] if last else PATH
    if not later:
        raise RoomError(_("The path ends here: meet the objection, take it back, or let it stand."))
    _check_day(due_on)
    if later[0] != Step.Kind.TALK and helper is None:
        raise RoomError(_("Name who helps: somebody who is on neither side."), "helper")
    if helper and helper.pk == objection.person_id:
        raise RoomError(_("Name somebody who is on neither side."), "helper")
    _end(last)
    step = _begin(objection, later[0], helper, due_on)
    write_down(viewer, "take_next_step", objection, kind=step.kind, due_on=step.due_on)
    return step


def _check_day(due_on: date | None) -> None:
    today = timezone.localdate()
    if due_on and not today < due_on <= today + LONGEST:
        raise RoomError(_("Choose a day within the next sixty days."), "due_on")


def _end(step: Step | None, agreed: str = "") -> None:
    if step and not step.ended_on:
        step.ended_on, step.agreed = timezone.localdate(), agreed or step.agreed
        step.save(update_fields=["ended_on", "agreed"])


@transaction.atomic
def write_notes(*, viewer: Viewer, step: Step, notes: str) -> Step:
    """What was said in a step stays with those who were there."""
    objection = _open(step.objection)
    step.notes = notes.strip()
    step.save(update_fields=["notes"])
    write_down(viewer, "write_notes", objection, step=step.pk)
    return step


@transaction.atomic
def settle_objection(*, viewer: Viewer, objection: Objection, state: str, answer: str) -> Objection:
    """How it ends: met or taken back, which only its owner can say; or it stands, and is kept in full.

    A coordinator may let it stand once a step has run its time, so that nobody can be outwaited.
    """
    objection = _open(objection)
    said = sentence(answer, "answer")
    if state not in (STATES.MET, STATES.BACK, STATES.STANDS):
        raise RoomError(_("Choose one of those that stand here."), "state")
    is_own = objection.person_id is not None and objection.person_id == viewer.person
    if state != STATES.STANDS and not is_own:
        raise RoomError(_("Only whoever objects can say that it is met or taken back."), "state")
    if state == STATES.STANDS and not is_own:
        _require_time_has_run(objection)
    _end(objection.steps.last(), said)
    objection.state, objection.answer = state, said
    objection.save(update_fields=["state", "answer"])
    write_down(viewer, "settle_objection", objection, state=state, answer=said)
    return objection


def _require_time_has_run(objection: Objection) -> None:
    step = objection.steps.last()
    if step and step.due_on > timezone.localdate():
        raise StillOpen(
            _(
                "The step that runs has time until its day. After it you can let the objection stand."
            ),
            "state",
        )


def _open(objection: Objection) -> Objection:
    rows = Objection.objects.select_for_update(of=("self",))
    objection = rows.select_related("record", "room__activity").get(pk=objection.pk)
    if objection.state != STATES.OPEN:
        raise RoomError(_("This objection has found its end already."))
    return objection
