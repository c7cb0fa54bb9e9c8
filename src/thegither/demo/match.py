"""Hold what was planted against what the system says of its own accord."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Match:
    """Truths that were found, truths that were missed, and findings that match no truth."""

    found: tuple[Said, ...]
    missed: tuple[Said, ...]
    false_alarms: tuple[Said, ...]


def match(truths: Iterable[Said], findings: Iterable[Said]) -> Match:
    """A finding matches a truth when both are of one kind and about the same, in whatever order.

    >>> truth = {"kind": "silent_sector", "about": ["sector:private"]}
    >>> alarm = {"kind": "silent_sector", "about": ["sector:public"]}
    >>> result = match([truth], [alarm])
    >>> len(result.found), len(result.missed), len(result.false_alarms)
    (0, 1, 1)
    """
    truths, findings = list(truths), list(findings)
    planted, said = {_what(t) for t in truths}, {_what(f) for f in findings}
    return Match(
        found=tuple(t for t in truths if _what(t) in said),
        missed=tuple(t for t in truths if _what(t) not in said),
        false_alarms=tuple(f for f in findings if _what(f) not in planted),
    )


def _what(said: Said) -> tuple[str, frozenset[str]]:
    return str(said["kind"]), frozenset(str(one) for one in said["about"])
