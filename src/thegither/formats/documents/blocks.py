"""What a document is made of. Frozen, so that the same description always gives the same paper."""

from collections.abc import Sequence
from dataclasses import dataclass

LEVELS = (1, 2, 3)


class DocumentError(ValueError):
    """A document that cannot be written; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3. The title of the document stands above level 1.

    >>> Heading("Too deep", level=4)
    Traceback (most recent call last):
    thegither.formats.documents.blocks.DocumentError: A heading has a level from 1 to 3, not 4.
    """

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise DocumentError(f"A heading has a level from 1 to 3, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one paragraph; a line break in the text stays one. A strong one stays with what follows it."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header, which is repeated on every page that the table reaches.

    >>> Table(("Promise", "By"), [("Mend the lift",)])
    Traceback (most recent call last):
    thegither.formats.documents.blocks.DocumentError: Each row ... one cell for each of its 2 headings.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""

    def __post_init__(self) -> None:
        width = len(self.header)
        if not width:
            raise DocumentError("A table has at least one heading.")
        if any(len(row) != width for row in self.rows):
            raise DocumentError(
                f"Each row of a table has one cell for each of its {width} headings."
            )


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines of a label and what it says: *When*: 3 November 2026."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG as text or bytes, or PNG as bytes), and the words for whoever does not see it."""

    image: bytes | str
    description: str

    @property
    def data(self) -> bytes:
        return self.image.encode() if isinstance(self.image, str) else self.image

    @property
    def is_png(self) -> bool:
        return self.data.startswith(b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | Table | Facts | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A title, perhaps a line below it, and blocks in reading order; the footer stands on every page.

    `language` is a BCP 47 tag ("en-GB", "gd", "pl"): a screen reader chooses its voice by it.
    """

    title: str
    subtitle: str = ""
    blocks: Sequence[Block] = ()
    language: str = "en-GB"
    footer: str = ""
