"""What is asked of the answers, made ready for the methods."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.formats.instruments import Instrument
from thegither.formats.responses import ORGANIZATION, RESPONDENT, Frame, Responses
from thegither.methods.surveys import MISSING, NOBODY, Margin, Scale, Wave

Ints = npt.NDArray[np.int64]
REST = "others"


@dataclass(frozen=True, eq=False)
class Question:
    """instrument, responses, frame and the wave before; by: the columns to compare groups by; seed: for
    whatever is drawn. overlap: the fewest and the most who can have answered both times, where that is known.

    tells_groups: whether what groups think may be told; who was heard is told anyway.

    organizations: those of the responses and of the wave before, by name; empty where nobody's is known.
    """

    instrument: Instrument
    responses: Responses
    frame: Frame | None = None
    previous: Responses | None = None
    by: tuple[str, ...] = ()
    seed: int = 0
    overlap: tuple[int, int] | None = None
    tells_groups: bool = True

    @property
    def asked(self) -> int | None:
        return self.frame.asked if self.frame else None

    @property
    def people(self) -> int:
        return len(self.responses.lines)

    @property
    def organizations(self) -> tuple[str, ...]:
        waves = (self.responses, self.previous) if self.previous else (self.responses,)
        known = [wave.columns.get(ORGANIZATION, ()) for wave in waves]
        return categories_in(sum(known, ())) if any(known[0]) else ()

    def categories(self, name: str) -> tuple[str, ...]:
        """The groups of one column: those of the frame, or those that occur."""
        asked = self.frame.by.get(name) if self.frame else None
        return tuple(sorted(asked)) if asked else categories_in(self.responses.column(name))

    def asked_by(self, name: str) -> Ints | None:
        """How many could answer in each group; None where nobody knows."""
        asked = self.frame.by.get(name) if self.frame else None
        if asked is None:
            return None
        return np.array([asked[one] for one in self.categories(name)], dtype=np.int64)

    def asked_by_organization(self) -> Ints | None:
        """How many could answer in each organisation; None where nobody knows."""
        asked = self.frame.by.get(ORGANIZATION) if self.frame else None
        if asked is None:
            return None
        return np.array([asked.get(one, 0) for one in self.organizations], dtype=np.int64)

    def members(self, name: str) -> Ints:
        """Each respondent's group."""
        return numbered(self.responses.column(name), self.categories(name))

    @property
    def margins(self) -> tuple[str, ...]:
        """What answers are weighted by. Organisations would be too many, and too small.

        Nothing where groups are not told: a weighted mean is a sum over groups that anybody can set up.
        """
        if self.frame is None or not self.tells_groups:
            return ()
        return tuple(name for name in self.frame.by if name != ORGANIZATION)


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


def scored(instrument: Instrument, responses: Responses) -> npt.NDArray[np.int8]:
    """The answers of which there can be a mean: what was chosen among things without an order is left out."""
    codes = responses.answers.copy()
    unordered = [not (item.options and item.options.ordered) for item in instrument.closed]
    codes[:, unordered] = MISSING
    return codes


def wave_of(question: Question, margins: tuple[Margin, ...], weighing: dict[str, Ints]) -> Wave:
    """The wave as the methods want it. weighing: each respondent's category in each margin."""
    instrument, responses = question.instrument, question.responses
    groups = {attribute(name): question.members(name) for name in question.by}
    return Wave(
        scored(instrument, responses),
        scales_of(instrument),
        weighing | groups,
        organizations_of(question, responses),
        margins,
        tuple(place for place, scale in enumerate(instrument.scales) if scale.reliable),
    )


def attribute(name: str) -> str:
    """A column is compared by all its groups, but weighted by those that may be seen: two attributes."""
    return f"by {name}"


def margins_of(
    question: Question, hidden: dict[str, npt.NDArray[np.bool_]]
) -> tuple[tuple[Margin, ...], dict[str, Ints]]:
    """One margin for each column of the frame, and each respondent's category in it.

    Groups that are hidden stand as one: weights, and what they cost, then tell nothing of how many each of
    them holds.
    """
    margins, weighing = [], {}
    for name in question.margins:
        asked, away = question.asked_by(name), hidden[name]
        shown = [place for place, is_away in enumerate(away) if not is_away]
        labels = np.full(len(away) + 1, NOBODY)
        labels[shown], labels[np.flatnonzero(away)] = np.arange(len(shown)), len(shown)
        names = [question.categories(name)[place] for place in shown]
        counts = [int(asked[place]) for place in shown]
        if away.any():
            names, counts = [*names, REST], [*counts, int(asked[away].sum())]
        margins.append(Margin(name, tuple(names), tuple(counts)))
        weighing[name] = labels[question.members(name)]
    return tuple(margins), weighing


def organizations_of(question: Question, responses: Responses) -> Ints | None:
    """Each respondent's organisation; those who name none stand each for themselves."""
    if not question.organizations or not any(responses.columns.get(ORGANIZATION, ())):
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
    then = {name: row for row, name in enumerate(before.column(RESPONDENT)) if name}
    pairs = [(then[name], row) for row, name in enumerate(now.column(RESPONDENT)) if name in then]
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def categories_in(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(texts) - {""}))
