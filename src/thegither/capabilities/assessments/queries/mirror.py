"""The mirror of a wave, worked out once at closing: what its answers show, and what they cannot.

What goes out is the JSON of `thegither assess` for sectors and levels (`told`), and the pictures drawn from it.
Nothing of it points at a person.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.answers import Answers, closed_answers, frame_of
from thegither.capabilities.assessments.queries.mirror_pictures import pictures_of
from thegither.capabilities.assessments.queries.told import Question, result_of
from thegither.formats.responses import ORGANIZATION, RESPONDENT, Frame, Responses
from thegither.methods.disclosure import ANY, MINIMUM
from thegither.spine.evidence.models import Release
from thegither.spine.people.groups import NO_POST

MIRROR, METHOD = "mirror", "mirror 1"
SECTOR, LEVEL = "sector", "level"
# What answers cannot be put back into: the file they would have come from.
NO_FILE = Path("this wave")
NOTHING: Mapping[str, int] = MappingProxyType({})


def mirror_of(
    wave: Wave, answers: Answers, *, had_help: int, unshown: Mapping[str, int] = NOTHING
) -> dict[str, Any]:
    """Everything the mirror's page shows, as it is released.

    answers: with the exact groups, which the key alone can tell: so errors are clustered by organisation and
    gaps go by level and sector, however coarse the rows that stay. unshown: how many answers to a question do
    not count, as nothing shows them; told where the question itself is told.
    """
    told = result_of(question_of(wave, answers))
    return {
        "told": told,
        "had_help": _safe(had_help, answers.answered),
        "without_evidence": {
            row["id"]: unshown[row["id"]]
            for row in told["items"]
            if row["n"] is not None and unshown.get(row["id"])
        },
        "previous": str(wave.previous_id or ""),
        "pictures": pictures_of(wave.instrument, told),
    }


def newest_mirror(wave: Wave) -> Release | None:
    """The mirror as it was released; None while the wave is open."""
    return Release.objects.filter(activity=wave.activity_id, kind=MIRROR).last()


def question_of(wave: Wave, answers: Answers) -> Question:
    """The wave as the methods want it: compared by level and by sector, and with the wave before."""
    before = closed_answers(wave.previous) if wave.previous else None
    return Question(
        instrument=replace(wave.instrument, margin=wave.margin),
        responses=_responses(answers),
        frame=_frame(answers) if answers.asked >= answers.answered else None,
        previous=_responses(before) if before and before.answered else None,
        by=(LEVEL, SECTOR),
        overlap=_overlap(wave, answers, before) if before else None,
        tells_groups=wave.tells_groups,
    )


def _responses(answers: Answers) -> Responses:
    """Answers as if a file had held them."""
    columns = {
        ORGANIZATION: _known(answers.organization),
        SECTOR: _known(answers.sector),
        LEVEL: _known(answers.level),
    }
    if any(answers.person):
        columns[RESPONDENT] = tuple(str(person or "") for person in answers.person)
    lines = np.arange(answers.answered, dtype=np.int64)
    return Responses(NO_FILE, lines, answers.codes, columns, 0)


def _known(groups: Iterable[str]) -> tuple[str, ...]:
    """What was blurred until it says nothing is not known."""
    return tuple("" if group == ANY else str(group) for group in groups)


def _frame(answers: Answers) -> Frame:
    rows = answers.frame
    by = {
        SECTOR: Counter(row.sector for row in rows),
        LEVEL: Counter(row.level or NO_POST for row in rows),
        ORGANIZATION: Counter(str(row.organization) for row in rows if row.organization),
    }
    return Frame(NO_FILE, len(rows), by)


def _overlap(wave: Wave, now: Answers, before: Answers) -> tuple[int, int]:
    """The fewest and the most who can have answered both times, from who could: nobody knows who did."""
    then = {row.person for row in frame_of(wave.previous) if row.person}
    both = len(then & {row.person for row in now.frame if row.person})
    either = before.asked + now.asked - both
    fewest = max(0, before.answered + now.answered - either)
    return fewest, max(fewest, min(before.answered, now.answered, both))


def _safe(people: int, answered: int) -> int | None:
    """How many had help; None where so few had, or had none, that one could guess who."""
    is_safe = people == 0 or (people >= MINIMUM and answered - people >= MINIMUM)
    return people if is_safe else None
