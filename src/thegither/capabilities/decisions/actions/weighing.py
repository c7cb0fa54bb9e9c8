"""After a vote: whose words moved anything, said of the process and kept with it."""

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, record_in, write_down
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.moves import (
    METHOD,
    heard_figure,
    heard_in,
    moves_of,
)
from thegither.capabilities.decisions.queries.reading import MOVES
from thegither.spine.evidence.actions import publish_release
from thegither.spine.spaces.actions import link_records
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.visibility import HOUSE

TOKENISTIC, FOUND = "tokenistic_process", "found"


@transaction.atomic
def weigh_moves(*, room: Room) -> Finding | None:
    """Count whose words were taken up; where people who use services were asked and not heard, say so.

    `tick` calls this once for each room that has closed.
    """
    room = lock(room)
    content = moves_of(room)
    publish_release(
        chain=room.record.partnership_id,
        activity=room.activity_id,
        kind=MOVES,
        content=content,
        method=METHOD,
    )
    return _find(room, content) if content["is_token"] else None


def _find(room: Room, content: dict) -> Finding:
    """The sentence names nobody; the link leads to the room."""
    sentence = _("People who use services proposed, and next to nothing of it was taken up.")
    record = record_in(room, "finding", sentence)
    record.state = FOUND
    record.save(update_fields=["state"])
    link_records(from_record=room.record, to_record=record, relation="found")
    write_down(HOUSE, "find_tokenistic_process", room, p=content["p_heard"])
    return Finding.objects.create(
        record=record,
        kind=TOKENISTIC,
        about=[str(room.record_id)],
        sentence=sentence,
        figures=[heard_figure(heard_in(content)).to_json()],
        verdict=FOUND,
    )
