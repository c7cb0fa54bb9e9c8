"""Rankings in PrefLib's formats (.soc, .soi, .toc, .toi) and approvals in two categories (.cat).

Lines that begin with `#` tell about the file; every other line is `count: ranking`, where `{2,3}`
is a tie. In a .cat file the two groups of a line are the two categories, the first the approved.

The formats are described at https://preflib.github.io/PrefLib-Jekyll/format.
"""

import re
from pathlib import Path

import numpy as np

from thegither.formats.ballot_types import Ballot, BallotFile
from thegither.formats.errors import FormatError
from thegither.formats.headed import read_text_file, whole

SUFFIXES = (".soc", ".soi", ".toc", ".toi", ".cat")
GROUP = re.compile(r"\{([^{}]*)\}|([^,{}]+)")
HEAD = re.compile(r"#\s*([^:]+?)\s*:\s*(.*)")
NAME = re.compile(r"ALTERNATIVE NAME (\d+)")


def read_preflib(path: Path) -> BallotFile:
    """Read a whole file; alternatives are called by their numbers, as in the file.

    Raises FormatError naming the line for a file without alternatives, a line without a count, or an
    alternative that is unknown or ranked twice.
    """
    lines = list(enumerate(read_text_file(path).splitlines(), start=1))
    meta = {m[1]: m[2] for _, line in lines if (m := HEAD.match(line))}
    names = {m[1]: meta[key] for key in meta if (m := NAME.fullmatch(key))}
    if not names:
        raise FormatError(path, 1, "", "no line '# ALTERNATIVE NAME 1: ...' is in it")
    _check_categories(path, meta)
    option = {number: index for index, number in enumerate(names)}
    kind = "approval" if path.suffix == ".cat" else "ordinal"
    index: dict[tuple[tuple[int, int], ...], int] = {}
    cast, counts = [], []
    for line, text in lines:
        if text.strip() and not text.startswith("#"):
            count, choice = _row(path, line, text, option, kind)
            cast.append(index.setdefault(choice, len(index)))
            counts.append(count)
    ballots = tuple(dict(choice) for choice in index)
    laid = (np.array(cast, dtype=np.int64), np.array(counts, dtype=np.int64))
    return BallotFile(kind, tuple(names), tuple(names.values()), ballots, *laid, meta=meta)


def _check_categories(path: Path, meta: dict[str, str]) -> None:
    if path.suffix == ".cat" and meta.get("NUMBER CATEGORIES") != "2":
        raise FormatError(path, 1, "", "only two categories, approved and not, can be read")


def _row(
    path: Path, line: int, text: str, option: dict[str, int], kind: str
) -> tuple[int, tuple[tuple[int, int], ...]]:
    count, colon, order = text.partition(":")
    if not colon:
        raise FormatError(path, line, "", "a ballot reads 'count: 1,2,3'")
    voters = whole(path, line, "count", count.strip())
    if voters < 1:
        raise FormatError(path, line, "count", "a ballot is cast by one voter or more")
    return voters, tuple(sorted(_ballot(path, line, order, option, kind).items()))


def _ballot(path: Path, line: int, order: str, option: dict[str, int], kind: str) -> Ballot:
    ballot: dict[int, int] = {}
    for place, (tied, single) in enumerate(GROUP.findall("".join(order.split())), start=1):
        if kind == "approval" and place > 1:
            break
        for name in filter(None, map(str.strip, (tied or single).split(","))):
            if name not in option or option[name] in ballot:
                raise FormatError(path, line, "order", f"{name!r} is unknown or ranked twice")
            ballot[option[name]] = place
    return ballot
