"""What every network file comes to: nodes with columns, ties with columns, and the line of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from thegither.formats.errors import FormatError


@dataclass(frozen=True)
class NetworkTable:
    """A network as read, every value still text.

    `senders` and `receivers` are positions in `ids`; ties of a node to itself are among them.
    `mirrored` counts undirected ties that the file names a second time, the other way round.
    """

    file: Path
    nodes_file: Path
    ids: tuple[str, ...]
    node_columns: Mapping[str, tuple[str, ...]]
    node_lines: tuple[int, ...]
    senders: tuple[int, ...]
    receivers: tuple[int, ...]
    tie_columns: Mapping[str, tuple[str, ...]]
    tie_lines: tuple[int, ...]
    directed: bool
    mirrored: int = 0

    def weights(self, column: str, *, nought: bool = False) -> list[float]:
        """A column of ties as numbers above nought, or also nought itself where it is let in.

        On a tie of a node to itself any number will do.

        Raises FormatError naming the line for anything else.
        """
        values = _column(self.tie_columns, column, self.file)
        return [
            self._weight(column, text, line, sender == receiver, nought)
            for text, line, sender, receiver in zip(
                values, self.tie_lines, self.senders, self.receivers, strict=True
            )
        ]

    def _weight(self, column: str, text: str, line: int, itself: bool, nought: bool) -> float:
        try:
            number = float(text)
        except ValueError:
            raise FormatError(self.file, line, column, f"“{text}” is not a number") from None
        if itself:
            return 1.0
        if not isfinite(number) or number < 0 or (number == 0 and not nought):
            raise FormatError(self.file, line, column, f"{text} is not above nought")
        return number

    def labels(self, column: str) -> tuple[str, ...]:
        """A column of nodes in which every node has something.

        Raises FormatError naming the line where it is empty or NA.
        """
        values = _column(self.node_columns, column, self.nodes_file)
        for text, line in zip(values, self.node_lines, strict=True):
            if text.strip() in ("", "NA"):
                raise FormatError(self.nodes_file, line, column, "this node has no group")
        return values


def _column(columns: Mapping[str, tuple[str, ...]], name: str, file: Path) -> tuple[str, ...]:
    if name not in columns:
        known = ", ".join(columns) or "none"
        raise FormatError(file, 1, name, f"there is no such column; there are: {known}")
    return columns[name]


@dataclass
class TableBuilder:
    """Collects nodes and ties in the order of the file, and refuses what cannot be."""

    file: Path
    nodes_file: Path
    undirected: bool = False
    open_register: bool = False  # whether a tie may name a node that nobody has listed
    positions: dict[str, int] = field(default_factory=dict)
    node_rows: list[dict[str, str]] = field(default_factory=list)
    node_lines: list[int] = field(default_factory=list)
    ties: list[tuple[int, int, bool, int, dict[str, str]]] = field(default_factory=list)

    def add_node(self, name: str, line: int, columns: dict[str, str], column: str = "id") -> None:
        if not name:
            raise FormatError(self.nodes_file, line, column, "this node has no name")
        if name in self.positions:
            first = self.node_lines[self.positions[name]]
            raise FormatError(
                self.nodes_file, line, column, f"“{name}” stands already in line {first}"
            )
        self.positions[name] = len(self.positions)
        self.node_rows.append(columns)
        self.node_lines.append(line)

    def add_tie(
        self,
        sender: str,
        receiver: str,
        line: int,
        columns: dict[str, str],
        *,
        both: bool = False,
        names: tuple[str, str] = ("from", "to"),
    ) -> None:
        ends = [
            self._position(name, line, column)
            for name, column in zip((sender, receiver), names, strict=True)
        ]
        self.ties.append((ends[0], ends[1], both, line, columns))

    def _position(self, name: str, line: int, column: str) -> int:
        if name not in self.positions and self.open_register and name:
            self.add_node(name, line, {})
        if name not in self.positions:
            raise FormatError(self.file, line, column, f"there is no node “{name}”")
        return self.positions[name]

    def finish(self, names: tuple[str, str] = ("from", "to")) -> NetworkTable:
        """The table. It is undirected if asked to be, or if the file says so of every tie."""
        undirected = self.undirected or (bool(self.ties) and all(tie[2] for tie in self.ties))
        rows, mirrored = self._rows(undirected, names[1])
        return NetworkTable(
            self.file,
            self.nodes_file,
            tuple(self.positions),
            _columns(self.node_rows),
            tuple(self.node_lines),
            tuple(row[0] for row in rows),
            tuple(row[1] for row in rows),
            _columns([row[3] for row in rows]),
            tuple(row[2] for row in rows),
            not undirected,
            mirrored,
        )

    def _rows(
        self, undirected: bool, column: str
    ) -> tuple[list[tuple[int, int, int, dict[str, str]]], int]:
        seen: dict[tuple[int, int], tuple[int, int, dict[str, str]]] = {}
        rows, mirrored = [], 0
        for sender, receiver, both, line, columns in self.ties:
            ways = [(sender, receiver)]
            ways += [(receiver, sender)] if both and not undirected and sender != receiver else []
            for a, b in ways:
                key = (min(a, b), max(a, b)) if undirected else (a, b)
                if key not in seen:
                    seen[key] = (a, line, columns)
                    rows.append((a, b, line, columns))
                    continue
                self._check_mirror(seen[key], a, undirected, line, column, columns)
                mirrored += 1
        return rows, mirrored

    def _check_mirror(
        self,
        first: tuple[int, int, dict[str, str]],
        sender: int,
        undirected: bool,
        line: int,
        column: str,
        columns: dict[str, str],
    ) -> None:
        sender_then, line_then, columns_then = first
        if not undirected or sender == sender_then:
            what = f"this tie stands already in line {line_then}"
            raise FormatError(self.file, line, column, what)
        if columns != columns_then:
            what = f"line {line_then} says something else of this undirected tie"
            raise FormatError(self.file, line, column, what)


def _columns(rows: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: tuple(row.get(name, "") for row in rows) for name in names}
