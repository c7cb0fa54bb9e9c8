"""Networks as Pajek's `.net`: vertices, then arcs and edges, as pairs or as lists."""

import shlex
from collections.abc import Callable
from pathlib import Path

from thegither.formats.errors import FormatError
from thegither.formats.networks_csv import read_text
from thegither.formats.networks_table import NetworkTable, TableBuilder

Words = list[str]


class _Reader:
    """Walks through the sections of a file; a node is named by its label where labels differ."""

    def __init__(self, path: Path, undirected: bool) -> None:
        self.path, self.builder = path, TableBuilder(path, path, undirected)
        self.section = ""
        self.vertices: dict[int, tuple[int, Words]] = {}
        self.size = 0
        self.ties: list[tuple[int, int, int, dict[str, str], bool]] = []

    def read(self, line: int, words: Words) -> None:
        if words[0].startswith("*"):
            self.section = words[0][1:].lower()
            if self.section == "vertices":
                self.size = self._whole(line, words[1] if len(words) > 1 else "")
            return
        readers: dict[str, Callable[[int, Words], None]] = {
            "vertices": self._vertex,
            "arcs": self._pair,
            "edges": self._pair,
            "arcslist": self._list,
            "edgeslist": self._list,
            "network": lambda *_: None,
        }
        if self.section not in readers:
            what = f"a section “{self.section}” is not understood"
            raise FormatError(self.path, line, "", what)
        readers[self.section](line, words)

    def _vertex(self, line: int, words: Words) -> None:
        self.vertices[self._number(line, words[0])] = (line, words[1:])

    def _pair(self, line: int, words: Words) -> None:
        if len(words) < 2:
            raise FormatError(self.path, line, "", "a tie needs two vertices")
        value = {"weight": words[2]} if len(words) > 2 else {}
        self._tie(line, words[0], words[1], value)

    def _list(self, line: int, words: Words) -> None:
        for receiver in words[1:]:
            self._tie(line, words[0], receiver, {})

    def _tie(self, line: int, sender: str, receiver: str, value: dict[str, str]) -> None:
        ends = self._number(line, sender), self._number(line, receiver)
        self.ties.append((*ends, line, value, self.section.startswith("edge")))

    def _number(self, line: int, word: str) -> int:
        number = self._whole(line, word)
        if not 1 <= number <= self.size:
            raise FormatError(self.path, line, "", f"there is no vertex {number}")
        return number

    def _whole(self, line: int, word: str) -> int:
        if not word.isdecimal():
            raise FormatError(self.path, line, "", f"“{word}” is not a whole number")
        return int(word)

    def finish(self) -> NetworkTable:
        names = self._names()
        for number, name in names.items():
            line = self.vertices.get(number, (1, []))[0]
            self.builder.add_node(name, line, {})
        for sender, receiver, line, value, both in self.ties:
            self.builder.add_tie(names[sender], names[receiver], line, value, both=both)
        return self.builder.finish()

    def _names(self) -> dict[int, str]:
        numbers = range(1, self.size + 1)
        labels = [self.vertices.get(number, (0, []))[1][:1] for number in numbers]
        texts = [label[0] for label in labels if label and label[0]]
        if len(set(texts)) == self.size:
            return dict(zip(numbers, texts, strict=True))
        return {number: str(number) for number in numbers}


def read_pajek(path: Path, *, undirected: bool = False) -> NetworkTable:
    """Read vertices, arcs (one way) and edges (both ways); a third number is a column `weight`.

    Raises FormatError as `read_csv` does, and for a vertex number that is not there.
    """
    reader = _Reader(path, undirected)
    for line, text in enumerate(read_text(path).splitlines(), start=1):
        words = _words(path, line, text)
        if words and not words[0].startswith("%"):
            reader.read(line, words)
    if not reader.size:
        raise FormatError(path, 1, "", "there are no vertices in this file")
    return reader.finish()


def _words(path: Path, line: int, text: str) -> Words:
    splitter = shlex.shlex(text, posix=True)
    splitter.whitespace_split, splitter.commenters, splitter.quotes = True, "", '"'
    splitter.escape = ""
    try:
        return list(splitter)
    except ValueError:
        raise FormatError(path, line, "", "a quotation mark is not closed") from None


def write_pajek(table: NetworkTable, path: Path) -> None:
    """Write names and ties, and the column `weight` where there is one: Pajek has no others."""
    numbers = range(1, len(table.ids) + 1)
    lines = [f"*Vertices {len(table.ids)}"]
    lines += [f'{number} "{_plain(name)}"' for number, name in zip(numbers, table.ids, strict=True)]
    lines.append("*Arcs" if table.directed else "*Edges")
    weights = table.tie_columns.get("weight", ("",) * len(table.senders))
    for sender, receiver, weight in zip(table.senders, table.receivers, weights, strict=True):
        lines.append(f"{sender + 1} {receiver + 1} {weight}".strip())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(name: str) -> str:
    return name.replace('"', "'")
