"""What an instrument holds once it is read and found right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """The answers that can be chosen: numbers in rising order, and the words for each.

    dont_know: the words for "don't know", empty where it is not offered. agree_from: the lowest number that
    counts as agreeing, None where answers are not about agreeing.
    """

    id: str
    values: tuple[int, ...]
    labels: tuple[str, ...]
    dont_know: str = ""
    agree_from: int | None = None


@dataclass(frozen=True)
class Item:
    """One question. options is None for an open one, whose `safeguarding` line stands beside its box."""

    id: str
    text: str
    scale: str = ""
    options: Options | None = None
    turned: bool = False
    safeguarding: str = ""
    evidence: bool = False


@dataclass(frozen=True)
class ScaleOfItems:
    """Items that are read together. minimum: answers that a score needs; half of them, rounded up, if 0.

    reliable: whether it makes sense to ask how well the items hang together (not for a checklist).
    """

    id: str
    title: str
    reliable: bool = True
    minimum: int = 0
    about: str = ""


@dataclass(frozen=True)
class Reference:
    """What was found elsewhere, with its date. n is None where the source does not say: then no interval."""

    item: str
    share: float
    year: int
    about: str
    n: int | None = None

    @property
    def limits(self) -> str:
        """What has to be said beside the value.

        >>> Reference("vision", 0.29, 2018, "community planning partnerships in Scotland").limits
        '2018, community planning partnerships in Scotland; how many answered is not known, so no interval'
        """
        known = f"{self.n} answered" if self.n else "how many answered is not known, so no interval"
        return f"{self.year}, {self.about}; {known}"


@dataclass(frozen=True)
class Plane:
    """Two scales that are looked at together, and the words for the four corners (by name, low or high)."""

    x: str
    y: str
    corners: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Instrument:
    """A survey's questions. margin: the difference, in scale points, below which it does not matter."""

    id: str
    version: str
    title: str
    purpose: str
    language: str
    licence: str
    source: str
    margin: float
    minutes: int
    scales: tuple[ScaleOfItems, ...]
    items: tuple[Item, ...]
    references: tuple[Reference, ...] = ()
    plane: Plane | None = None

    @property
    def closed(self) -> tuple[Item, ...]:
        """The items that are answered with a number, in their order."""
        return tuple(item for item in self.items if item.options)

    def items_of(self, scale: str) -> tuple[Item, ...]:
        """The closed items of one scale."""
        return tuple(item for item in self.closed if item.scale == scale)
