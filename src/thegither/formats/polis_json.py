"""Reading the Polis server's JSON: votes.json, comments.json and conversation.json.

Two spellings are about: `participant_id, statement_id, moderated` and `pid, tid, mod`. In both,
1 is agree and -1 disagree, the other way round than inside the server.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from thegither.formats.polis_csv import FIRST_MILLISECONDS, Progress, broken_line
from thegither.formats.polis_types import (
    FormatError,
    PolisFolder,
    StatementRow,
    VoteColumns,
    assemble,
)

CHUNK = 1 << 20
SOMETHING = re.compile(r"[^\s,]")
DECODER = json.JSONDecoder()
PERSON, STATEMENT, MODERATED = (
    ("participant_id", "pid"),
    ("statement_id", "tid"),
    ("moderated", "mod"),
)
TIMES = ("modified", "created")
Object = dict[str, Any]


def read_json_folder(folder: Path, progress: Progress | None = None) -> PolisFolder:
    """Read `folder`; see `thegither.formats.polis.read_folder`."""
    repairs: dict[str, int] = {}
    statements = _read_statements(folder / "comments.json", repairs)
    votes = _read_votes(folder / "votes.json", repairs, progress)
    return assemble(votes, statements, repairs, _read_summary(folder / "conversation.json"))


def stream_objects(path: Path) -> Iterator[tuple[int, Object]]:
    """The objects of a JSON list one after the other, each with its line; never the whole list."""
    if not path.is_file():
        raise FormatError(path, 0, "", "this file is missing from the folder")
    try:
        yield from _objects(path)
    except UnicodeDecodeError as error:
        raise FormatError(path, broken_line(path), "", "the text is not UTF-8") from error


class _Text:
    """The file a chunk at a time: `rest` from `at` on is not yet read, `line` is where it begins."""

    def __init__(self, path: Path, stream: TextIO) -> None:
        self._stream, self.path = stream, path
        self.rest, self.at, self.line = stream.read(CHUNK), 0, 1

    def skip_to(self, place: int) -> None:
        self.line += self.rest.count("\n", self.at, place)
        self.at = place

    def skip_between(self) -> str:
        """Step over blanks and commas; gives the next character, or nothing at the end."""
        while True:
            found = SOMETHING.search(self.rest, self.at)
            self.skip_to(found.start() if found else len(self.rest))
            if found or not self.read_on():
                return found.group() if found else ""

    def read_on(self) -> bool:
        more = self._stream.read(CHUNK)
        self.rest, self.at = self.rest[self.at :] + more, 0
        return bool(more)

    def next_value(self) -> object:
        """The JSON value that begins here; one that does not end within two chunks is broken."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.rest, self.at)
            except json.JSONDecodeError as error:
                if len(self.rest) - self.at > CHUNK or not self.read_on():
                    what = "the JSON is broken or breaks off"
                    raise FormatError(self.path, self.line, "", what) from error
            else:
                self.skip_to(end)
                return value


def _objects(path: Path) -> Iterator[tuple[int, Object]]:
    with path.open(encoding="utf-8-sig") as stream:
        text = _Text(path, stream)
        first = text.skip_between()
        if first != "[":
            what = "the file is not a JSON list" if first else "the file is empty"
            raise FormatError(path, 1, "", what)
        text.skip_to(text.at + 1)
        while text.skip_between() != "]":
            line = text.line
            yield line, _an_object(path, line, text.next_value())


def _an_object(path: Path, line: int, value: object) -> Object:
    if not isinstance(value, dict):
        raise FormatError(path, line, "", "the list holds something that is not an object")
    return value


def _read_votes(path: Path, repairs: dict[str, int], progress: Progress | None) -> VoteColumns:
    votes, seconds = VoteColumns(), 0
    for line, row in stream_objects(path):
        stamp = _moment(path, line, row)
        if 0 < stamp < FIRST_MILLISECONDS:
            stamp, seconds = stamp * 1000, seconds + 1
        person, statement = _number(path, line, row, PERSON), _number(path, line, row, STATEMENT)
        votes.add(person, statement, stamp, _choice(path, line, row))
        if progress and len(votes) % 20_000 == 0:
            progress(len(votes), 0)
    repairs["seconds_for_milliseconds"] = seconds
    return votes


def _moment(path: Path, line: int, row: Object) -> int:
    """Milliseconds; also from a moment as text. Nought for a vote without any: the later row then wins."""
    name = next((name for name in TIMES if row.get(name) is not None), "")
    if not name:
        return 0
    number = _whole(row[name])
    if number is not None:
        return number
    try:
        return int(1000 * datetime.fromisoformat(str(row[name])).timestamp())
    except ValueError as error:
        what = f"{row[name]!r} is neither a whole number nor a moment"
        raise FormatError(path, line, name, what) from error


def _choice(path: Path, line: int, row: Object) -> int:
    choice = _sign(row.get("vote"))
    if choice is None:
        what = f"{row.get('vote')!r} is not a vote; a vote is 1 (agree), 0 (pass) or -1 (disagree)"
        raise FormatError(path, line, "vote", what)
    return choice


def _sign(value: object) -> int | None:
    """1, 0 or -1, also when written as text."""
    if isinstance(value, bool):
        return None
    return next((sign for sign in (1, 0, -1) if value in (sign, str(sign))), None)


def _number(path: Path, line: int, row: Object, names: tuple[str, ...]) -> int:
    """The whole number under the first of `names` that the object has."""
    name = next((name for name in names if name in row), names[0])
    number = _whole(row.get(name))
    if number is None:
        raise FormatError(path, line, name, f"{row.get(name)!r} is not a whole number")
    return number


def _whole(value: object) -> int | None:
    """A whole number that is not negative, also when written as text or as 1691740361800.0."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value < 10**18 and value == int(value) else None


def _read_statements(path: Path, repairs: dict[str, int]) -> dict[int, StatementRow]:
    statements: dict[int, StatementRow] = {}
    for line, row in stream_objects(path):
        number = _number(path, line, row, STATEMENT)
        twice = number in statements
        repairs["statements_listed_twice"] = repairs.get("statements_listed_twice", 0) + twice
        statements.setdefault(number, _statement(path, line, row, number))
    return statements


def _statement(path: Path, line: int, row: Object, number: int) -> StatementRow:
    given = next((row[name] for name in MODERATED if row.get(name) is not None), 0)
    moderated = _sign(given)
    if moderated is None:
        raise FormatError(path, line, "moderated", f"{given!r} is not 1, 0 or -1")
    author = any(row.get(name) is not None for name in PERSON)
    return StatementRow(
        id=number,
        text=str(row.get("txt", "")),
        author=_number(path, line, row, PERSON) if author else None,
        moderated=moderated,
        is_meta=row.get("is_meta") in (True, 1, "1", "true", "True"),
    )


def _read_summary(path: Path) -> dict[str, str]:
    """Topic and description. Nothing when the file is not there."""
    if not path.is_file():
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FormatError(path, error.lineno, "", "the JSON is broken") from error
    except UnicodeDecodeError as error:
        raise FormatError(path, broken_line(path), "", "the text is not UTF-8") from error
    row = _an_object(path, 1, read)
    description = str(row.get("description") or "")
    return {"topic": str(row.get("topic") or ""), "conversation-description": description}
