"""Polis conversations as files: the CSV folder it exports, and the JSON of its server.

Reading streams: memory holds 25 bytes a vote while reading, never the rows as objects. What is put
right in reading is counted in `PolisFolder.repairs`; what cannot be put right raises `FormatError`.
The format and every repair are described in docs/reference/polis-format.md.
"""

from pathlib import Path

from thegither.formats.polis_csv import Progress, read_csv_folder
from thegither.formats.polis_json import read_json_folder
from thegither.formats.polis_types import FormatError, PolisFolder, StatementRow, VoteTable
from thegither.formats.polis_write import write_folder

__all__ = [
    "FormatError",
    "PolisFolder",
    "StatementRow",
    "VoteTable",
    "read_folder",
    "write_folder",
]


def read_folder(path: str | Path, progress: Progress | None = None) -> PolisFolder:
    """Read a conversation from a folder of CSV (votes.csv, comments.csv, ...) or of server JSON.

    Of several votes of a person on a statement the last by time counts, and of equal times the
    last in the file. `progress` is called now and then with bytes read and bytes in all (for JSON
    with votes read and 0).

    Raises FormatError, naming file, line and column, for a missing or empty file, a missing
    column, broken UTF-8, a number that is none, or a vote other than 1, 0 and -1.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise FormatError(folder, 0, "", "there is no such folder")
    if (folder / "votes.json").is_file() and not (folder / "votes.csv").is_file():
        return read_json_folder(folder, progress)
    return read_csv_folder(folder, progress)
