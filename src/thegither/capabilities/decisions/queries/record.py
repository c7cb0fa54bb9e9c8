"""The record of a decision: what was released, beside what became of it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thegither.capabilities.decisions.models import Objection, Review, Room
from thegither.capabilities.decisions.queries.reading import (
    RECORD,
    objections_of,
    voices_of,
)
from thegither.capabilities.decisions.queries.veil import told
from thegither.spine.evidence.queries import head_of
from thegither.spine.promises.models import Decision
from thegither.spine.promises.reading import Told, promises_because_of
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """A promise as it stands today, and what was said to be needed for it."""

    told: Told
    support: str


@dataclass(frozen=True, slots=True)
class RecordShown:
    """Everything the page of a record says. What was decided is read from the release, not from a table
    that could be changed: whoever changes the release is found by `thegither verify`."""

    text: str
    decided_on: date
    mandate: str
    # What the scheme of delegation answered, where the mandate was taken from it.
    answer: Mapping[str, Any] | None
    level: str
    dissent: str
    objections: list[Objection]
    promises: list[PromiseShown]
    no_promise_because: str
    review_on: date | None
    reviews: list[Review]
    voices: list[Record]
    decision: Decision
    head: str

    @property
    def asked_on(self) -> date | None:
        """The day on which the scheme was asked."""
        return self.answer and datetime.fromisoformat(self.answer["known_at"]).date()


def record_of(viewer: Viewer, room: Room) -> RecordShown | None:
    content = told(viewer, room, RECORD)
    if content is None or room.decision is None:
        return None
    return RecordShown(
        text=content["text"],
        decided_on=date.fromisoformat(content["decided_on"]),
        mandate=content["mandate"],
        answer=content.get("answer"),
        level=content["level"],
        dissent=content["dissent"],
        objections=objections_of(viewer, room) if viewer.is_member else [],
        promises=_promises(viewer, room, content),
        no_promise_because=content["no_promise_because"],
        review_on=room.decision.review_on,
        reviews=list(room.reviews.select_related("by")),
        voices=voices_of(viewer, room),
        decision=room.decision,
        head=head_of(room.record.partnership_id),
    )


def _promises(viewer: Viewer, room: Room, content: dict[str, Any]) -> list[PromiseShown]:
    """Also promises that were added later; what each needs is known of those in the record."""
    needed = {one["id"]: one["support"] for one in content["promises"]}
    told = promises_because_of(viewer, room.decision.record)
    return [PromiseShown(one, needed.get(str(one.commitment.pk), "")) for one in told]
