"""What pages show of a vote: who may vote, how many have, and the result in words and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thegither.capabilities.decisions.models import Ballot, Elector, Room
from thegither.capabilities.decisions.queries.ballots import YES_NO, ids_and_names, sheet_code
from thegither.capabilities.decisions.queries.reading import RESULT, RULE
from thegither.capabilities.decisions.queries.result import NO_QUORUM, NOBODY, NOT_PASSED, PASSED
from thegither.capabilities.decisions.queries.roll import eligible_by_class, roll_of
from thegither.capabilities.decisions.queries.rule import SHARES, Rule
from thegither.capabilities.decisions.queries.veil import told
from thegither.spine.contact.invited import sheet_code as code_of
from thegither.spine.evidence.figures import Figure, number_text
from thegither.spine.evidence.models import Release
from thegither.spine.people.classes import CLASSES
from thegither.spine.people.models import Person
from thegither.spine.spaces.visibility import Viewer

METHOD = "count of ballots 1"
Json = Mapping[str, Any]
CHOICES = {
    "yes": gettext_lazy("Yes"),
    "no": gettext_lazy("No"),
    "abstain": gettext_lazy("Abstained"),
}
POSITIONS = {
    "agree": gettext_lazy("agrees"),
    "live with": gettext_lazy("can live with it"),
    "stand aside": gettext_lazy("stands aside"),
    "object": gettext_lazy("objects"),
}
KEPT_BACK = gettext_lazy("kept back, so that nobody can work out how somebody voted")


def turnout_so_far(room: Room, sealed: Json) -> Figure:
    """While the vote is open: how many, and nothing else."""
    voted = Ballot.objects.filter(room=room).count()
    return _people(voted, sum(sealed["eligible"].values()))


def _people(voted: int, may: int) -> Figure:
    today = timezone.localdate()
    unit = ngettext("person", "people", voted)
    return Figure.count(voted, unit=unit, answered=voted, asked=may, as_of=today, method=METHOD)


def roll_rows(room: Room, rule: Rule) -> list[tuple[str, str]]:
    """Who would be on the roll today, class by class."""
    roll = roll_of(room.record.partnership, timezone.localdate(), rule.bodies)
    counts = eligible_by_class(one.partner_class for one in roll)
    return [(str(CLASSES[name]), str(count)) for name, count in counts.items()]


def papers_of(room: Room) -> list[tuple[str, str]]:
    """Name and code of each paper ballot. The code leads to nobody without the key.

    Somebody who was invited finds the code with which they can also vote themselves, at any device.
    """
    electors = Elector.objects.filter(room=room).select_related("person").order_by("person__name")
    invited = {one.person_id: code_of(one) for one in room.activity.invitations.all()}
    return [
        (one.person.name, invited.get(one.person_id) or sheet_code(room, one.person_id))
        for one in electors
    ]


@dataclass(frozen=True, slots=True)
class ClassShown:
    """One class of partner: how many of it voted, and its tallies where they may be told."""

    name: str
    turnout: Figure
    tallies: str
    passed: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A result as everybody who sees the room may read it; `voices` for members, of an open ballot."""

    verdict: str
    sentence: str
    options: list[tuple[str, str]]
    tallies: list[tuple[str, Figure]]
    classes: list[ClassShown]
    quorum: str
    ties: list[str]
    beside: list[str]
    voices: list[tuple[str, str, str]]
    is_secret: bool
    rule: list[str]
    digest: str
    as_of: Any


def result_shown(viewer: Viewer, room: Room) -> ResultShown | None:
    sealed = told(viewer, room, RULE)
    found = (
        Release.objects.filter(activity=room.activity_id, kind=RESULT).order_by("-number").first()
    )
    if found is None or sealed is None:
        return None
    content, rule = told(viewer, room, RESULT), Rule.of(sealed["rule"])
    names = dict(zip(*ids_and_names(sealed), strict=True)) | {k: str(v) for k, v in CHOICES.items()}
    return ResultShown(
        verdict=content["verdict"],
        sentence=verdict_sentence(content, rule, names),
        options=[(one["id"], one["words"]) for one in sealed["options"]],
        tallies=_tallies(content, names),
        classes=_classes(content, names, is_told=rule.secret or viewer.is_member),
        quorum=_quorum(content),
        ties=_ties(content, names),
        beside=_beside(content, rule, names),
        voices=_voices(viewer, content, rule, names),
        is_secret=rule.secret,
        rule=rule.sentences(),
        digest=content["rule"],
        as_of=found.as_of,
    )


def verdict_sentence(content: Json, rule: Rule, names: Mapping[str, str]) -> str:
    """The result in one sentence."""
    if content["verdict"] == PASSED:
        winners = content["count"].get("winners", [])
        if not winners or tuple(winners) == (YES_NO[0],):
            return _("It passed.")
        return _("Chosen: %(options)s") % {"options": "; ".join(names[key] for key in winners)}
    if content["verdict"] == NO_QUORUM:
        return _("Nothing is decided: too few voted for it to count.")
    if content["verdict"] == NOBODY:
        return _("Nothing is decided: nobody voted.")
    if content["verdict"] == NOT_PASSED and rule.is_voiced:
        return _("It did not pass: an objection stands.")
    if content["verdict"] == NOT_PASSED:
        return _("It did not pass.")
    return _("The vote is void: its key was lost, and the rule asks for classes of partner.")


