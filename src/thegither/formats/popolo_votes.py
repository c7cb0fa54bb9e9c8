"""Motions and vote events as the Popolo specification names them: a decision, and one occasion of voting on it.

Source: https://www.popoloproject.com/specs/motion.html and .../vote-event.html
"""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose one option."""

    option: str
    value: int


@dataclass(frozen=True, slots=True)
class Group:
    """What one group of voters chose, as far as it may be told."""

    name: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class VoteEvent:
    """One occasion of voting. `result` is "pass" or "fail"; an empty date is left out."""

    id: str
    result: str
    end_date: str
    counts: tuple[Count, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Motion:
    """What was decided on, by which requirement, and how it ended."""

    id: str
    text: str
    date: str
    requirement: str
    result: str
    vote_events: tuple[VoteEvent, ...]


def write_motion(motion: Motion) -> bytes:
    """The JSON document of a motion with its vote events.

    >>> event = VoteEvent("e1", "pass", "2026-11-21", (Count("yes", 7), Count("no", 2)))
    >>> text = write_motion(Motion("m1", "A bus each hour?", "2026-11-21", "half", "pass", (event,)))
    >>> json.loads(text)["vote_events"][0]["counts"]
    [{'option': 'yes', 'value': 7}, {'option': 'no', 'value': 2}]
    """
    document = {
        "id": motion.id,
        "classification": "decision",
        "text": motion.text,
        "date": motion.date,
        "requirement": motion.requirement,
        "result": motion.result,
        "vote_events": [_event(motion, event) for event in motion.vote_events],
    }
    return json.dumps(_filled(document), ensure_ascii=False, indent=2).encode()


def _event(motion: Motion, event: VoteEvent) -> dict[str, Any]:
    return _filled(
        {
            "id": event.id,
            "motion_id": motion.id,
            "end_date": event.end_date,
            "result": event.result,
            "counts": _counts(event.counts),
            "group_results": [
                {"group": {"name": group.name}, "counts": _counts(group.counts)}
                for group in event.groups
                if group.counts
            ],
        }
    )


def _counts(counts: tuple[Count, ...]) -> list[dict[str, Any]]:
    return [{"option": count.option, "value": count.value} for count in counts]


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value not in ("", [])}
