"""What people wrote: what waits for a moderator, and what everybody may read."""

from dataclasses import dataclass

from thegither.capabilities.assessments.models import Remark, Wave
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Written:
    """One remark with the question it answers."""

    remark: Remark
    question: str


def waiting(viewer: Viewer, wave: Wave) -> list[Written]:
    """What no moderator has come to. In the order of its random keys, which tells no time."""
    return _with_questions(viewer, wave, Remark.State.WAITING)


def accepted(viewer: Viewer, wave: Wave) -> list[Written]:
    """What stands with the results, question by question."""
    return _with_questions(viewer, wave, Remark.State.ACCEPTED)


def _with_questions(viewer: Viewer, wave: Wave, state: str) -> list[Written]:
    texts = {item.id: item.text for item in wave.instrument.items}
    seen = Remark.objects.visible_to(viewer).filter(wave=wave, state=state)
    rows = seen.select_related("record").order_by("item", "pk")
    return [Written(row, texts.get(row.item, "")) for row in rows]
