"""The path of an objection: its days for all to read, what was said for those who were there."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thegither.capabilities.decisions.models import Objection, Step
from thegither.spine.people.models import Person
from thegither.spine.spaces.visibility import COORDINATOR, Viewer


@dataclass(frozen=True, slots=True)
class StepShown:
    """`notes` is empty for whoever was not there."""

    kind: str
    helper: Person | None
    began_on: date
    due_on: date
    ended_on: date | None
    agreed: str
    notes: str

    @property
    def is_late(self) -> bool:
        return self.ended_on is None and self.due_on < timezone.localdate()


def may_read_notes(viewer: Viewer, objection: Objection) -> bool:
    """Whoever objects, whoever helps or has helped, and the coordinators."""
    if not viewer.is_member:
        return False
    helps = objection.steps.filter(helper=viewer.person).exists()
    return viewer.has_duty(COORDINATOR) or objection.person_id == viewer.person or helps


def steps_of(viewer: Viewer, objection: Objection) -> list[StepShown]:
    """Mediation is closer still: what was said there is for the one who objects and the mediator alone."""
    is_party = may_read_notes(viewer, objection)
    return [
        StepShown(
            str(step.get_kind_display()),
            step.helper,
            step.began_on,
            step.due_on,
            step.ended_on,
            step.agreed,
            step.notes if is_party and _is_told(viewer, objection, step) else "",
        )
        for step in objection.steps.select_related("helper")
    ]


def _is_told(viewer: Viewer, objection: Objection, step: Step) -> bool:
    if step.kind != Step.Kind.MEDIATED:
        return True
    return viewer.person in {objection.person_id, step.helper_id}
