"""On which mandate a room decides: in words, and as the scheme of delegation answered."""

from typing import Any

from thegither.capabilities.decisions.models import Room
from thegither.spine.authority.models import KeptAnswer


def mandate_of(room: Room) -> str:
    """The mandate in one line. The words of the scheme name their clause themselves."""
    if room.answer:
        return room.mandate
    return ", ".join(filter(None, [room.mandate, room.clause]))


def answer_of(room: Room) -> dict[str, Any] | None:
    """What the scheme answered, word for word, to stand in what is sealed and in the record."""
    kept: KeptAnswer | None = room.answer
    if kept is None:
        return None
    return {
        "decision_type": kept.decision_type,
        "amount": None if kept.amount is None else str(kept.amount),
        "post": kept.post_name,
        "on": kept.on.isoformat(),
        "known_at": kept.known_at.isoformat(),
        "verdict": kept.verdict,
        "clause": kept.clause,
        "sentence": kept.sentence,
    }
