"""The questions to choose from: those that come with Thegither, and the partnership's own."""

from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from thegither.capabilities.assessments.models import OwnInstrument
from thegither.formats.instruments import (
    Instrument,
    instrument_of,
    read_content,
    shipped_instruments,
)
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

USUAL_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One instrument to choose: `key` names it in a form and in an address. `own` is None for a shipped one."""

    key: str
    title: str
    purpose: str
    minutes: int
    content: dict[str, Any]
    own: OwnInstrument | None = None

    @property
    def instrument(self) -> Instrument:
        return instrument_of(self.content)

    @property
    def questions(self) -> int:
        return len(self.content["item"])


def choices(viewer: Viewer, partnership: Partnership) -> list[Choice]:
    """The partnership's own, the newest first, then those that come with Thegither."""
    own = OwnInstrument.objects.visible_to(viewer).filter(record__partnership=partnership)
    rows = own.select_related("record__partnership").order_by("-record__created_at", "pk")
    return [choice_of(one) for one in rows] + [_shipped(key) for key in shipped_instruments()]


def find_choice(viewer: Viewer, partnership: Partnership, key: str) -> Choice | None:
    """One of them, if this viewer may see it."""
    if key in shipped_instruments():
        return _shipped(key)
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    own = OwnInstrument.objects.visible_to(viewer).filter(record__partnership=partnership)
    found = own.select_related("record__partnership").filter(pk=wanted).first()
    return choice_of(found) if found else None


def choice_of(own: OwnInstrument) -> Choice:
    return _choice(str(own.pk), own.content, own)


@cache
def _shipped(key: str) -> Choice:
    return _choice(key, read_content(shipped_instruments()[key]))


def _choice(key: str, content: dict[str, Any], own: OwnInstrument | None = None) -> Choice:
    minutes = content.get("minutes", USUAL_MINUTES)
    return Choice(key, content["title"], content["purpose"], minutes, content, own)


def free_id(partnership: Partnership, wanted: str) -> str:
    """An id that no instrument has here, so that waves of two instruments are never compared as one."""
    own = OwnInstrument.objects.filter(record__partnership=partnership)
    taken = {*shipped_instruments(), *own.values_list("content__id", flat=True)}
    names = (wanted if number == 1 else f"{wanted[:55]}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
