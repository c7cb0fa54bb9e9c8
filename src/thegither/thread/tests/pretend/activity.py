"""What the thread asks of a capability, answered in advance. A test fills `OFFER`."""

from dataclasses import dataclass, field

from thegither.spine.spaces.house import Act, Ask, Card, Picture, Prepared, Section, Template
from thegither.spine.spaces.visibility import COORDINATOR

KIND, WORD = "conversation", "listen"


@dataclass
class Offer:
    asks: list[Ask] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    public: list[Card] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)
    prepared: list[Prepared] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    words: str = ""


OFFER = Offer()


def asks(viewer, partnership) -> list[Ask]:
    return OFFER.asks if viewer.is_member else []


def cards(viewer, partnership) -> list[Card]:
    return OFFER.cards + OFFER.public if viewer.is_member else OFFER.public


def starts(viewer, partnership) -> list[tuple[str, str]]:
    return [("Ask a question", "/kirkbrae/ask/")] if viewer.has_duty(COORDINATOR) else []


def templates(viewer, partnership) -> list[Template]:
    return OFFER.templates


def prepared(viewer, partnership) -> list[Prepared]:
    return OFFER.prepared


def pictures(viewer, partnership) -> list[Picture]:
    return OFFER.pictures if viewer.is_member else []


def board_lines(viewer, partnership, since, until) -> list[Section]:
    return OFFER.sections


def acts(viewer, partnership, since, until) -> list[Act]:
    return OFFER.acts


def words_of(record) -> str:
    return OFFER.words


def address_of(record) -> str:
    return "/kirkbrae/x/" if record.kind == KIND else ""
