"""What is asked of `thegither assess`, made ready for the methods."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from thegither.formats.instruments import Instrument, read_instrument
from thegither.formats.responses import (
    ORGANIZATION,
    RESPONDENT,
    Frame,
    Responses,
    read_frame,
    read_responses,
)
from thegither.methods.surveys import NOBODY, Margin, Scale, Wave

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Question:
    """instrument, responses, frame and the wave before, as read; by: the column to compare groups by, or empty.

    groups: its categories; organizations: those of both waves, by name; seed: for whatever is drawn.
    """

    instrument: Instrument
    responses: Responses
    frame: Frame | None
    previous: Responses | None
    by: str
    groups: tuple[str, ...]
    organizations: tuple[str, ...]
    seed: int

    @property
    def asked(self) -> int | None:
        return self.frame.asked if self.frame else None

    def asked_in(self, group: str) -> int | None:
        """How many could answer in one group."""
        counted = self.frame.by.get(self.by) if self.frame else None
        return None if counted is None else counted.get(group, 0)


def question_of(
    responses: Path, instrument: Path, frame: Path | None, by: str, previous: Path | None, seed: int
) -> Question:
    """Read all files. Raises FormatError at the first fault in any."""
    asked = read_instrument(instrument)
    answers = read_responses(responses, asked)
    before = read_responses(previous, asked) if previous else None
    groups = _categories(answers.column(by)) if by else ()
    could = read_frame(frame, answers, [by] if by else ()) if frame else None
    waves = (answers, before) if before else (answers,)
    known = [wave.columns.get(ORGANIZATION, ()) for wave in waves]
    organizations = _categories(sum(known, ())) if all(map(any, known)) else ()
    return Question(asked, answers, could, before, by, groups, organizations, seed)


def scales_of(instrument: Instrument) -> tuple[Scale, ...]:
    """The scales by the places of their items among the closed ones."""
    places = {item.id: place for place, item in enumerate(instrument.closed)}
    return tuple(
        Scale(
            tuple(places[item.id] for item in items),
            items[0].options.values[0] if items[0].options else 0,
            items[0].options.values[-1] if items[0].options else 0,
            tuple(places[item.id] for item in items if item.turned),
            scale.minimum,
        )
        for scale in instrument.scales
        for items in [instrument.items_of(scale.id)]
    )


def wave_of(question: Question) -> Wave:
    """The wave as the methods want it, with one margin for each attribute that the frame has."""
    responses, frame = question.responses, question.frame
    margins, attributes = [], {}
    for name, asked in (frame.by if frame else {}).items():
        # Organisations are what errors are clustered by; as a margin they would be too many, too small.
        if name != ORGANIZATION:
            categories = tuple(sorted(asked))
            margins.append(Margin(name, categories, tuple(asked[one] for one in categories)))
            attributes[name] = numbered(responses.column(name), categories)
    if question.by:
        known = next(
            (one.categories for one in margins if one.name == question.by), question.groups
        )
        attributes[question.by] = numbered(responses.column(question.by), known)
    return Wave(
        responses.answers,
        scales_of(question.instrument),
        attributes,
        organizations_of(question, responses),
        tuple(margins),
        tuple(place for place, scale in enumerate(question.instrument.scales) if scale.reliable),
    )


def organizations_of(question: Question, responses: Responses) -> Ints | None:
    """Each respondent's organisation; those who name none stand each for themselves."""
    if not question.organizations:
        return None
    found = numbered(responses.column(ORGANIZATION), question.organizations)
    alone = found == NOBODY
    found[alone] = len(question.organizations) + np.arange(alone.sum())
    return found


def numbered(texts: tuple[str, ...], categories: tuple[str, ...]) -> Ints:
    """The place of each text among the categories; NOBODY where it is none of them."""
    places = {category: place for place, category in enumerate(categories)}
    return np.array([places.get(text, NOBODY) for text in texts], dtype=np.int64)


def same_people(question: Question) -> tuple[Ints, Ints] | None:
    """The rows, before and now, of those who have an id in both waves; None where ids are not given."""
    now, before = question.responses, question.previous
    if before is None or RESPONDENT not in now.columns or RESPONDENT not in before.columns:
        return None
    then = {name: row for row, name in enumerate(before.column(RESPONDENT))}
    pairs = [(then[name], row) for row, name in enumerate(now.column(RESPONDENT)) if name in then]
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def _categories(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(texts) - {""}))
