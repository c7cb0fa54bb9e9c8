"""Which rooms there are, what stands in one, and what was released of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Amendment, Objection, Option, Room
from thegither.capabilities.decisions.phases import DECIDED, REVIEWED, VOTING
from thegither.spine.evidence.models import Release
from thegither.spine.promises.reading import decisions_for
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

# What goes out of a room, each as one release.
RULE, CARDS_SHOWN, RESULT = "sealed_rule", "cards_on_the_table", "decision_result"
RECORD, MOVES = "decision_record", "whose_words_moved"
OPEN_FIRST = Case(
    When(activity__phase=VOTING, then=Value(0)),
    When(activity__phase=DECIDED, then=Value(2)),
    When(activity__phase=REVIEWED, then=Value(3)),
    default=Value(1),
)


def rooms_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Room]:
    """What this viewer sees of a partnership's rooms, those open for votes first."""
    seen = Room.objects.visible_to(viewer).filter(record__partnership=partnership)
    joined = seen.select_related("record__partnership", "activity__record", "decision__record")
    return joined.order_by(OPEN_FIRST, "-record__created_at", "pk")


def find_room(viewer: Viewer, partnership: Partnership, key: UUID) -> Room | None:
    found = rooms_of(viewer, partnership).filter(pk=key).order_by("pk")
    return next(iter(rooms_for(viewer, found)), None)


def rooms_for(viewer: Viewer, rooms: Iterable[Room]) -> list[Room]:
    """Rooms whose decision, if there is one, reads as this viewer may read it."""
    rooms = list(rooms)
    decided = [room for room in rooms if room.decision]
    shown = decisions_for(viewer, (room.decision for room in decided))
    for room, decision in zip(decided, shown, strict=True):
        room.decision = decision
    return rooms


def options_of(viewer: Viewer, room: Room) -> list[Option]:
    """The options that stand, in order, each with the amendments this viewer sees."""
    standing = Option.objects.visible_to(viewer).filter(room=room, withdrawn_because="")
    rows = list(standing.select_related("record", "moved_by", "room__activity"))
    moved = Amendment.objects.visible_to(viewer).filter(option__room=room)
    for option in rows:
        option.moved = [
            each
            for each in moved.select_related("moved_by", "record")
            if each.option_id == option.pk
        ]
    return rows


def withdrawn_of(viewer: Viewer, room: Room) -> list[Option]:
    gone = Option.objects.visible_to(viewer).filter(room=room).exclude(withdrawn_because="")
    return list(gone.select_related("record", "moved_by"))


def find_option(viewer: Viewer, room: Room, key: UUID) -> Option | None:
    found = Option.objects.visible_to(viewer).filter(room=room, pk=key)
    return found.select_related("record", "room__record__partnership", "room__activity").first()


def find_amendment(viewer: Viewer, room: Room, key: UUID) -> Amendment | None:
    found = Amendment.objects.visible_to(viewer).filter(option__room=room, pk=key)
    return found.select_related("record", "option__room__activity", "option__record").first()


def objections_of(viewer: Viewer, room: Room) -> list[Objection]:
    found = Objection.objects.visible_to(viewer).filter(room=room)
    return list(found.select_related("record", "person", "room").prefetch_related("steps__helper"))


def find_objection(viewer: Viewer, room: Room, key: UUID) -> Objection | None:
    found = Objection.objects.visible_to(viewer).filter(room=room, pk=key)
    return found.select_related("record", "person", "room__activity", "room__record").first()


def voices_of(viewer: Viewer, room: Room) -> list[Record]:
    """The conversations, findings and issues that led to the question."""
    led = Record.objects.visible_to(viewer).filter(
        links_out__to_record=room.record, links_out__relation="led_to"
    )
    return list(led.order_by("created_at", "pk"))


def release_of(room: Room, kind: str) -> dict[str, Any] | None:
    """What went out of this room, as it went out; None before."""
    found = Release.objects.filter(activity=room.activity_id, kind=kind).order_by("-number").first()
    return found.content if found else None


def state_sentence(room: Room) -> str:
    """What the phase means for somebody who reads a list."""
    phase = room.activity.phase
    if phase == VOTING and room.closes_on:
        return _("Open for votes until %(day)s.") % {"day": date_format(room.closes_on, "j F Y")}
    if phase in (DECIDED, REVIEWED):
        return decided_sentence(room)
    return {
        "draft": _("Being drafted."),
        "options": _("Options are being drafted together."),
        "cards": _("First preferences are being laid, face down."),
        "talk": _("The cards are on the table, and people talk."),
        VOTING: _("Open for votes."),
    }[phase]


def decided_sentence(room: Room) -> str:
    if room.decision is None:
        return _("The votes are counted. The record is being written.")
    review = room.decision.review_on
    if review:
        day = date_format(review, "j F Y")
        return _("%(decided)s Looked at again on %(day)s.") % {
            "decided": room.decision.text.rstrip(".") + ".",
            "day": day,
        }
    return room.decision.text
