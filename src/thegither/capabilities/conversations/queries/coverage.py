"""Who was heard: how many of each sector and level took part, of how many asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.taking_part import _voter
from thegither.methods.disclosure import MINIMUM, Coarsened, coarsen, suppress
from thegither.methods.surveys.coverage import silent_groups
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.groups import LABELS, LEVELS, NO_POST, OUTSIDE, SECTORS
from thegither.spine.people.queries import FrameRow, frame

COVERAGE = "voice_coverage"
METHOD = "coverage 1"
SIDES = ("sector", "level")


@dataclass(frozen=True, slots=True)
class Heard:
    """Who answered, worked out while the key still exists: by pseudonym, for everybody in the frame."""

    by_pseudonym: Mapping[str, FrameRow]
    frame: Sequence[FrameRow]
    day: date

    def attributes(self, pseudonym: str) -> tuple[str, str]:
        row = self.by_pseudonym.get(pseudonym)
        return (OUTSIDE, OUTSIDE) if row is None else (row.sector, row.level or NO_POST)


def heard_in(conversation: Conversation, day: date) -> Heard:
    """Match the frame to pseudonyms. Raises SealLost where the key is gone."""
    rows = frame(conversation.record.partnership, day)
    names = {_voter(conversation, "person", str(row.person)).pseudonym: row for row in rows}
    return Heard(names, rows, day)


def coarse_attributes(heard: Heard, pseudonyms: Sequence[str]) -> Coarsened:
    """Sector and level of each voter, blurred jointly until each combination is held by five."""
    rows = [heard.attributes(pseudonym) for pseudonym in pseudonyms]
    return coarsen(rows, (SECTORS, LEVELS), minimum=MINIMUM)


def had_help(people: int, answered: int) -> dict:
    """How many said that somebody helped them; hidden where so few did, or did not, that one could guess."""
    is_safe = people == 0 or (people >= MINIMUM and answered - people >= MINIMUM)
    return {"had_help": people if is_safe else None}


def help_figure(content: Mapping, day: date) -> Figure | None:
    """The same as it is shown; None for a table from before this was asked."""
    if "had_help" not in content:
        return None
    people, common = content["had_help"], {"as_of": day, "method": METHOD}
    if people is None:
        reason = "hidden, so that nobody can work out who had help"
        return Figure.withheld(reason, answered=None, asked=None, **common)
    answered = max(content["people"], people)
    return Figure.count(people, unit="people", answered=answered, asked=None, **common)


def coverage_table(heard: Heard, pseudonyms: Sequence[str], *, link_was_shared: bool) -> dict:
    """What goes out about who was heard: each side with counts, hidden where they are too small."""
    answered = [heard.attributes(pseudonym) for pseudonym in pseudonyms]
    return {
        "people": len(answered),
        "asked": None if link_was_shared else len(heard.frame),
        "sides": {side: _one_side(heard, answered, place) for place, side in enumerate(SIDES)},
    }


def _one_side(heard: Heard, answered: Sequence[tuple[str, str]], place: int) -> dict:
    asked = Counter((row.sector, row.level or NO_POST)[place] for row in heard.frame)
    came = Counter(attributes[place] for attributes in answered)
    keys = [key for key in LABELS if key in asked or key in came]
    shown = suppress([came[key] for key in keys], minimum=MINIMUM, total_is_known=True).as_lists()
    rows = [
        {"key": key, "answered": shown[position], "asked": asked.get(key)}
        for position, key in enumerate(keys)
    ]
    inside = [key for key in keys if key in asked]
    silent = silent_groups([came[key] for key in inside], [asked[key] for key in inside])
    return {"rows": rows, "silent": [inside[position] for position in silent]}


@dataclass(frozen=True, slots=True)
class CoverageLine:
    key: str
    label: str
    figure: Figure


def coverage_lines(content: Mapping, side: str, day: date) -> list[CoverageLine]:
    """One line for each sector or level: what share of those asked took part."""
    return [
        CoverageLine(row["key"], str(LABELS[row["key"]]), _figure(row, day))
        for row in content["sides"][side]["rows"]
    ]


def _figure(row: Mapping, day: date) -> Figure:
    asked, answered = row["asked"], row["answered"]
    common = {"as_of": day, "method": METHOD}
    if answered is None:
        reason = "hidden, so that nobody can work out who took part"
        return Figure.withheld(reason, answered=None, asked=asked, **common)
    return Figure.count(answered, unit="people", answered=answered, asked=asked, **common)
