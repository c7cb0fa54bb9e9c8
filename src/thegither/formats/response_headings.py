"""Which question a column of a form service's file holds: by its id, behind its group, or by its words."""

import re
from collections import Counter
from collections.abc import Sequence

from thegither.formats.instruments import Instrument

BEHIND_ITS_GROUP = re.compile(r"^.*[/:.]([^/:.]+)$")
IN_BRACKETS = re.compile(r"^.*\[(.+)\]$")
NUMBERED = re.compile(r"^\s*\d+[.)]\s*")


def renamed(names: Sequence[str], instrument: Instrument) -> list[str]:
    """The columns under their questions' ids, where it is plain which they are; the others as they were.

    Known are the id itself, an id behind its group (KoboToolbox, ODK: `trust/trust_1`), the words of the
    question (Microsoft Forms, Google Forms), and those words in brackets behind the words of a grid. Two
    columns that would become one stay as they were, so that the fault is seen.

    >>> from thegither.formats.instruments import read_instrument, shipped_instruments
    >>> culture = read_instrument(shipped_instruments()["culture"])
    >>> names = ["ID", "cohesion/cohesion_1", "2. I feel that I belong here", "Here [I feel at home]"]
    >>> renamed(names, culture)
    ['ID', 'cohesion_1', 'cohesion_2', 'Here [I feel at home]']
    """
    known = {item.id: item.id for item in instrument.items}
    known |= {_plain(item.text): item.id for item in instrument.items}
    found = [_found(name, known) for name in names]
    counts = Counter(found)
    return [
        new if new and counts[new] == 1 and (new == name or new not in names) else name
        for name, new in zip(names, found, strict=True)
    ]


def _found(name: str, known: dict[str, str]) -> str:
    """The id of the question that a heading names; empty where it names none."""
    parts = [BEHIND_ITS_GROUP.match(name), IN_BRACKETS.match(name)]
    spellings = [name, *(part[1] for part in parts if part)]
    for spelling in spellings:
        if spelling in known:
            return known[spelling]
        if _plain(spelling) in known:
            return known[_plain(spelling)]
    return ""


def _plain(words: str) -> str:
    """Words without their number, their full stop, double blanks and capitals."""
    return " ".join(NUMBERED.sub("", words).split()).rstrip(" .?!:").casefold()
