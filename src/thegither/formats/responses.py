"""Answers as form services give them out: CSV or XLSX, one row a respondent; and the frame of who could answer.

Columns named like the instrument's items, or with their words (`response_headings`), hold answers, as numbers
or in the words of the options. `respondent` holds an id, `organization` the organisation; every other column is
an attribute, such as level or sector.
"""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from thegither.formats.errors import FormatError
from thegither.formats.headed import read_text_file, whole
from thegither.formats.instruments import Instrument, Options
from thegither.formats.response_headings import renamed
from thegither.formats.workbook import looks_like_workbook, workbook_rows
from thegither.methods.surveys import DONT_KNOW, MISSING

RESPONDENT, ORGANIZATION, COUNT = "respondent", "organization", "count"
# What these columns mean is fixed, so that it does not matter how their names are written.
SPELLINGS = {name: name for name in (RESPONDENT, ORGANIZATION, COUNT, "sector", "level")} | {
    "organisation": ORGANIZATION
}
UNSURE = {"don't know", "don’t know", "dk"}
MAX_ROWS, MAX_COLUMNS = 1_000_000, 1_000
# A first line in which Excel writes how the cells are parted.
EXCEL_SAYS = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
# A whole number with nothing behind its point, or its comma.
NOUGHTS = re.compile(r"^(\d+)[.,]0+$")

Column = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Responses:
    """file, and for each respondent: the line, the answers (respondents x closed items; see methods.surveys),
    and the text of each other column by its name. empty: rows without any answer, left out.
    """

    file: Path
    lines: npt.NDArray[np.int64]
    answers: npt.NDArray[np.int8]
    columns: Mapping[str, Column]
    empty: int

    def column(self, name: str) -> Column:
        """The text of one attribute. Raises FormatError when there is no such column."""
        if name not in self.columns:
            raise FormatError(
                self.file, 1, name, "this column is missing" + _near(name, self.columns)
            )
        return self.columns[name]


@dataclass(frozen=True)
class Frame:
    """How many could answer, in all and by category of each attribute."""

    file: Path
    asked: int
    by: Mapping[str, Mapping[str, int]]


def read_responses(path: Path, instrument: Instrument) -> Responses:
    """Read all answers, or none.

    Raises FormatError for a missing or doubled column, an answer that is none of the options, and a respondent
    who is there twice or has no id: each by line and column.
    """
    names, numbers, rows = _table(path)
    names = renamed(names, instrument)
    items = {item.id: item.options for item in instrument.closed if item.options}
    spare = [name for name in names if name not in items]
    for name in items:
        if name not in names:
            raise FormatError(path, 1, name, "this column is missing" + _near(name, spare))
    lines = np.array(numbers, dtype=np.int64)
    texts = (
        dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
    )
    answers = np.empty((len(rows), len(items)), dtype=np.int8)
    for place, (name, options) in enumerate(items.items()):
        answers[:, place] = _codes(path, lines, name, texts[name], options)
    _check_ids(path, lines, texts.get(RESPONDENT))
    kept = (answers != MISSING).any(axis=1)
    open_items = {item.id for item in instrument.items}
    others = {
        name: tuple(text[place].strip() for place in np.flatnonzero(kept))
        for name, text in texts.items()
        if name not in open_items
    }
    return Responses(path, lines[kept], answers[kept], others, int((~kept).sum()))


def _near(name: str, known: Sequence[str] | Mapping[str, object]) -> str:
    found = difflib.get_close_matches(name, list(known), n=1)
    return f"; there is “{found[0]}”" if found else ""


def _table(path: Path) -> tuple[list[str], list[int], list[list[str]]]:
    """The column names, the line of each row, and the rows, all of the same length."""
    cells = _cells(path)
    first = next(cells, None)
    if first is None:
        raise FormatError(path, 0, "", "there is nothing in it")
    names = [SPELLINGS.get(name.strip().casefold(), name.strip()) for name in first[1]]
    doubled = [name for name, count in Counter(names).items() if name and count > 1]
    if doubled:
        raise FormatError(path, 1, doubled[0], "this column is there twice")
    numbers, rows = [], []
    for line, row in cells:
        if len(row) > len(names):
            what = f"it has {len(row)} cells, but there are {len(names)} columns"
            raise FormatError(path, line, "", what)
        if any(row):
            numbers.append(line)
            rows.append([*row, *[""] * (len(names) - len(row))])
    if len(rows) > MAX_ROWS:
        raise FormatError(path, 0, "", f"it has more than {MAX_ROWS:,} rows")
    return names, numbers, rows


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row of a CSV file or of the first sheet of a workbook."""
    with _opened(path) as file:
        head = file.read(4)
    if looks_like_workbook(head):
        for line, row in workbook_rows(path.read_bytes(), path.name, MAX_ROWS, MAX_COLUMNS):
            width = max(
                (place for place, cell in enumerate(row, start=1) if cell.strip()), default=0
            )
            yield line, list(row[:width])
        return
    text = read_text_file(path)
    start = text.split("\n", 1)[0]
    told = EXCEL_SAYS.match(text)
    reader = csv.reader(
        io.StringIO(text[told.end() :] if told else text, newline=""),
        delimiter=told[1] if told else max(",;\t", key=start.count),
        strict=True,
    )
    before = 1 if told else 0
    try:
        for cells in reader:
            yield before + reader.line_num, cells
    except csv.Error as problem:
        what = f"the row cannot be read ({problem})"
        raise FormatError(path, before + reader.line_num, "", what) from problem


def _opened(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise FormatError(path, 0, "", error.strerror or "it cannot be opened") from error


def _codes(
    path: Path, lines: npt.NDArray[np.int64], name: str, texts: Column, options: Options
) -> npt.NDArray[np.int8]:
    """The numbers of one item's answers, whether given as numbers or in words."""
    known = _words(options)
    found = {text: known.get(NOUGHTS.sub(r"\1", text.strip().lower())) for text in set(texts)}
    wrong = {text for text, code in found.items() if code is None}
    if wrong:
        place = next(place for place, text in enumerate(texts) if text in wrong)
        choices = ", ".join(str(value) for value in options.values)
        what = f"“{texts[place].strip()}” is none of the answers ({choices})"
        raise FormatError(path, int(lines[place]), name, what)
    return np.fromiter((found[text] for text in texts), dtype=np.int8, count=len(texts))


