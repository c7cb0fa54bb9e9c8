"""Ties of organisations in a file, as they are kept until they are counted."""

import tempfile
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _

from thegither.formats.networks import NetworkTable, read_network

OFTEN_STEPS = 4
MOST_NODES, MOST_TIES = 2_000, 50_000


class Upload(Protocol):
    """A file as a form hands it over."""

    name: str

    def read(self) -> bytes: ...


class TooLarge(ValueError):
    """A file with more nodes or ties than a page can show. The message can be shown to a person."""


def read_uploads(ties: Upload, nodes: Upload | None, *, undirected: bool = False) -> NetworkTable:
    """The network in one file, or in two where organisations stand beside their ties.

    `undirected` says that each tie counts for both, whatever the file says. Raises FormatError, naming file,
    line and column, and TooLarge.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [_put(Path(folder), one) for one in (ties, nodes) if one]
        table = read_network(paths[0], *paths[1:], undirected=undirected)
    if len(table.ids) > MOST_NODES or len(table.senders) > MOST_TIES:
        raise TooLarge(
            _("At most %(nodes)s organisations and %(ties)s ties can be brought in.")
            % {"nodes": f"{MOST_NODES:,}", "ties": f"{MOST_TIES:,}"}
        )
    return table


def _put(folder: Path, upload: Upload) -> Path:
    path = folder / Path(upload.name).name
    path.write_bytes(upload.read())
    return path


def as_brought(table: NetworkTable, group: str, weight: str) -> dict[str, Any]:
    """Names, groups and ties as plain data; a tie of one to itself says nothing and is left out.

    Raises FormatError where a node has no group, or a weight is no number above nought.
    """
    sectors = list(table.labels(group)) if group else [""] * len(table.ids)
    numbers = table.weights(weight) if weight else [1.0] * len(table.senders)
    most = max(numbers, default=1.0)
    rows = [
        [a, b, max(1, round(OFTEN_STEPS * number / most))]
        for a, b, number in zip(table.senders, table.receivers, numbers, strict=True)
        if a != b
    ]
    if not table.directed:
        rows += [[b, a, often] for a, b, often in rows]
    return {"names": list(table.ids), "sectors": sectors, "ties": rows}
