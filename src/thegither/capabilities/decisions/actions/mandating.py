"""On which mandate: asked of the scheme of delegation, and kept with its clause."""

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, write_down
from thegither.capabilities.decisions.actions.errors import NotReady
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.phases import PHASES
from thegither.spine.authority.actions import keep_answer, note_level
from thegither.spine.authority.models import KeptAnswer
from thegither.spine.authority.queries import NO, Answer
from thegither.spine.authority.wording import post_name
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def take_mandate(*, viewer: Viewer, room: Room, answer: Answer) -> Room:
    """Let the room decide on a clause of the scheme, as it was answered. Raises `NotReady` for a no."""
    room = lock(room)
    PHASES.require("change", room)
    if answer.verdict == NO:
        raise NotReady(_("Not on this mandate. %(answer)s") % {"answer": answer.sentence})
    before = room.answer.post_name if room.answer else ""
    room.answer = keep_answer(viewer=viewer, partnership=room.record.partnership, answer=answer)
    room.mandate, room.clause = answer.mandate, answer.clause.clause
    if room.level in ("", before):
        room.level = post_name(answer.post)[:200]
    room.save(update_fields=["answer", "mandate", "clause", "level"])
    write_down(viewer, "take_mandate", room, mandate=room.mandate, answer=room.answer.pk)
    return room


def note_level_of(viewer: Viewer, room: Room, decision: Decision) -> None:
    """Where the scheme knows the kind and the post its level: note where it was taken, for drift to see."""
    kept: KeptAnswer | None = room.answer
    if kept and kept.post and kept.post.level:
        note_level(
            viewer=viewer,
            record=decision.record,
            decision_type=kept.decision_type,
            level=kept.post.level,
            on=decision.decided_on,
        )
