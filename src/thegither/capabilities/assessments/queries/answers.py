"""Stored answers as the arrays that `methods.surveys` takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt

from thegither.capabilities.assessments.models import FramePlace, Response, Wave
from thegither.formats.instruments import Instrument
from thegither.methods.surveys import DONT_KNOW, MISSING
from thegither.spine.people.queries import FrameRow

__all__ = [
    "DONT_KNOW",
    "MISSING",
    "Answers",
    "answers_of",
    "closed_answers",
    "codes_of",
    "frame_of",
]

Groups = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Answers:
    """One wave's answers, a row a respondent, and the frame of who could answer.

    codes: respondents x closed items, in the instrument's order; MISSING (-1) and DONT_KNOW (-2) are no answer.
    organization, sector, level: each respondent's group: an organisation's id and the codes of the register, a
    broader code where the promise allows no finer, "" where nobody knows. person: who it is, in a confidential
    wave only; None otherwise. had_help is kept with the activity and not here.
    """

    instrument: Instrument
    codes: npt.NDArray[np.int8]
    organization: Groups
    sector: Groups
    level: Groups
    person: tuple[UUID | None, ...]
    frame: tuple[FrameRow, ...]

    @property
    def answered(self) -> int:
        return len(self.codes)

    @property
    def asked(self) -> int:
        return len(self.frame)


def closed_answers(wave: Wave) -> Answers:
    """What is stored of a closed wave: whole rows, under groups as coarse as was promised.

    Rows come in the order of their numbers, which was drawn at closing.
    """
    rows = list(wave.responses.order_by("number"))
    return answers_of(wave, rows, [(row.organization, row.sector, row.level) for row in rows])


def answers_of(
    wave: Wave, rows: Sequence[Response], groups: Sequence[tuple[str, str, str]]
) -> Answers:
    """These sheets with these groups; sheets without any answer are left out."""
    kept = [pair for pair in zip(rows, groups, strict=True) if pair[0].answers]
    return Answers(
        instrument=wave.instrument,
        codes=codes_of(wave.instrument, [row.answers for row, _group in kept]),
        organization=tuple(group[0] for _row, group in kept),
        sector=tuple(group[1] for _row, group in kept),
        level=tuple(group[2] for _row, group in kept),
        person=tuple(row.person_id for row, _group in kept),
        frame=frame_of(wave),
    )


def codes_of(instrument: Instrument, sheets: Iterable[dict[str, int]]) -> npt.NDArray[np.int8]:
    """Sheets as a table: a row a sheet, a column a closed item."""
    items = [item.id for item in instrument.closed]
    rows = [[sheet.get(item, MISSING) for item in items] for sheet in sheets]
    return np.array(rows, dtype=np.int8).reshape(len(rows), len(items))


def frame_of(wave: Wave) -> tuple[FrameRow, ...]:
    """Who could answer, as the register had them when the wave opened; forgotten people without their id."""
    places = FramePlace.objects.filter(wave=wave).order_by("person_id", "pk")
    fields = places.values_list("person_id", "sector", "level", "organization_id")
    return tuple(FrameRow(*row) for row in fields)
