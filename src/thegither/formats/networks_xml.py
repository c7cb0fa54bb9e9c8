"""Networks as GraphML and as GEXF, read into a small tree that remembers lines.

A document type is refused: neither format needs one, and entities could swell a small file until it
fills the memory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from thegither.formats.errors import FormatError
from thegither.formats.networks_csv import read_text
from thegither.formats.networks_table import NetworkTable, TableBuilder

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every descendant of these tags, in the order of the file."""
        for child in self.children:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)

    def own(self, tag: str) -> Iterator["Element"]:
        return (child for child in self.children if child.tag == tag)


def read_graphml(path: Path, *, undirected: bool = False) -> NetworkTable:
    """Read nodes, edges and their data. An edge is directed unless it or its graph says otherwise.

    Raises FormatError as `read_csv` does, and for broken XML.
    """
    root, graph = _graph(path, "graphml")
    names = {
        key.attributes.get("id", ""): key.attributes.get("attr.name", key.attributes.get("id", ""))
        for key in root.own("key")
    }
    builder = TableBuilder(path, path, undirected)
    for node in graph.all("node"):
        builder.add_node(node.attributes.get("id", ""), node.line, _data(node, names))
    otherwise = graph.attributes.get("edgedefault") == "undirected"
    for edge in graph.all("edge"):
        said = edge.attributes.get("directed")
        both = otherwise if said is None else said == "false"
        _add(builder, edge, _data(edge, names), both)
    return builder.finish(("source", "target"))


def read_gexf(path: Path, *, undirected: bool = False) -> NetworkTable:
    """Read nodes, edges, labels, weights and attributes; of dynamics only what is there.

    Raises FormatError as `read_csv` does, and for broken XML.
    """
    _, graph = _graph(path, "gexf")
    names = {
        group.attributes.get("class", ""): {
            column.attributes["id"]: column.attributes.get("title", column.attributes["id"])
            for column in group.own("attribute")
            if "id" in column.attributes
        }
        for group in graph.own("attributes")
    }
    builder = TableBuilder(path, path, undirected)
    for node in graph.all("node"):
        columns = {k: node.attributes[k] for k in ("label",) if k in node.attributes}
        columns |= _values(node, names.get("node", {}))
        builder.add_node(node.attributes.get("id", ""), node.line, columns)
    otherwise = graph.attributes.get("defaultedgetype", "undirected")
    for edge in graph.all("edge"):
        columns = {k: edge.attributes[k] for k in ("weight", "label") if k in edge.attributes}
        both = edge.attributes.get("type", otherwise) != "directed"
        _add(builder, edge, columns | _values(edge, names.get("edge", {})), both)
    return builder.finish(("source", "target"))


def _add(builder: TableBuilder, edge: Element, columns: dict[str, str], both: bool) -> None:
    ends = edge.attributes.get("source", ""), edge.attributes.get("target", "")
    builder.add_tie(*ends, edge.line, columns, both=both, names=("source", "target"))


def _data(element: Element, names: dict[str, str]) -> dict[str, str]:
    keys = ((data.attributes.get("key", ""), data.text.strip()) for data in element.own("data"))
    return {names.get(key, key): text for key, text in keys}


def _values(element: Element, names: dict[str, str]) -> dict[str, str]:
    values = [value.attributes for value in element.all("attvalue") if "for" in value.attributes]
    return {names.get(value["for"], value["for"]): value.get("value", "") for value in values}


def _graph(path: Path, tag: str) -> tuple[Element, Element]:
    root = parse(path)
    graph = next(root.all("graph"), None)
    if root.tag != tag or graph is None:
        raise FormatError(path, 1, "", f"there is no graph in this file, as {tag} has it")
    return root, graph


def parse(path: Path) -> Element:
    """The tree of an XML file, without namespaces."""
    top = Element("", {}, 0)
    above = [top]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag.split()[-1], attributes, parser.CurrentLineNumber)
        above[-1].children.append(element)
        above.append(element)

    def text(content: str) -> None:
        above[-1].text += content

    def refuse(*_: object) -> None:
        raise FormatError(path, parser.CurrentLineNumber, "", "a document type is not accepted")

    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda _: above.pop() and None
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(read_text(path).encode(), True)
    except expat.ExpatError as error:
        what = f"the XML is broken ({expat.ErrorString(error.code)})"
        raise FormatError(path, error.lineno, "", what) from None
    return top.children[0]


def write_graphml(table: NetworkTable, path: Path) -> None:
    """Write nodes, ties and all columns, as text; reading it again gives the same table."""
    root = ElementTree.Element("graphml", xmlns=GRAPHML)
    keys = [("node", name) for name in table.node_columns]
    keys += [("edge", name) for name in table.tie_columns]
    for place, (kind, name) in enumerate(keys):
        key = {"id": f"k{place}", "for": kind, "attr.name": name, "attr.type": "string"}
        ElementTree.SubElement(root, "key", key)
    kind = "directed" if table.directed else "undirected"
    graph = ElementTree.SubElement(root, "graph", edgedefault=kind)
    for i, name in enumerate(table.ids):
        node = ElementTree.SubElement(graph, "node", id=name)
        for place, column in enumerate(table.node_columns.values()):
            ElementTree.SubElement(node, "data", key=f"k{place}").text = column[i]
    for i, ends in enumerate(zip(table.senders, table.receivers, strict=True)):
        edge = ElementTree.SubElement(graph, "edge", _ends(table, ends))
        for place, column in enumerate(table.tie_columns.values(), start=len(table.node_columns)):
            ElementTree.SubElement(edge, "data", key=f"k{place}").text = column[i]
    _save(root, path)


def write_gexf(table: NetworkTable, path: Path) -> None:
    """Write nodes, ties and all columns, as text; reading it again gives the same table."""
    root = ElementTree.Element("gexf", xmlns=GEXF, version="1.3")
    kind = "directed" if table.directed else "undirected"
    graph = ElementTree.SubElement(root, "graph", defaultedgetype=kind)
    for group, columns in (("node", table.node_columns), ("edge", table.tie_columns)):
        names = ElementTree.SubElement(graph, "attributes", {"class": group})
        for place, name in enumerate(columns):
            column = {"id": str(place), "title": name, "type": "string"}
            ElementTree.SubElement(names, "attribute", column)
    nodes, edges = (ElementTree.SubElement(graph, tag) for tag in ("nodes", "edges"))
    for i, name in enumerate(table.ids):
        _with_values(ElementTree.SubElement(nodes, "node", id=name), table.node_columns, i)
    for i, ends in enumerate(zip(table.senders, table.receivers, strict=True)):
        edge = ElementTree.SubElement(edges, "edge", {"id": str(i)} | _ends(table, ends))
        _with_values(edge, table.tie_columns, i)
    _save(root, path)


def _with_values(
    element: "ElementTree.Element[str]", columns: Mapping[str, tuple[str, ...]], i: int
) -> None:
    values = ElementTree.SubElement(element, "attvalues")
    for place, column in enumerate(columns.values()):
        ElementTree.SubElement(values, "attvalue", {"for": str(place), "value": column[i]})


def _ends(table: NetworkTable, ends: tuple[int, int]) -> dict[str, str]:
    return {"source": table.ids[ends[0]], "target": table.ids[ends[1]]}


def _save(root: "ElementTree.Element[str]", path: Path) -> None:
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
