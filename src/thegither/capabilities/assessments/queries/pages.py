"""The pages of a questionnaire: one for each area, and a last one for questions of no area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thegither.capabilities.assessments.queries.answers import DONT_KNOW
from thegither.capabilities.assessments.queries.respondents import Sheet
from thegither.formats.instruments import Instrument, Item


@dataclass(frozen=True, slots=True)
class Area:
    """One page: its number from 1, its heading, what it is about, and its questions."""

    number: int
    title: str
    about: str
    items: tuple[Item, ...]
    id: str = ""

    def answered(self, answers: Mapping[str, int]) -> int:
        return sum(item.id in answers for item in self.items if item.options)

    @property
    def closed(self) -> int:
        return sum(item.options is not None for item in self.items)


def areas_of(instrument: Instrument) -> list[Area]:
    """In the instrument's order; areas without a question are left out.

    >>> from thegither.formats.instruments import read_instrument, shipped_instruments
    >>> [area.title for area in areas_of(read_instrument(shipped_instruments()["culture"]))]
    ['Cohesion', 'Regulation']
    """
    parts = [
        (scale.title, scale.about, instrument.asked_in(scale.id), scale.id)
        for scale in instrument.scales
    ]
    parts.append(("", "", instrument.asked_in(""), ""))
    found = [part for part in parts if part[2]]
    return [
        Area(number, title, about, items, scale)
        for number, (title, about, items, scale) in enumerate(found, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One question and what was answered: in words, and what was written beside it."""

    text: str
    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """How far somebody is with one area."""

    area: Area
    done: int
    lines: tuple[Line, ...]

    @property
    def missing(self) -> int:
        return self.area.closed - self.done


def overview(areas: Sequence[Area], sheet: Sheet) -> list[Part]:
    """Every area with what was answered there so far."""
    return [
        Part(area, area.answered(sheet.answers), tuple(_line(item, sheet) for item in area.items))
        for area in areas
    ]


def _line(item: Item, sheet: Sheet) -> Line:
    return Line(
        item.text, in_words(item, sheet.answers.get(item.id)), sheet.remarks.get(item.id, "")
    )


def in_words(item: Item, code: int | None) -> str:
    """An answer as it was chosen; nothing where there is none."""
    if item.options is None or code is None:
        return ""
    if code == DONT_KNOW:
        return item.options.dont_know
    return item.options.labels[item.options.values.index(code)]


def next_area(areas: Sequence[Area], sheet: Sheet) -> Area | None:
    """The first area in which a question has no answer yet."""
    return next((area for area in areas if area.answered(sheet.answers) < area.closed), None)
