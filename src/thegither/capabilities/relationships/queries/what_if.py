"""What if an organisation leaves, or somebody who agreed to be named? In sentences, from the stored picture."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.queries.positions import named_people


@dataclass(frozen=True, slots=True)
class Loss:
    """One who might leave: what would be lost, and whom to introduce to one another before."""

    key: str
    name: str
    sentences: list[str]
    introductions: list[tuple[str, str]]


def who_may_leave(wave: Wave) -> list[tuple[str, str]]:
    """Of whom it may be asked: organisations, and people who agreed. Key and name, by name."""
    bodies = [(f"O{i}", name) for i, name in enumerate(wave.snapshot.result["map"]["names"])]
    people = [(f"P{one.pk}", one.person.name) for one in named_people(wave)]
    return sorted(bodies + people, key=lambda pair: pair[1].casefold())


def loss_of(wave: Wave, key: str) -> Loss | None:
    """What the loss would do; None for anybody of whom it may not be asked."""
    name = dict(who_may_leave(wave)).get(key)
    if name is None:
        return None
    if key.startswith("P"):
        named = next(one for one in named_people(wave) if f"P{one.pk}" == key)
        return Loss(key, name, person_sentences(named.shown), _pairs(named.shown["plan"]))
    found = wave.snapshot.result
    names, removals = found["map"]["names"], found["bodies"].get("removals", [])
    if not removals:
        return Loss(key, name, [_("Too few have answered to say.")], [])
    lost = removals[int(key[1:])]
    plan = [(names[first], names[second]) for first, second, _kept in lost["plan"]]
    return Loss(key, name, body_sentences(lost), plan)


def _pairs(plan: list[list[str]]) -> list[tuple[str, str]]:
    return [(first, second) for first, second in plan]


def body_sentences(lost: dict[str, Any]) -> list[str]:
    said = [_parts(lost)]
    if lost["left_alone"]:
        n = lost["left_alone"]
        said.append(
            ngettext(
                "%(n)s organisation would work with nobody any more.",
                "%(n)s organisations would work with nobody any more.",
                n,
            )
            % {"n": n}
        )
    return said + _reach(lost)


def person_sentences(lost: dict[str, Any]) -> list[str]:
    said = [_parts(lost)]
    if lost["links_alone"]:
        n = lost["links_alone"]
        said.append(
            ngettext(
                "%(n)s link between two organisations runs through this post alone.",
                "%(n)s links between two organisations run through this post alone.",
                n,
            )
            % {"n": n}
        )
    if lost["left_alone"]:
        n = lost["left_alone"]
        said.append(
            ngettext(
                "%(n)s person would be tied to nobody any more.",
                "%(n)s people would be tied to nobody any more.",
                n,
            )
            % {"n": n}
        )
    return said + _reach(lost)


def _parts(lost: dict[str, Any]) -> str:
    if lost["parts"] <= 1:
        return _("The others would still hold together.")
    n = lost["parts"]
    return ngettext(
        "The others would fall into %(n)s part that has nothing to do with the rest.",
        "The others would fall into %(n)s parts that have nothing to do with one another.",
        n,
    ) % {"n": n}


def _reach(lost: dict[str, Any]) -> list[str]:
    n = lost["reach_lost"]
    if not n:
        return []
    return [
        ngettext(
            "%(n)s pair that can reach each other now, maybe through others, no longer could.",
            "%(n)s pairs that can reach each other now, maybe through others, no longer could.",
            n,
        )
        % {"n": n}
    ]
