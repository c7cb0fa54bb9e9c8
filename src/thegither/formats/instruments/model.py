"""What an instrument holds once it is read and found right."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LIKERT, YES_NO, LADDER, CHOICE = "likert", "yes_no", "ladder", "choice"


@dataclass(frozen=True)
class Options:
    """The answers that can be chosen: numbers in rising order, and the words for each.

    dont_know: the words for "don't know", empty where it is not offered. agree_from: the lowest number that
    counts as agreeing, None where answers are not about agreeing. kind: steps of agreeing (`likert`), `yes_no`,
    rungs that lie above one another (`ladder`), or a `choice` whose answers have no order.
    """

    id: str
    values: tuple[int, ...]
    labels: tuple[str, ...]
    dont_know: str = ""
    agree_from: int | None = None
    kind: str = LIKERT

    @property
    def ordered(self) -> bool:
        """Whether a higher number means more, so that answers have a mean.

        >>> Options("area", (1, 2), ("North", "South"), kind=CHOICE).ordered
        False
        """
        return self.kind != CHOICE


@dataclass(frozen=True)
class Item:
    """One question. options is None for an open one, whose `safeguarding` line stands beside its box.

    evidence: something to show for it may be given. needs_evidence: without that the answer does not count.
    """

    id: str
    text: str
    scale: str = ""
    options: Options | None = None
    turned: bool = False
    safeguarding: str = ""
    evidence: bool = False
    needs_evidence: bool = False


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


Texts = Mapping[str, str]


@dataclass(frozen=True)
class Translation:
    """The words of an instrument in another language, by id; what is not there stays as it was written.

    labels: the words for the answers, by the id of their options; dont_know: those for "don't know".
    """

    language: str
    title: str = ""
    purpose: str = ""
    scales: Texts = field(default_factory=dict)
    about: Texts = field(default_factory=dict)
    items: Texts = field(default_factory=dict)
    safeguarding: Texts = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dont_know: Texts = field(default_factory=dict)


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
    translations: tuple[Translation, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be answered in, its own first."""
        return (self.language, *(one.language for one in self.translations))

    @property
    def closed(self) -> tuple[Item, ...]:
        """The items that are answered with a number, in their order."""
        return tuple(item for item in self.items if item.options)

    def items_of(self, scale: str) -> tuple[Item, ...]:
        """The items of one scale that its score is made of: closed ones whose answers have an order."""
        return tuple(
            item
            for item in self.closed
            if item.scale == scale and item.options and item.options.ordered
        )

    def asked_in(self, scale: str) -> tuple[Item, ...]:
        """Every item that stands in one area, open ones too; those of no area have the name ""."""
        return tuple(item for item in self.items if item.scale == scale)
