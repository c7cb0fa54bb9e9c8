"""How sure each group and each place is: the conversation drawn again, worked out once and told in words."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.methods.opinion import Landscape, Votes, stability

REPLICATES = 200
# Hennig's bounds for the mean Jaccard overlap, see docs/methods/opinion.md.
WELL, FAIRLY = 0.75, 0.6
# Four fifths of a normal crowd lie within so many standard deviations of its middle.
FOUR_FIFTHS = float(np.sqrt(-2 * np.log(0.2)))

Sure = dict[str, object]


def how_sure(votes: Votes, kept_out: np.ndarray, found: Landscape) -> tuple[Sure, np.ndarray]:
    """What is stored of the redraws, and each person's certainty (not stored: only means over five are)."""
    shares = {}
    for drawn in ("people", "statements"):
        again = stability(
            votes,
            found.labels,
            kept_out=kept_out,
            statements=drawn == "statements",
            replicates=REPLICATES,
        )
        shares[drawn] = again.k_shares.get(len(found.group_names), 0.0)
        if drawn == "people":
            people = again
    sure: Sure = {
        "redraws": REPLICATES,
        "same_number": round(shares["people"], 2),
        "same_number_with_statements": round(shares["statements"], 2),
        "overlap": [round(float(value), 2) for value in people.jaccard],
    }
    return sure, people.certainty


def region(places: np.ndarray) -> dict[str, float]:
    """The ellipse around about four fifths of a group's people: middle, half axes, and turn in degrees."""
    middle = places.mean(axis=0)
    spread, turned = np.linalg.eigh(np.cov(places.T))
    wide, high = FOUR_FIFTHS * np.sqrt(np.maximum(spread[::-1], 0))
    angle = float(np.degrees(np.arctan2(turned[1, 1], turned[0, 1])))
    parts = {"x": middle[0], "y": middle[1], "wide": wide, "high": high}
    return {name: round(float(value), 3) for name, value in parts.items()} | {
        "turn": round(angle % 180, 1)
    }


@dataclass(frozen=True, slots=True)
class Sureness:
    """The sentences of the page: how often the number of groups came out again."""

    number: str
    with_statements: str


def sureness(result: dict) -> Sureness | None:
    """None for results from before this was worked out, and where there is nothing to be sure of."""
    stored = result.get("sure")
    if not stored or not result["groups"]:
        return None
    return Sureness(
        number=_number_again(result),
        with_statements=_(
            "With other statements put to people as well: in %(times)s of 100 redraws."
        )
        % {"times": _in_a_hundred(stored["same_number_with_statements"])},
    )


def _number_again(result: dict) -> str:
    number = len(result["groups"])
    words = {"number": number, "times": _in_a_hundred(result["sure"]["same_number"])}
    if result["verdict"] == "spectrum":
        return (
            _("In %(times)s of 100 redraws the spectrum was again best cut into %(number)s parts.")
            % words
        )
    return (
        ngettext(
            "In %(times)s of 100 redraws there was again %(number)s group.",
            "In %(times)s of 100 redraws there were again %(number)s groups.",
            number,
        )
        % words
    )


def _in_a_hundred(share: float) -> int:
    return int(100 * share + 0.5)


def holds_together(result: dict, position: int) -> str:
    """One group, or part of a spectrum, in a sentence; nothing where it was never worked out."""
    stored = result.get("sure")
    if not stored or position >= len(stored["overlap"]):
        return ""
    overlap = stored["overlap"][position]
    return _in_words(overlap, is_spectrum=result["verdict"] == "spectrum")


def _in_words(overlap: float, *, is_spectrum: bool) -> str:
    if overlap >= WELL:
        return (
            _("This part comes out alike in most redraws.")
            if is_spectrum
            else _("This group holds together well: most redraws find it again.")
        )
    if overlap >= FAIRLY:
        return (
            _("This part comes out fairly alike in redraws.")
            if is_spectrum
            else _("This group holds together fairly: redraws find it again with some changes.")
        )
    return (
        _("This part is cut differently in many redraws: do not rely on it.")
        if is_spectrum
        else _("This group does not hold together reliably: many redraws find other groups.")
    )


def place_sentence(result: dict, place: tuple[float, float], name: str) -> str:
    """How sure somebody standing here can be of the group, told from the five or more who stand nearest."""
    near = [spot for spot in result["spots"] if spot["group"] == name and "certainty" in spot]
    if not near:
        return ""
    spot = min(near, key=lambda one: (one["x"] - place[0]) ** 2 + (one["y"] - place[1]) ** 2)
    times = _in_a_hundred(spot["certainty"])
    return _(
        "The people of this group who voted most like you stayed in it in %(times)s of 100 redraws."
    ) % {"times": times}