def suggested_text(viewer: Viewer, room: Room) -> str:
    """Where the writing of the record begins."""
    sealed, content = told(viewer, room, RULE), told(viewer, room, RESULT)
    rule, names = Rule.of(sealed["rule"]), dict(zip(*ids_and_names(sealed), strict=True))
    only = sealed["options"][0]["words"] if len(sealed["options"]) == 1 else ""
    said = verdict_sentence(content, rule, names)
    return f"{only} {said}".strip() if only else said


def _tallies(content: Json, names: Mapping[str, str]) -> list[tuple[str, Figure]]:
    """How many each option got, as a figure with its turnout; for a budget how many could support it."""
    rows, totals = content["turnout"], content["count"].get("totals", {})
    voted = sum(row["voted"] for row in rows)
    may = sum(row["eligible"] for row in rows)
    common = {
        "unit": "",
        "answered": voted,
        "asked": may,
        "as_of": timezone.localdate(),
        "method": METHOD,
    }
    return [(names[key], Figure.count(totals[key], **common)) for key in names if key in totals]


def _classes(content: Json, names: Mapping[str, str], *, is_told: bool) -> list[ClassShown]:
    """Of an open ballot only members read tallies by class: to others a small class would name its people."""
    rows = {row["class"]: row for row in content["by_class"]}
    return [
        ClassShown(
            name=str(CLASSES.get(row["class"], _("all"))),
            turnout=_people(row["voted"], row["eligible"]),
            tallies=_of_class(rows.get(row["class"]), names) if is_told else "",
            passed=_passed(rows.get(row["class"])),
        )
        for row in content["turnout"]
    ]


def _of_class(row: Json | None, names: Mapping[str, str]) -> str:
    if row is None or all(count is None for count in row["tallies"].values()):
        return str(KEPT_BACK) if row else ""
    return "; ".join(
        f"{names[key].rstrip('.')}: {number_text(count)}"
        for key, count in row["tallies"].items()
        if count is not None
    )


def _passed(row: Json | None) -> str:
    if row is None or "passed" not in row:
        return ""
    return _("passed") if row["passed"] else _("did not pass")


def _quorum(content: Json) -> str:
    if "quorum_reached" not in content:
        return ""
    if content["quorum_reached"]:
        return _("Enough people voted for it to count.")
    short = [
        str(CLASSES.get(row["class"], _("all"))) for row in content["quorum"] if not row["reached"]
    ]
    return _("Too few voted among: %(classes)s.") % {"classes": ", ".join(short)}


def _ties(content: Json, names: Mapping[str, str]) -> list[str]:
    return [
        _("%(tied)s tied; by the sealed rule %(chosen)s went first.")
        % {
            "tied": _(" and ").join(names[key] for key in tie["tied"]),
            "chosen": names[tie["chosen"]],
        }
        for tie in content["count"].get("tie_breaks", [])
    ]


def _beside(content: Json, rule: Rule, names: Mapping[str, str]) -> list[str]:
    """For a fair split: what it cost, and what the greedy rule would have bought, for comparison."""
    count = content["count"]
    if rule.method != SHARES or "greedy" not in count:
        return []
    greedy = "; ".join(names[key] for key in count["greedy"]["winners"]) or _("nothing")
    return [
        _("Spent: £%(spent)s of £%(budget)s.")
        % {"spent": number_text(count["spent"]), "budget": number_text(count["budget"])},
        _("Most votes first, as many towns do it, would have bought: %(options)s")
        % {"options": greedy},
    ]


def _voices(
    viewer: Viewer, content: Json, rule: Rule, names: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Who said what, where the ballot was open; only members read it."""
    if rule.secret or not viewer.is_member:
        return []
    keys = [one["person"] for one in content["ballots"] if "person" in one]
    people = {str(p.pk): p.name for p in Person.objects.visible_to(viewer).filter(pk__in=keys)}
    rows = [
        (
            people.get(one.get("person", ""), _("Somebody who left")),
            *_in_words(one["marks"], rule, names),
        )
        for one in content["ballots"]
    ]
    return sorted(rows)


def _in_words(marks: Json, rule: Rule, names: Mapping[str, str]) -> tuple[str, str]:
    if rule.is_voiced:
        return str(POSITIONS[marks["position"]]), marks.get("reason", "")
    if rule.is_ranked:
        order = sorted(marks, key=lambda key: marks[key])
        return " > ".join(names[key] for key in order) or _("nothing marked"), ""
    return "; ".join(names[key] for key in marks) or _("nothing marked"), ""
