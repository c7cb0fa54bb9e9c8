"""The map of organisations in the open formats of the field: only what every member sees."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from thegither.capabilities.relationships.models import Snapshot, Wave
from thegither.formats.networks import NetworkTable, write_network
from thegither.spine.spaces.models import Partnership

ENDINGS = ("csv", "graphml", "gexf", "json", "net")


def table_of(wave: Wave) -> NetworkTable:
    """Organisations with their sector, and a line for each pair that works together."""
    drawn = wave.snapshot.result["map"]
    names, lines = drawn["names"], drawn["lines"]
    file = Path("relationships.csv")
    return NetworkTable(
        file=file,
        nodes_file=file,
        ids=tuple(names),
        node_columns={"sector": tuple(drawn["sectors"])},
        node_lines=tuple(range(2, len(names) + 2)),
        senders=tuple(a for a, _b, _often in lines),
        receivers=tuple(b for _a, b, _often in lines),
        tie_columns={"weight": tuple(str(often) for _a, _b, often in lines)},
        tie_lines=tuple(range(2, len(lines) + 2)),
        directed=False,
    )


def files_of(wave: Wave, ending: str) -> dict[str, bytes]:
    """The files of one format by name: two for CSV, where the organisations stand beside the ties."""
    with tempfile.TemporaryDirectory() as folder:
        write_network(table_of(wave), Path(folder) / f"relationships.{ending}")
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def open_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    own = Snapshot.objects.filter(wave__record__partnership=partnership).select_related("wave")
    for snapshot in own.order_by("as_of", "pk"):
        for name, content in files_of(snapshot.wave, "csv").items():
            yield f"relationships/{snapshot.wave_id}/{name}", content
        yield f"relationships/{snapshot.wave_id}/map.svg", snapshot.svg.encode()
