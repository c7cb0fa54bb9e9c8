"""Ballots: whose they are while the vote is open, what they say in words, and as arrays to count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from thegither.capabilities.decisions.models import Ballot, Room
from thegither.capabilities.decisions.queries.rule import (
    APPROVAL,
    MAJORITY,
    SCORE,
    SHARES,
    Rule,
)
from thegither.formats.ballot_types import BallotFile, Money
from thegither.spine.evidence import seals
from thegither.spine.people import codes
from thegither.spine.spaces.visibility import Viewer

Marks = Mapping[str, int]
YES, NO, ABSTAIN = "yes", "no", "abstain"
YES_NO = (YES, NO, ABSTAIN)
KINDS = {MAJORITY: "approval", APPROVAL: "approval", SHARES: "approval", SCORE: "scoring"}
MOST_POINTS, SHEET_SIGNS = 5, 8


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody who votes in one room: a pseudonym where the ballot is secret, else their id."""

    room: Room
    name: str


def voter_of(room: Room, rule: Rule, person: object) -> Voter:
    """Raises SealLost where the ballot is secret and the key file is gone."""
    if not rule.secret:
        return Voter(room, str(person))
    return Voter(room, seals.pseudonym(room.activity_id, "ballot", str(person)))


def voter_here(viewer: Viewer, room: Room, rule: Rule) -> Voter:
    return voter_of(room, rule, viewer.person)


def marks_of(voter: Voter) -> dict[str, Any] | None:
    """What this voter said so far; None before they voted."""
    own = Ballot.objects.filter(room=voter.room, voter=voter.name)
    return own.values_list("marks", flat=True).first()


def sheet_code(room: Room, person: object) -> str:
    """What stands on the paper ballot of one elector, in letters that nobody mistakes."""
    number = int(seals.pseudonym(room.activity_id, "paper", str(person)), 16)
    signs = []
    for _place in range(SHEET_SIGNS):
        number, sign = divmod(number, len(codes.ALPHABET))
        signs.append(codes.ALPHABET[sign])
    return codes.show("".join(signs))


def ids_and_names(sealed: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What a ballot of this sealed rule can mark: yes, no or neither to one option, else the options."""
    options = sealed["options"]
    if sealed["rule"]["method"] == MAJORITY and len(options) == 1:
        return list(YES_NO), list(YES_NO)
    return [one["id"] for one in options], [one["words"] for one in options]


def ballot_file(
    sealed: Mapping[str, Any], ballots: Sequence[Marks], classes: Sequence[str]
) -> BallotFile:
    """Ballots as `thegither decide` reads them from a file: equal ones once, and which row cast which."""
    rule, (ids, names) = Rule.of(sealed["rule"]), ids_and_names(sealed)
    place = {key: index for index, key in enumerate(ids)}
    rows = [tuple(sorted((place[key], value) for key, value in marks.items())) for marks in ballots]
    distinct = list(dict.fromkeys(rows))
    number = {row: index for index, row in enumerate(distinct)}
    costs = tuple(one["cost"] or 0 for one in sealed["options"])
    return BallotFile(
        kind=KINDS.get(rule.method, "ordinal"),
        options=tuple(ids),
        names=tuple(names),
        ballots=tuple(dict(row) for row in distinct),
        cast=np.array([number[row] for row in rows], dtype=np.int64),
        counts=np.ones(len(rows), dtype=np.int64),
        columns={"class": tuple(classes)},
        money=Money(costs, rule.budget, 1) if rule.method == SHARES else None,
    )
