"""Where in a TOML file a value stands. The standard reader does not tell; this finds the line of each key."""

import re
from collections import Counter
from collections.abc import Sequence

Path = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^(\s*)([A-Za-z0-9_\-]+)\s*=")
FENCES = ('"""', "'''")


def find_lines(text: str) -> dict[Path, int]:
    """The line of each table and key, by its path; the n-th `[[item]]` has the path ("item", n - 1).

    >>> find_lines('id = "a"\\n[[item]]\\ntext = "b"\\n[[item]]\\ntext = "c"')[("item", 1, "text")]
    5
    """
    found: dict[Path, int] = {(): 1}
    counts: Counter[str] = Counter()
    table: Path = ()
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        header, key = HEADER.match(line), KEY.match(line)
        if header:
            table = _table(header[1], header[2], counts)
            found[table] = number
        elif key:
            found[(*table, key[2])] = number
        fence = next((mark for mark in FENCES if line.count(mark) % 2), "")
    return found


def _table(brackets: str, name: str, counts: Counter[str]) -> Path:
    parts: list[str | int] = [part.strip('"') for part in name.split(".")]
    if brackets == "[[":
        parts.append(counts[name])
        counts[name] += 1
    return tuple(parts)


def line_of(lines: dict[Path, int], path: Sequence[str | int]) -> int:
    """The line of a value, or of the nearest table that holds it.

    >>> line_of({(): 1, ("item", 0): 7}, ("item", 0, "text"))
    7
    """
    trail = tuple(path)
    while trail not in lines:
        trail = trail[:-1]
    return lines[trail]
