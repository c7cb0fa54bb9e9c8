"""The one way in which a file is refused: naming the file, the line and the column."""

from collections.abc import Sequence
from pathlib import Path


class FormatError(ValueError):
    """A file that cannot be read. Its message names file, line and column, and can be shown as it is.

    >>> print(FormatError("votes.csv", 7, "vote", "7 is not a vote"))
    votes.csv, line 7, column vote: 7 is not a vote.
    """

    def __init__(self, file: str | Path, line: int, column: str, what: str) -> None:
        self.file, self.line, self.column, self.what = Path(file).name, line, column, what
        place = [self.file]
        place += [f"line {line}"] if line else []
        place += [f"column {column}"] if column else []
        super().__init__(f"{', '.join(place)}: {what}.")

    @property
    def faults(self) -> tuple["FormatError", ...]:
        """Every fault that was found; one unless the reader went on to look for more."""
        return (self,)


class FormatErrors(FormatError):
    """Several faults of one file, so that all can be mended at once. Its message is that of the first.

    >>> error = FormatErrors([FormatError("people.csv", n, "email", "no address") for n in (2, 5)])
    >>> print(error, len(error.faults))
    people.csv, line 2, column email: no address. 2
    """

    def __init__(self, faults: Sequence[FormatError]) -> None:
        first = faults[0]
        super().__init__(first.file, first.line, first.column, first.what)
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[FormatError, ...]:
        return self._faults
