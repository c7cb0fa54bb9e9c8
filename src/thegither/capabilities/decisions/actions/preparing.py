"""A question: from the first draft to the day on which options are drafted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, sentence, write_down
from thegither.capabilities.decisions.actions.errors import NotReady
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.phases import DRAFT, OPTIONS, PHASES
from thegither.spine.spaces.actions import create_activity, link_records, move_phase
from thegither.spine.spaces.models import Link, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND = "room"
LED_TO = "led_to"
# What a question has to name before others are asked to work on it.
TOUCHSTONE = ("outcome", "whose", "sign", "horizon", "mandate")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a coordinator fills in. All but the question may wait until the room opens."""

    question: str
    outcome: str = ""
    whose: str = ""
    sign: str = ""
    horizon: str = ""
    mandate: str = ""
    clause: str = ""
    level: str = ""
    closes_on: date | None = None
    audience: str = Record.Audience.PUBLIC
    voices: Sequence[Record] = ()

    @property
    def fields(self) -> dict[str, object]:
        """What stands in the room itself; the question and its audience stand in its record."""
        names = (*TOUCHSTONE, "clause", "level", "closes_on")
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def create_room(*, viewer: Viewer, partnership: Partnership, draft: Draft) -> Room:
    """A new question. Until it opens it is for members only, whoever may read it later."""
    activity = create_activity(
        partnership=partnership,
        kind=KIND,
        title=sentence(draft.question, "question"),
        phase=DRAFT,
        audience=Record.Audience.MEMBERS,
        state=DRAFT,
    )
    room = Room.objects.create(record=activity.record, activity=activity, **draft.fields)
    _link_voices(room, draft)
    write_down(viewer, "create_room", room, question=draft.question)
    return room


@transaction.atomic
def change_room(*, viewer: Viewer, room: Room, draft: Draft) -> Room:
    """Write it anew. Once options are drafted it still has to name everything it named."""
    room = lock(room)
    PHASES.require("change", room)
    if (draft.mandate, draft.clause) != (room.mandate, room.clause):
        room.answer = None
    for name, value in draft.fields.items():
        setattr(room, name, value)
    if room.activity.phase != DRAFT:
        _require_touchstone(room)
    room.save()
    room.record.title = sentence(draft.question, "question")[:300]
    room.record.save(update_fields=["title"])
    Link.objects.filter(to_record=room.record, relation=LED_TO).delete()
    _link_voices(room, draft)
    write_down(viewer, "change_room", room, question=draft.question, **draft.fields)
    return room


def _link_voices(room: Room, draft: Draft) -> None:
    for voice in draft.voices:
        link_records(from_record=voice, to_record=room.record, relation=LED_TO)


@transaction.atomic
def discard_room(*, viewer: Viewer, room: Room) -> None:
    """Throw a draft away: nobody but coordinators has worked on it."""
    room = lock(room)
    PHASES.require("discard", room)
    write_down(viewer, "discard_room", room, question=room.question)
    room.record.delete()


@transaction.atomic
def open_options(*, viewer: Viewer, room: Room, audience: str = Record.Audience.PUBLIC) -> Room:
    """Let members draft options. Raises `NotReady` while the question does not say what gets better, for
    whom, how we would know, by when, and on which mandate."""
    room = lock(room)
    PHASES.require("open_options", room)
    _require_touchstone(room)
    room.record.audience = audience
    room.record.save(update_fields=["audience"])
    move_phase(activity=room.activity, phase=OPTIONS)
    state = {name: getattr(room, name) for name in TOUCHSTONE}
    write_down(viewer, "open_options", room, **state)
    return room


def missing_in(room: Room) -> list[str]:
    """What the question does not name yet, in words."""
    fields = [Room._meta.get_field(name) for name in TOUCHSTONE]
    return [str(field.verbose_name) for field in fields if not getattr(room, field.name).strip()]


def _require_touchstone(room: Room) -> None:
    missing = missing_in(room)
    if missing:
        raise NotReady(
            _("This question cannot open yet. It does not say: %(what)s.")
            % {"what": "; ".join(missing)}
        )
