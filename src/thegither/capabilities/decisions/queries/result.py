"""From ballots to a result: who won, whether enough voted, and what may be said of each class."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from thegither.capabilities.decisions.queries.ballots import ballot_file
from thegither.capabilities.decisions.queries.classes import by_class
from thegither.capabilities.decisions.queries.counting import RULES, Question, count_voices
from thegither.capabilities.decisions.queries.rule import OF_ALL, SHARES, Rule
from thegither.methods.decisions.classes import quorum
from thegither.methods.decisions.consent import Position, Voice

Json = dict[str, Any]
PASSED, NOT_PASSED, NO_QUORUM, NOBODY = "passed", "not_passed", "no_quorum", "nobody"


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot on its way into the count. `person` is empty where the ballot is secret."""

    marks: Mapping[str, Any]
    partner_class: str
    person: str = ""


def result_of(
    sealed: Json, cast: Sequence[Cast], eligible: Mapping[str, int], met: frozenset[str], seed: str
) -> Json:
    """Everything that closing a vote says, in JSON's types.

    `met` are the people whose objection was met by a change. Names of classes come with their turnout;
    tallies by class only where nobody's vote can be worked out from them.
    """
    rule = Rule.of(sealed["rule"])
    came = Counter(one.partner_class for one in cast)
    content: Json = {
        "turnout": [
            {"class": name, "eligible": may, "voted": came[name]} for name, may in eligible.items()
        ],
        "seed": seed,
    }
    if rule.is_voiced:
        content |= {"count": count_voices(rule.method, _voices(cast, met)), "by_class": []}
        content |= _quorum(rule, came, eligible)
    else:
        content |= _counted(sealed, rule, cast, eligible, seed)
    return content | {"verdict": _verdict(rule, content, len(cast))}


def _voices(cast: Sequence[Cast], met: frozenset[str]) -> list[Voice]:
    return [
        Voice(
            one.person,
            Position(one.marks["position"]),
            one.marks.get("reason", ""),
            integrated=one.person in met,
        )
        for one in cast
    ]


def _counted(
    sealed: Json, rule: Rule, cast: Sequence[Cast], eligible: Mapping[str, int], seed: str
) -> Json:
    file = ballot_file(sealed, [one.marks for one in cast], [one.partner_class for one in cast])
    question = Question(file, rule.to_count_by(seed))
    if not cast:
        return {"count": {"winners": []}, "by_class": []} | _quorum(rule, {}, eligible)
    count = RULES[rule.method](question)
    if rule.method == SHARES:
        supporters = file.points().supporters().tolist()
        count["totals"] = dict(zip(file.options, supporters, strict=True))
    classes = by_class(question, eligible)
    count |= {key: classes[key] for key in ("passed", "winners") if key in classes}
    came = Counter(one.partner_class for one in cast)
    return {"count": count, "by_class": classes["by_class"]} | _quorum(rule, came, eligible)


def _quorum(rule: Rule, came: Mapping[str, int], eligible: Mapping[str, int]) -> Json:
    """The quorum of everybody together, or of each class; nothing where none was named."""
    if not rule.quorum:
        return {}
    present, may = dict(came), dict(eligible)
    if rule.quorum_of == OF_ALL:
        present, may = {OF_ALL: sum(came.values())}, {OF_ALL: sum(eligible.values())}
    rows = quorum(present, may, Fraction(rule.quorum))
    told = [
        {"class": row.name, "present": row.present, "eligible": row.eligible,
         "needed": row.needed, "reached": row.reached}
        for row in rows
    ]  # fmt: skip
    return {"quorum": told, "quorum_reached": all(row.reached for row in rows)}


def _verdict(rule: Rule, content: Json, ballots: int) -> str:
    if not ballots:
        return NOBODY
    if not content.get("quorum_reached", True):
        return NO_QUORUM
    count = content["count"]
    passed = count.get("passed", bool(count.get("winners")))
    return PASSED if passed else NOT_PASSED
