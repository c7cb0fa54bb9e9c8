"""The one way in which a file is refused: naming the file, the line and the column."""

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
