"""Closing a vote: it is counted by the sealed rule, and from then on no ballot leads to a person.

All ballots move, in an order that nobody can work out again, into one release; the table is emptied and
the key of the seal destroyed. The release is compared with the audit chain by `thegither verify`.
"""

from secrets import SystemRandom
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, write_down
from thegither.capabilities.decisions.actions.errors import StillOpen
from thegither.capabilities.decisions.models import Ballot, Card, Elector, Objection, Room
from thegither.capabilities.decisions.phases import DECIDED, PHASES
from thegither.capabilities.decisions.queries.ballots import voter_of
from thegither.capabilities.decisions.queries.reading import RESULT, RULE, release_of
from thegither.capabilities.decisions.queries.result import Cast, result_of
from thegither.capabilities.decisions.queries.roll import eligible_by_class
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.evidence.actions import (
    close_seal,
    digest_of,
    empty_journal,
    publish_release,
)
from thegither.spine.evidence.queries import is_sealed
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.visibility import HOUSE, Viewer

METHOD = "decision result 1"
VOID = "void"
UNKNOWN = ""


@transaction.atomic
def close_vote(*, viewer: Viewer, room: Room) -> Room:
    """Count, tell the result, and give the key up.

    Raises `StillOpen` while an objection is talked about, and `SealLost` where the key is gone:
    `close_without_key` is for that.
    """
    room = _stop_voting(room)
    _require_no_open_objection(room)
    sealed = release_of(room, RULE) or {}
    rule = Rule.of(sealed["rule"])
    roll = {
        voter_of(room, rule, person).name: (partner_class, str(person))
        for person, partner_class in Elector.objects.filter(room=room).values_list(
            "person_id", "partner_class"
        )
    }
    cast = [
        Cast(marks, roll[voter][0], "" if rule.secret else roll[voter][1])
        for voter, marks in _ballots(room)
    ]
    eligible = eligible_by_class(partner_class for partner_class, _person in roll.values())
    return _end(viewer, room, sealed, cast, eligible)


@transaction.atomic
def close_without_key(*, viewer: Viewer = HOUSE, room: Room) -> Room:
    """Close where the key is lost or stayed on another machine: all are counted, no class can be told.

    A rule that asks for classes cannot be followed then, and the vote is void.
    """
    room = _stop_voting(room)
    sealed = release_of(room, RULE) or {}
    cast = [Cast(marks, UNKNOWN) for _voter, marks in _ballots(room)]
    return _end(viewer, room, sealed, cast, {UNKNOWN: sum(sealed["eligible"].values())})


def _stop_voting(room: Room) -> Room:
    """Hold the room and every ballot: each one is now either stored or will be refused."""
    room = lock(room)
    PHASES.require("close", room)
    return room


def _ballots(room: Room) -> list[tuple[str, dict[str, Any]]]:
    """Every ballot that was filled in, shuffled by the system's own randomness, not by a seed."""
    rows = Ballot.objects.select_for_update(of=("self",)).filter(room=room)
    found = [(one.voter, one.marks) for one in rows]
    SystemRandom().shuffle(found)
    return found


def _require_no_open_objection(room: Room) -> None:
    waiting = room.objections.filter(state=Objection.State.OPEN).prefetch_related("steps")
    if not waiting:
        return
    days = [step.due_on for one in waiting for step in one.steps.all() if not step.ended_on]
    until = _(" until %(day)s") % {"day": date_format(max(days), "j F Y")} if days else ""
    raise StillOpen(
        _(
            "An objection is being talked about%(until)s. Wait for it, or let it stand: then it is kept"
            " in full with the decision."
        )
        % {"until": until}
    )


def _end(
    viewer: Viewer, room: Room, sealed: dict[str, Any], cast: list[Cast], eligible: dict[str, int]
) -> Room:
    ballots = [_told(one) for one in cast]
    ended = (Objection.State.MET, Objection.State.BACK)
    met = room.objections.filter(state__in=ended).values_list("person_id", flat=True)
    names = frozenset(str(person) for person in met)
    result = result_of(sealed, cast, eligible, names, seed=digest_of(sorted(map(str, ballots))))
    if UNKNOWN in eligible and _needs_classes(sealed):
        result |= {"verdict": VOID}
    content = {"rule": digest_of(sealed), "ballots": ballots} | result
    publish_release(
        chain=room.record.partnership_id,
        activity=room.activity_id,
        kind=RESULT,
        content=content,
        method=METHOD,
    )
    _give_up_the_key(room, digest_of(ballots))
    move_phase(activity=room.activity, phase=DECIDED)
    write_down(viewer, "close_vote", room, verdict=content["verdict"], digest=digest_of(content))
    return room


def _told(one: Cast) -> dict[str, Any]:
    """A ballot as it is told: the marks alone where it is secret, else with whose it is."""
    return {"marks": dict(one.marks)} | ({"person": one.person} if one.person else {})


def _needs_classes(sealed: dict[str, Any]) -> bool:
    rule = Rule.of(sealed["rule"])
    return rule.each_class or (bool(rule.quorum) and rule.quorum_of == "class")


def _give_up_the_key(room: Room, digest: str) -> None:
    Ballot.objects.filter(room=room).delete()
    Card.objects.filter(room=room).delete()
    activity: UUID = room.activity_id
    if is_sealed(activity):
        close_seal(activity=activity, digest=digest)
        transaction.on_commit(empty_journal)
