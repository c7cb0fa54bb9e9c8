"""Networks in five open formats, told apart by the ending of the file.

==================  ==================================================
`.csv`, `.txt`      an edge list, with a second file of nodes if wanted
`.graphml`          GraphML
`.gexf`             GEXF (Gephi)
`.json`             Kumu's blueprint
`.net`              Pajek
==================  ==================================================
"""

from pathlib import Path

from thegither.formats.errors import FormatError
from thegither.formats.networks_csv import read_csv, write_csv
from thegither.formats.networks_kumu import read_kumu, write_kumu
from thegither.formats.networks_pajek import read_pajek, write_pajek
from thegither.formats.networks_table import NetworkTable
from thegither.formats.networks_xml import read_gexf, read_graphml, write_gexf, write_graphml

__all__ = ["FormatError", "NetworkTable", "read_network", "write_network"]

READERS = {
    ".graphml": read_graphml,
    ".gexf": read_gexf,
    ".json": read_kumu,
    ".net": read_pajek,
}
WRITERS = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".json": write_kumu,
    ".net": write_pajek,
}


def read_network(
    path: Path, nodes: Path | None = None, *, undirected: bool = False
) -> NetworkTable:
    """Read a network; `undirected` says that each tie counts for both, whatever the file says.

    Raises FormatError, naming file, line and column, for whatever cannot be read, and when nodes are
    given for a format that holds its own.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return read_csv(path, nodes, undirected=undirected)
    if nodes is not None:
        raise FormatError(nodes, 0, "", f"{path.name} holds its nodes itself; leave this file out")
    return reader(path, undirected=undirected)


def write_network(table: NetworkTable, path: Path) -> None:
    """Write a network in the format of the file's ending; CSV puts nodes in `NAME.nodes.csv`."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        write_csv(table, path, path.with_suffix(".nodes.csv"))
    else:
        writer(table, path)
