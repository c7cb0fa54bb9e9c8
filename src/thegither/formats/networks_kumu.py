"""Networks as the JSON that Kumu imports and exports: `elements` and `connections`."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thegither.formats.errors import FormatError
from thegither.formats.networks_csv import read_text
from thegither.formats.networks_table import NetworkTable, TableBuilder

DECODER = json.JSONDecoder()
BLANK = re.compile(r"\s*")


def read_kumu(path: Path, *, undirected: bool = False) -> NetworkTable:
    """Read elements and connections. Elements are named by `id` where given, else by `label`.

    A connection is directed unless its `direction` is `undirected` or `mutual`, both of which become
    ties either way. Text, numbers and lists of these become columns; anything deeper is left out.

    Raises FormatError as `read_csv` does, and for broken JSON.
    """
    builder = TableBuilder(path, path, undirected)
    items = list(_items(path, read_text(path)))
    for line, element in (item[1:] for item in items if item[0] == "elements"):
        columns = _columns(path, line, element)
        name = columns.pop("id", "") or columns.pop("label", "")
        builder.add_node(name, line, columns, "label")
    for line, connection in (item[1:] for item in items if item[0] == "connections"):
        columns = _columns(path, line, connection)
        ends = columns.pop("from", ""), columns.pop("to", "")
        both = columns.pop("direction", "directed") in ("undirected", "mutual")
        builder.add_tie(*ends, line, columns, both=both)
    if not any(item[0] == "elements" for item in items):
        raise FormatError(path, 1, "elements", "there are no elements in this file")
    return builder.finish()


def _items(path: Path, text: str) -> Iterator[tuple[str, int, Any]]:
    """The entries of the two lists, each with its line, wherever the lists stand in the file."""
    at = BLANK.match(text, 0).end()  # type: ignore[union-attr]
    _expect(path, text, at, "{")
    at = _skip(text, at + 1)
    while at < len(text) and text[at] != "}":
        key, at = _decode(path, text, at)
        at = _skip(text, at)
        _expect(path, text, at, ":")
        at = _skip(text, at + 1)
        if key in ("elements", "connections") and text[at : at + 1] == "[":
            at = _skip(text, at + 1)
            while text[at : at + 1] != "]":
                line = text.count("\n", 0, at) + 1
                value, at = _decode(path, text, at)
                yield key, line, value
                at = _after(path, text, at, "]")
            at = _after(path, text, at + 1, "}")
        else:
            _, at = _decode(path, text, at)
            at = _after(path, text, at, "}")
    _expect(path, text, at, "}")


def _skip(text: str, at: int) -> int:
    return BLANK.match(text, at).end()  # type: ignore[union-attr]


def _after(path: Path, text: str, at: int, end: str) -> int:
    """Past the comma behind an entry, or to the sign that ends the list."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    _expect(path, text, at, end)
    return at


def _decode(path: Path, text: str, at: int) -> tuple[Any, int]:
    try:
        return DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise FormatError(path, error.lineno, "", "the JSON is broken or breaks off") from None


def _expect(path: Path, text: str, at: int, sign: str) -> None:
    if text[at : at + 1] != sign:
        line = text.count("\n", 0, at) + 1
        raise FormatError(path, line, "", f"the JSON is broken: “{sign}” should stand here")


def _columns(path: Path, line: int, item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise FormatError(path, line, "", "an element or connection should stand here")
    inner = item.get("attributes", {})
    values = {**item, **(inner if isinstance(inner, dict) else {})}
    return {name: _text(value) for name, value in values.items() if _is_plain(value)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(part, str | int | float) for part in value)
    return isinstance(value, str | int | float) or value is None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    return "" if value is None else str(value).strip()


def write_kumu(table: NetworkTable, path: Path) -> None:
    """Write elements and connections with all columns, as text."""
    kind = "directed" if table.directed else "undirected"
    elements = [
        {"id": name, "label": name, **_cells(table.node_columns, i)}
        for i, name in enumerate(table.ids)
    ]
    connections = [
        {
            "from": table.ids[sender],
            "to": table.ids[receiver],
            "direction": kind,
            **_cells(table.tie_columns, i),
        }
        for i, (sender, receiver) in enumerate(zip(table.senders, table.receivers, strict=True))
    ]
    whole = {"elements": elements, "connections": connections}
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _cells(columns: Any, i: int) -> dict[str, str]:
    return {name: values[i] for name, values in columns.items()}
