"""What `thegither doctor` finds: a name, a verdict, a sentence, and how to mend it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

Verdict = Literal["fine", "warning", "wrong"]
MARKS: dict[Verdict, str] = {"fine": "✓", "warning": "!", "wrong": "✗"}


@dataclass(frozen=True)
class Finding:
    """One line of the report. No secret ever stands in it."""

    name: str
    verdict: Verdict
    sentence: str
    mend: str = ""

    def __str__(self) -> str:
        """The line as it is printed.

        >>> print(Finding("disk", "warning", "12 MB are free.", "Make room."))
        ! disk: 12 MB are free. Make room.
        """
        return f"{MARKS[self.verdict]} {self.name}: {self.sentence} {self.mend}".rstrip()

    def as_json(self) -> dict[str, str]:
        return asdict(self)


Findings = Iterator[Finding]


def fine(name: str, sentence: str) -> Finding:
    return Finding(name, "fine", sentence)


def warning(name: str, sentence: str, mend: str) -> Finding:
    return Finding(name, "warning", sentence, mend)


def wrong(name: str, sentence: str, mend: str) -> Finding:
    return Finding(name, "wrong", sentence, mend)
