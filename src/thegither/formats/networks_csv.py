"""Networks as CSV: an edge list `from,to,...`, and nodes `id,...` beside it."""

import csv
from collections.abc import Iterator
from pathlib import Path

from thegither.formats.errors import FormatError
from thegither.formats.networks_table import NetworkTable, TableBuilder

Row = tuple[int, dict[str, str]]


def read_csv(edges: Path, nodes: Path | None = None, *, undirected: bool = False) -> NetworkTable:
    """Read an edge list, and the nodes that it may name; without nodes, those that it names.

    Commas, semicolons and tabs are understood; text is UTF-8, with or without its mark.

    Raises FormatError for a missing or empty file, a missing column, a row of another length, a node
    listed twice, an unknown node, or a tie listed twice.
    """
    builder = TableBuilder(edges, nodes or edges, undirected, open_register=nodes is None)
    if nodes is not None:
        for line, row in _rows(nodes, ("id",)):
            name = row.pop("id")
            builder.add_node(name, line, row)
    for line, row in _rows(edges, ("from", "to")):
        sender, receiver = row.pop("from"), row.pop("to")
        builder.add_tie(sender, receiver, line, row)
    return builder.finish()


def write_csv(table: NetworkTable, edges: Path, nodes: Path) -> None:
    """Write both files; reading them again gives the same table."""
    with nodes.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", *table.node_columns])
        writer.writerows(zip(table.ids, *table.node_columns.values(), strict=True))
    with edges.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["from", "to", *table.tie_columns])
        ends = ([table.ids[end] for end in column] for column in (table.senders, table.receivers))
        writer.writerows(zip(*ends, *table.tie_columns.values(), strict=True))


def read_text(path: Path) -> str:
    """The text of a file, or a FormatError that names the line where it breaks."""
    try:
        content = path.read_bytes()
    except OSError:
        raise FormatError(path, 0, "", "this file cannot be opened") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FormatError(path, line, "", "the text is not UTF-8") from None
    if not text.strip():
        raise FormatError(path, 0, "", "the file is empty")
    return text


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[Row]:
    lines = read_text(path).splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_delimiter(lines[0]), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        _check_header(path, header, needed)
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                yield line, _row(path, line, header, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(path, reader.line_num, "", f"this is not CSV ({error})") from None


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _check_header(path: Path, header: list[str], needed: tuple[str, ...]) -> None:
    for name in needed:
        if name not in header:
            raise FormatError(path, 1, name, "there is no such column")
    for name in header:
        if header.count(name) > 1:
            raise FormatError(path, 1, name, "two columns have this name")


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        column = header[min(len(cells), len(header) - 1)]
        fields = f"is {len(cells)} field" if len(cells) == 1 else f"are {len(cells)} fields"
        what = f"there {fields} where the header has {len(header)}"
        raise FormatError(path, line, column, what)
    return {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
