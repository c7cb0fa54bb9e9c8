"""What the house asks of every capability, in a few small shapes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thegither.spine.evidence.figures import Figure


@dataclass(frozen=True, slots=True)
class Ask:
    """Something one person is asked to do, how long it takes, and by when (None: no hurry)."""

    title: str
    url: str
    minutes: int
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One activity in a list: its title, where it is, its state in a word and in a sentence.

    No word (`""`) where the sentence begins with it.
    """

    title: str
    url: str
    state: str
    summary: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One small picture of the mirror: drawn and stored before, never worked out in a request.

    The sentence says what to see; the rows are the same as a table.
    """

    title: str
    url: str
    svg: str
    sentence: str
    rows: list[tuple[str, Figure]]


@dataclass(frozen=True, slots=True)
class Template:
    """A ready beginning for an activity: what it asks or does, in plain words, and where it is prepared.

    Those of one group stand together under it. Nothing is stored by opening `url`; the coordinator reads
    what is there, changes it, and keeps it.
    """

    group: str
    title: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """An activity that people can be invited to: its page, the invitation as it will arrive, and the way back.

    `is_sent`: somebody was invited. `discard_url` is empty once others rely on it.
    """

    title: str
    url: str
    invite_url: str
    discard_url: str
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Handling:
    """How an activity handles what people say: from this its privacy notice is written, and its clock set.

    seen_while_open, seen_after: who sees what. goes, stays: what is deleted when `keep_months` have passed
    since `closed_on` (None: not closed yet, so the clock stands still), and what is not.
    """

    asks: str
    why: str
    seen_while_open: str
    seen_after: str
    goes: str
    stays: str
    keep_months: int
    is_sealed: bool
    has_opened: bool
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows of one table that tell of one person, in words: for the copy that everybody may ask for."""

    title: str
    rows: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the board paper, what else to know of it, and the page where it can be followed."""

    text: str
    notes: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What one activity has to tell a board of a stretch of time: in words, then as a table of figures.

    `cannot_tell` holds what nobody should read into it, each in a sentence.
    """

    title: str
    url: str
    lines: tuple[Line, ...]
    caption: str = ""
    rows: tuple[tuple[str, Figure], ...] = ()
    cannot_tell: tuple[str, ...] = ()


class Doing(StrEnum):
    """What there is to do where a partnership decides. `CAME` is no power: it is what some compare with."""

    AGENDA = "agenda"
    PROPOSED = "proposed"
    AMENDED = "amended"
    CHAIRED = "chaired"
    VOTED = "voted"
    MONEY = "money"
    CAME = "came"


@dataclass(frozen=True, slots=True)
class Act:
    """How often one class of partner (`spine/people/classes.py`) did one thing. Never who did it."""

    doing: Doing
    partner_class: str
    number: int = 1
