"""Time shapes an activity: each stretch of it opens some verbs. Every capability declares its own table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from thegither.spine.spaces.models import Activity


class WrongPhase(Exception):
    """Somebody asks for what this phase does not allow. The message can be shown to them."""


class HasActivity(Protocol):
    """A conversation, a meeting: whatever stands behind an activity."""

    activity: Activity


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase: what people call it, and what can be done while it lasts."""

    label: str | Promise
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phases:
    """The stretches of one kind of activity by code.

    `refusal` is the sentence for somebody who comes too early or too late; it has a place for `%(phase)s`.
    """

    stretches: Mapping[str, Stretch]
    refusal: str | Promise

    @property
    def verbs(self) -> frozenset[str]:
        return frozenset().union(*(stretch.verbs for stretch in self.stretches.values()))

    def allows(self, verb: str, thing: HasActivity) -> bool:
        return verb in self.stretches[thing.activity.phase].verbs

    def label(self, thing: HasActivity) -> str | Promise:
        return self.stretches[thing.activity.phase].label

    def require(self, verb: str, thing: HasActivity) -> None:
        """Raise WrongPhase, with a sentence for people, unless the phase opens this verb."""
        if not self.allows(verb, thing):
            raise WrongPhase(str(self.refusal) % {"phase": self.label(thing)})
