"""Cards on the table: first preferences given in private, shown together, talked about, and given again.

While they lie face down nobody reads a card: what is stored opens only with the key of the seal, which
lies outside the database. Showing them puts names and words of all of them into one release.
"""

import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, record_in, sentence, write_down
from thegither.capabilities.decisions.actions.errors import NotReady, SpoiledBallot
from thegither.capabilities.decisions.models import Card, Option, Room, ShownCard
from thegither.capabilities.decisions.phases import CARDS, OPTIONS, PHASES, TALK
from thegither.capabilities.decisions.queries.reading import CARDS_SHOWN
from thegither.spine.evidence import seals
from thegither.spine.evidence.actions import open_seal, publish_release
from thegither.spine.evidence.queries import is_sealed
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import HOUSE, Viewer

METHOD = "cards on the table 1"


@transaction.atomic
def open_cards(*, viewer: Viewer, room: Room) -> Room:
    """Ask everybody for their first preference, face down. It takes two options to have one."""
    room = lock(room)
    PHASES.require("open_cards", room)
    if room.options.filter(withdrawn_because="").count() < 2:
        raise NotReady(_("There is nothing to prefer yet. Draft two options at least."))
    if not is_sealed(room.activity_id):
        open_seal(activity=room.activity_id)
    move_phase(activity=room.activity, phase=CARDS)
    write_down(viewer, "open_cards", room)
    return room


@transaction.atomic
def play_card(*, viewer: Viewer, room: Room, option: Option, why: str) -> None:
    """Lay a card face down, or another one in its place. Nothing tells who has laid one, or when."""
    room = lock(room)
    PHASES.require("play_card", room)
    if option.room_id != room.pk or option.withdrawn_because:
        raise SpoiledBallot(_("Choose one of the options that stand here."), "option")
    words = {
        "person": str(viewer.person),
        "option": str(option.number),
        "why": sentence(why, "why"),
    }
    Card.objects.update_or_create(
        room=room,
        holder=holder_of(viewer, room),
        defaults={"locked": seals.lock_words(room.activity_id, _name(room), json.dumps(words))},
    )


def holder_of(viewer: Viewer, room: Room) -> str:
    return seals.pseudonym(room.activity_id, "card", room.activity.phase, str(viewer.person))


def own_card(viewer: Viewer, room: Room) -> dict[str, Any] | None:
    """What this viewer laid themselves in this round, so that they can change it."""
    mine = Card.objects.filter(room=room, holder=holder_of(viewer, room)).first()
    return _read(room, mine.locked) if mine else None


def _name(room: Room) -> str:
    """Under what a card of this round is locked."""
    return f"card of {room.activity.phase}"


def _read(room: Room, locked: str) -> dict[str, Any]:
    return json.loads(seals.unlock_words(room.activity_id, _name(room), locked))


@transaction.atomic
def show_cards(*, viewer: Viewer, room: Room) -> Room:
    """Turn all cards at once. Whoever laid none is not named. From here on people talk."""
    room = lock(room)
    PHASES.require("show_cards", room)
    if not publish_cards(room):
        raise NotReady(_("Nobody has laid a card yet."))
    move_phase(activity=room.activity, phase=TALK)
    write_down(viewer, "show_cards", room)
    return room


@transaction.atomic
def drop_cards(*, viewer: Viewer = HOUSE, room: Room) -> Room:
    """The key stayed on another machine: cards that nobody can turn any more go, and options are open again."""
    room = lock(room)
    Card.objects.filter(room=room).delete()
    move_phase(activity=room.activity, phase=OPTIONS)
    write_down(viewer, "drop_cards", room)
    return room


def publish_cards(room: Room) -> int:
    """Turn the cards of the round that ends, and say how many there were. Part of an action."""
    if room.activity.phase not in (CARDS, TALK):
        return 0
    shown = [_show(room, _read(room, card.locked)) for card in Card.objects.filter(room=room)]
    if shown:
        publish_release(
            chain=room.record.partnership_id,
            activity=room.activity_id,
            kind=CARDS_SHOWN,
            content={"cards": sorted(shown, key=lambda card: card["card"])},
            method=METHOD,
        )
    Card.objects.filter(room=room).delete()
    return len(shown)


def _show(room: Room, card: dict[str, Any]) -> dict[str, Any]:
    """The card as it goes out: by a number of its own, which leads to a person only while they stay."""
    record = record_in(room, "card", card["why"], audience=Record.Audience.MEMBERS)
    shown = ShownCard.objects.create(
        record=record, room=room, person_id=UUID(card["person"]), words=card["why"]
    )
    return {"card": str(shown.pk), "option": card["option"], "why": card["why"]}
