"""Cards that were shown: who preferred what first and what in the end, and who moved and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Room, ShownCard
from thegither.capabilities.decisions.queries.reading import CARDS_SHOWN
from thegither.capabilities.decisions.queries.veil import hidden_words, veil
from thegither.methods.decisions.cards import Shift, shift
from thegither.spine.evidence.figures import Figure
from thegither.spine.evidence.models import Release
from thegither.spine.people.models import Person
from thegither.spine.spaces.veil import without
from thegither.spine.spaces.visibility import Viewer

METHOD = "cards on the table 1"


@dataclass(frozen=True, slots=True)
class Shown:
    """One person's card of one round, with the option in words."""

    name: str
    number: str
    option: str
    why: str
    record: UUID | None


@dataclass(frozen=True, slots=True)
class Table:
    """Both rounds. `second` is empty until the second round is shown, and so is `moves`."""

    first: list[Shown]
    second: list[Shown]
    moved: list[tuple[Shown, Shown]]
    rows: list[tuple[str, ...]]
    figure: Figure | None

    @property
    def headings(self) -> list[str]:
        return [_("Option"), _("First"), _("In the end")]


def table_of(viewer: Viewer, room: Room) -> Table | None:
    """What lies on the table; None before the cards are shown."""
    cards = _rounds(viewer, room)
    if not cards:
        return None
    hidden = hidden_words(viewer, room)
    words = {str(one.number): without(one.words, hidden) for one in room.options.all()}
    names = _names(viewer, cards)
    first = _shown(cards[0], words, names)
    if len(cards) < 2:
        return Table(list(first.values()), [], [], [], None)
    second = _shown(cards[1], words, names)
    moved = [
        (first[p], second[p]) for p in first if p in second and first[p].number != second[p].number
    ]
    change = _shift(words, cards[0], cards[1])
    return Table(
        list(first.values()), list(second.values()), moved, _rows(change, words), _figure(change)
    )


def _rounds(viewer: Viewer, room: Room) -> list[dict[str, Any]]:
    """The cards of each round by whose they are; by themselves where that person is gone."""
    laid = {str(one.pk): one for one in room.shown_cards.all()}
    hidden = hidden_words(viewer, room)
    rounds = Release.objects.filter(activity=room.activity_id, kind=CARDS_SHOWN).order_by("number")
    return [
        dict(_owned(card, laid.get(card["card"])) for card in veil(one.content["cards"], hidden))
        for one in rounds
    ]


def _owned(card: dict[str, Any], shown: ShownCard | None) -> tuple[str, dict[str, Any]]:
    owner = str(shown.person_id) if shown and shown.person_id else card["card"]
    return owner, card | {"record": shown and shown.record_id}


def _names(viewer: Viewer, rounds: Iterable[Iterable[str]]) -> dict[str, str]:
    keys = [key for one in rounds for key in one]
    people = Person.objects.visible_to(viewer).filter(pk__in=keys)
    return {str(key): name for key, name in people.values_list("pk", "name")}


def _shown(
    cards: Mapping[str, Any], words: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, Shown]:
    gone = _("Somebody who left")
    return {
        person: Shown(
            names.get(person, gone),
            card["option"],
            words[card["option"]],
            card["why"],
            card["record"],
        )
        for person, card in cards.items()
    }


def _shift(words: Mapping[str, str], first: Mapping[str, Any], second: Mapping[str, Any]) -> Shift:
    rounds = ({who: card["option"] for who, card in one.items()} for one in (first, second))
    return shift(list(words), *rounds)


def _rows(change: Shift, words: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Each option: how many preferred it first, and how many in the end. Everybody laid it by name."""
    return [
        (words[number], str(change.first[place]), str(change.second[place]))
        for place, number in enumerate(change.options)
    ]


def _figure(change: Shift) -> Figure:
    both = change.stayed + change.moved
    return Figure.count(
        change.moved,
        unit="people",
        answered=both,
        asked=both + change.joined + change.left,
        as_of=timezone.localdate(),
        method=METHOD,
        label=_("moved to another option"),
    )