def _words(options: Options) -> dict[str, int]:
    words = {"": MISSING}
    if options.dont_know:
        words |= dict.fromkeys(UNSURE | {options.dont_know.lower()}, DONT_KNOW)
    for value, label in zip(options.values, options.labels, strict=True):
        words |= {str(value): value, label.lower(): value}
    return words


def _check_ids(path: Path, lines: npt.NDArray[np.int64], ids: Column | None) -> None:
    seen: dict[str, int] = {}
    for line, text in zip(lines.tolist(), ids or (), strict=False):
        name = text.strip()
        if not name:
            raise FormatError(path, line, RESPONDENT, "this respondent has no id")
        if name in seen:
            what = f"“{name}” is there twice, first in line {seen[name]}"
            raise FormatError(path, line, RESPONDENT, what)
        seen[name] = line


def read_frame(path: Path, responses: Responses, wanted: Sequence[str] = ()) -> Frame:
    """Who could answer, as CSV or XLSX: one row a person, or one row for many with their `count`.

    Its columns that the responses have too become margins; those in `wanted` must be there. Where both name
    each `respondent`, everybody who answered has to be among those who could.

    Raises FormatError when no column is shared, when somebody is there twice, when a respondent or a
    respondent's category is not in the frame, and when more answered than could.
    """
    names, numbers, rows = _table(path)
    if not rows:
        raise FormatError(path, 0, "", "nobody is in it")
    texts = dict(zip(names, zip(*rows, strict=True), strict=True))
    shared = [name for name in names if name in responses.columns and name != RESPONDENT]
    missing = [name for name in wanted if name not in shared]
    if missing or not shared:
        what = "this column is missing" if missing else "no column is one of the responses' columns"
        raise FormatError(path, 1, missing[0] if missing else "", what)
    people = _people(path, numbers, texts)
    by: dict[str, Counter[str]] = {name: Counter() for name in shared}
    for name in shared:
        for text, count in zip(texts[name], people, strict=True):
            by[name][text.strip()] += count
        _check_against(path, responses, name, by[name])
    _check_people(path, numbers, responses, texts.get(RESPONDENT))
    asked = sum(people)
    if len(responses.lines) > asked:
        raise FormatError(
            path, 0, "", f"{len(responses.lines)} answered, but only {asked} are in it"
        )
    return Frame(path, asked, by)


def _people(path: Path, numbers: Sequence[int], texts: Mapping[str, Column]) -> list[int]:
    """How many each row of a frame stands for."""
    if COUNT not in texts:
        return [1] * len(numbers)
    people = []
    for line, text in zip(numbers, texts[COUNT], strict=True):
        people.append(whole(path, line, COUNT, text.strip()))
        if people[-1] < 0:
            raise FormatError(path, line, COUNT, f"{people[-1]} people cannot be")
    return people


def _check_people(
    path: Path, numbers: Sequence[int], responses: Responses, ids: Column | None
) -> None:
    """Where both files have ids: nobody is in the frame twice, and nobody answered who is not in it."""
    if ids is None or RESPONDENT not in responses.columns:
        return
    _check_ids(path, np.array(numbers, dtype=np.int64), ids)
    known = {name.strip() for name in ids}
    for line, name in zip(responses.lines.tolist(), responses.column(RESPONDENT), strict=True):
        if name not in known:
            raise FormatError(responses.file, line, RESPONDENT, f"“{name}” is not in the frame")


def _check_against(path: Path, responses: Responses, name: str, asked: Mapping[str, int]) -> None:
    heard: Counter[str] = Counter()
    for line, text in zip(responses.lines.tolist(), responses.column(name), strict=True):
        category = text.strip()
        if category and category not in asked:
            what = f"“{category}” is not in the frame{_near(category, asked)}"
            raise FormatError(responses.file, line, name, what)
        heard[category] += 1
        if category and heard[category] > asked[category]:
            what = f"more answered as “{category}” than the {asked[category]} in the frame"
            raise FormatError(responses.file, line, name, what)
