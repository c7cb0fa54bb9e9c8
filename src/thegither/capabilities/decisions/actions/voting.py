"""The ballots. Where they are secret, nothing here writes a time, an audit entry or a name."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import sentence, write_down
from thegither.capabilities.decisions.actions.errors import NotOnTheRoll, SpoiledBallot
from thegither.capabilities.decisions.models import Ballot, Elector, Room
from thegither.capabilities.decisions.phases import PHASES
from thegither.capabilities.decisions.queries.ballots import (
    MOST_POINTS,
    Voter,
    ids_and_names,
    sheet_code,
    voter_of,
)
from thegither.capabilities.decisions.queries.rule import MAJORITY, SCORE, Rule
from thegither.methods.decisions.consent import Position
from thegither.spine.contact.invited import person_of_sheet
from thegither.spine.people import codes
from thegither.spine.spaces.models import Activity
from thegither.spine.spaces.visibility import Viewer

Marks = Mapping[str, Any]


@transaction.atomic
def cast_ballot(*, voter: Voter, sealed: Mapping[str, Any], marks: Marks) -> None:
    """Store or change one ballot. Sending it twice, or twice at once, leaves one.

    The ballot's row is locked before the phase is read, and closing locks all of them and the room: so a
    ballot is either counted or refused, never accepted and lost.
    """
    checked = _checked(sealed, marks)
    ballot = _take_a_ballot(voter)
    phase = Activity.objects.filter(room=voter.room).values_list("phase", flat=True).get()
    voter.room.activity.phase = phase
    PHASES.require("vote", voter.room)
    ballot.marks = checked
    ballot.save(update_fields=["marks"])


def _take_a_ballot(voter: Voter) -> Ballot:
    """This voter's row, made on the first visit and locked until the ballot is stored."""
    rows = Ballot.objects.select_for_update(no_key=True).filter(room=voter.room, voter=voter.name)
    found = rows.first()
    if found is None:
        new = Ballot(room=voter.room, voter=voter.name)
        Ballot.objects.bulk_create([new], ignore_conflicts=True)
        _hold_the_room()
        found = rows.get()
    return found


def _hold_the_room() -> None:
    """Make a closing wait for this newcomer, or this newcomer for a closing.

    PostgreSQL would look at foreign keys at the commit only, after the phase was read: looking now
    locks the room's row in share mode. On SQLite one transaction writes at a time anyway.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _checked(sealed: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    """The ballot as it is counted. Raises `SpoiledBallot` for anything else."""
    rule, (ids, _names) = Rule.of(sealed["rule"]), ids_and_names(sealed)
    if rule.is_voiced:
        return _voice(marks)
    if not set(marks) <= set(ids):
        raise SpoiledBallot(_("This ballot marks something that is not on it."))
    highest = {SCORE: MOST_POINTS}.get(rule.method, len(ids) if rule.is_ranked else 1)
    if any(type(mark) is not int or not 0 <= mark <= highest for mark in marks.values()):
        raise SpoiledBallot(_("This ballot has a mark that cannot be counted."))
    given = {key: mark for key, mark in marks.items() if mark}
    if rule.method == MAJORITY and len(given) > 1:
        raise SpoiledBallot(_("Choose one."))
    if rule.is_ranked and len(set(given.values())) < len(given):
        raise SpoiledBallot(_("Give each place to one option only."))
    return given


def _voice(marks: Marks) -> dict[str, str]:
    position, reason = marks.get("position", ""), str(marks.get("reason", ""))
    if position not in set(Position):
        raise SpoiledBallot(_("Say where you stand."), "position")
    if position == Position.OBJECT:
        reason = sentence(reason, "reason")
    return {"position": str(position), "reason": reason.strip()}


@transaction.atomic
def type_paper(
    *, viewer: Viewer, room: Room, sealed: Mapping[str, Any], code: str, marks: Marks
) -> None:
    """Store what somebody marked on paper; typing the same code again corrects it.

    Paper and page count as the same ballot. The audit entry names neither the code nor the marks.
    """
    rule = Rule.of(sealed["rule"])
    person = _person_of(room, code)
    cast_ballot(voter=voter_of(room, rule, person), sealed=sealed, marks=marks)
    write_down(viewer, "type_paper", room)


def _person_of(room: Room, code: str) -> object:
    """Whose paper this is, by the code of a printed ballot or of a letter.

    Looking through the whole roll takes as long for each of them."""
    typed = codes.normalise(code)
    people = Elector.objects.filter(room=room).order_by("pk").values_list("person_id", flat=True)
    found = [who for who in people if codes.normalise(sheet_code(room, who)) == typed]
    invited = person_of_sheet(room.activity, code)
    found += [who for who in people if invited and who == invited.pk]
    if not found:
        raise NotOnTheRoll(_("No paper of this vote has that code. Look at it again."), "code")
    return found[0]
