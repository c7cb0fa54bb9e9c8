"""What every verb of decisions does: hold the room, look whether a sentence was said, write it down."""

from django.db.models import Model
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.errors import NothingSaid
from thegither.capabilities.decisions.models import Room
from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces.actions import create_record, raise_safeguarding
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer


def lock(room: Room) -> Room:
    """The room as it stands now, held until the transaction ends."""
    rows = Room.objects.select_for_update(of=("self",))
    return rows.select_related("record__partnership", "activity__record").get(pk=room.pk)


def write_down(viewer: Viewer, verb: str, thing: Model, **state: object) -> None:
    """One line in the audit chain, about a room or whatever else here has a record."""
    record = thing.record
    append_entry(
        chain=record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{thing._meta.model_name}:{thing.pk}",
        state={name: str(value) for name, value in state.items()},
        mandate=str(state.get("mandate", "")),
    )


def sentence(words: str, field: str) -> str:
    """The words without the blanks around them; raises `NothingSaid` where nothing is left."""
    if not words.strip():
        raise NothingSaid(_("Write a sentence here, so that others can rely on it."), field)
    return words.strip()


def record_in(room: Room, kind: str, title: str, audience: str = "") -> Record:
    """A record for something said in a room: for the same people as the room, if nothing else is said."""
    return create_record(
        partnership=room.record.partnership,
        activity=room.activity,
        kind=kind,
        title=title,
        audience=audience or room.record.audience,
        language=room.record.language,
    )


def safeguard_words(*, viewer: Viewer, record: Record, reason: str = "") -> None:
    """A moderator's one button: hide the words at once, tell the safeguarding lead, start the clock."""
    why = reason.strip() or _("From a decision room.")
    raise_safeguarding(viewer=viewer, record=record, reason=why)
