"""Consent and consensus: deciding by whether anybody objects, not by how many agree.

Consent asks "is it good enough to try, safe enough to try?" and passes when no reasoned objection
stands. Consensus asks "can you live with it?" and passes when everybody who takes part can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Position(StrEnum):
    """Where somebody stands. `ASIDE`: will not do it, but will not stop it."""

    AGREE = "agree"
    LIVE_WITH = "live with"
    ASIDE = "stand aside"
    OBJECT = "object"


class State(StrEnum):
    """How a question ends: decided one way or the other, or it waits for somebody to say more."""

    PASSED = "passed"
    NOT_PASSED = "not passed"
    WAITS = "waits"


@dataclass(frozen=True)
class Voice:
    """One person's position. An objection is `integrated` once the proposal was changed to meet it
    and the objector says so."""

    person: str
    position: Position
    reason: str = ""
    integrated: bool = False


@dataclass(frozen=True)
class ConsentOutcome:
    """How it ended, and who stands behind it; nobody's dissent is lost in a number."""

    state: State
    standing: tuple[Voice, ...]
    integrated: tuple[Voice, ...]
    without_reason: tuple[Voice, ...]
    aside: tuple[Voice, ...]
    voices: int


def consent(voices: Sequence[Voice]) -> ConsentOutcome:
    """Passed, unless a reasoned objection stands.

    An objection without a reason stops nothing for good, but the question waits until its owner has
    been asked. Undefined without voices: silence is not consent, so it waits.

    >>> doubt = Voice("Ann", Position.OBJECT, "nobody can get there after six")
    >>> consent([doubt, Voice("Bob", Position.AGREE)]).state.value
    'not passed'
    >>> consent([Voice("Ann", Position.OBJECT), Voice("Bob", Position.AGREE)]).state.value
    'waits'
    """
    objections = [voice for voice in voices if voice.position == Position.OBJECT]
    standing = [voice for voice in objections if voice.reason.strip() and not voice.integrated]
    bare = [voice for voice in objections if not voice.reason.strip() and not voice.integrated]
    waits = bool(bare) or not voices
    state = State.NOT_PASSED if standing else State.WAITS if waits else State.PASSED
    return _outcome(state, voices, standing, bare)


def consensus(voices: Sequence[Voice]) -> ConsentOutcome:
    """Passed when everybody who takes part can at least live with it.

    Standing aside is allowed and named. An objection needs no reason to stop a consensus. When all
    stand aside nobody carries the decision, so it waits, as it does without voices.

    >>> consensus([Voice("Ann", Position.LIVE_WITH), Voice("Bob", Position.ASIDE)]).state.value
    'passed'
    >>> consensus([Voice("Ann", Position.ASIDE), Voice("Bob", Position.ASIDE)]).state.value
    'waits'
    """
    against = [v for v in voices if v.position == Position.OBJECT and not v.integrated]
    carried = any(v.position in (Position.AGREE, Position.LIVE_WITH) for v in voices)
    carried = carried or any(v.integrated for v in voices)
    state = State.NOT_PASSED if against else State.PASSED if carried else State.WAITS
    return _outcome(state, voices, against, [v for v in against if not v.reason.strip()])


def _outcome(
    state: State, voices: Sequence[Voice], standing: list[Voice], bare: list[Voice]
) -> ConsentOutcome:
    return ConsentOutcome(
        state,
        tuple(standing),
        tuple(v for v in voices if v.position == Position.OBJECT and v.integrated),
        tuple(bare),
        tuple(v for v in voices if v.position == Position.ASIDE),
        len(voices),
    )
