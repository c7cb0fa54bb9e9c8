"""The record: what was decided, what was promised, what spoke against it, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, sentence, write_down
from thegither.capabilities.decisions.actions.errors import RoomError
from thegither.capabilities.decisions.actions.mandating import note_level_of
from thegither.capabilities.decisions.models import Review, Room
from thegither.capabilities.decisions.phases import PHASES, REVIEWED
from thegither.capabilities.decisions.queries.dissent import dissent_of
from thegither.capabilities.decisions.queries.mandate import answer_of, mandate_of
from thegither.capabilities.decisions.queries.reading import (
    RECORD,
    RESULT,
    RULE,
    release_of,
    voices_of,
)
from thegither.capabilities.decisions.queries.rule import METHODS, Rule
from thegither.spine.evidence.actions import digest_of, publish_release
from thegither.spine.people.models import Person
from thegither.spine.promises.actions import make_promise, record_decision, review_decision
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.models import Commitment
from thegither.spine.spaces.visibility import HOUSE, Viewer

METHOD = "decision record 1"


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise that follows: who, by when, and what they need for it."""

    promise: str
    owner: Person
    due_on: date
    support: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a coordinator writes once the votes are counted. Promises, or the reason why there are none."""

    text: str
    review_on: date
    promises: Sequence[Promised] = ()
    no_promise_because: str = ""
    minority_report: str = ""
    # For a record that is written down later than the day of the decision.
    decided_on: date | None = None

    @property
    def day(self) -> date:
        return self.decided_on or timezone.localdate()


@transaction.atomic
def write_record(*, viewer: Viewer, room: Room, told: Told) -> Decision:
    """Write the record once, for everybody who may see the room. Afterwards nothing of it can change."""
    room = lock(room)
    PHASES.require("write_record", room)
    _check(room, told)
    here = {
        "partnership": room.record.partnership,
        "audience": room.record.audience,
        "activity": room.activity,
    }
    decision = _record(viewer, room, told, here)
    note_level_of(viewer, room, decision)
    made = [_promise(viewer, decision, one, here) for one in told.promises]
    room.decision = decision
    room.save(update_fields=["decision"])
    content = _content(room, told, decision, made)
    publish_release(
        chain=room.record.partnership_id,
        activity=room.activity_id,
        kind=RECORD,
        content=content,
        method=METHOD,
    )
    write_down(viewer, "write_record", room, mandate=room.mandate, digest=digest_of(content))
    return decision


def _check(room: Room, told: Told) -> None:
    if room.decision_id:
        raise RoomError(_("The record is written already. What changes later is told at a review."))
    if not told.promises and not told.no_promise_because.strip():
        raise RoomError(
            _("Say who does what by when, or why nobody has to do anything."), "no_promise_because"
        )
    if told.review_on <= told.day:
        raise RoomError(_("Choose a day after the decision to look at it again."), "review_on")


def _record(viewer: Viewer, room: Room, told: Told, here: dict[str, Any]) -> Decision:
    rule = Rule.of((release_of(room, RULE) or {})["rule"])
    return record_decision(
        viewer=viewer,
        text=sentence(told.text, "text"),
        decided_on=told.day,
        how=str(METHODS[rule.method])[:200],
        mandate=mandate_of(room),
        level=room.level,
        dissent=dissent_of(room, told.minority_report),
        review_on=told.review_on,
        no_promise_because="" if told.promises else told.no_promise_because,
        because_of=room.record,
        **here,
    )


def _promise(viewer: Viewer, decision: Decision, one: Promised, here: dict[str, Any]) -> Commitment:
    return make_promise(
        viewer=viewer,
        promise=sentence(one.promise, "promise"),
        owner=one.owner,
        due_on=one.due_on,
        made_on=decision.decided_on,
        because_of=decision.record,
        **here,
    )


def _content(
    room: Room, told: Told, decision: Decision, made: Sequence[Commitment]
) -> dict[str, Any]:
    """Everything the record says, in one piece; people stand in it by their id in the register."""
    promises = [
        {"id": str(commitment.pk), "promise": one.promise, "owner": str(one.owner.pk),
         "due_on": one.due_on.isoformat(), "support": one.support.strip()}
        for commitment, one in zip(made, told.promises, strict=True)
    ]  # fmt: skip
    return {
        "decision": str(decision.pk),
        "text": decision.text,
        "decided_on": decision.decided_on.isoformat(),
        "rule": digest_of(release_of(room, RULE)),
        "result": digest_of(release_of(room, RESULT)),
        "voices": [str(record.pk) for record in voices_of(HOUSE, room)],
        "mandate": decision.mandate,
        "answer": answer_of(room),
        "level": decision.level,
        "dissent": decision.dissent,
        "promises": promises,
        "no_promise_because": decision.no_promise_because,
        "review_on": told.review_on.isoformat(),
    }


@transaction.atomic
def review_room(
    *,
    viewer: Viewer,
    room: Room,
    verdict: str,
    became: str,
    found: str,
    next_on: date | None = None,
) -> Review:
    """Look at it again: kept, renegotiated or broken, and what became of the outcome. Never blank."""
    room = lock(room)
    PHASES.require("review", room)
    if room.decision is None:
        raise RoomError(_("Write the record first: there is nothing to look at yet."))
    said = sentence(found, "found")
    review = Review.objects.create(
        room=room, verdict=verdict, became=became, found=said, next_on=next_on, by_id=viewer.person
    )
    if not room.decision.ended_on:
        review_decision(viewer=viewer, decision=room.decision, found=said, review_on=next_on)
    if room.activity.phase != REVIEWED:
        move_phase(activity=room.activity, phase=REVIEWED)
    write_down(viewer, "review_room", room, verdict=verdict, became=became, found=said)
    return review
