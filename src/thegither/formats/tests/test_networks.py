"""Networks in five formats: what can be read comes back equal, what cannot is named by its line."""

from pathlib import Path

import pytest

from thegither.formats.networks import FormatError, read_network, write_network

NODES = "id,sector\na,health\nb,council\nc,health\n"
EDGES = "from,to,often\na,b,2\nb,c,1\nc,c,9\n"


def files(tmp_path: Path, edges: str = EDGES, nodes: str = NODES) -> tuple[Path, Path]:
    (tmp_path / "ties.csv").write_text(edges, encoding="utf-8")
    (tmp_path / "nodes.csv").write_text(nodes, encoding="utf-8")
    return tmp_path / "ties.csv", tmp_path / "nodes.csv"


def rows(table):
    columns = {name: list(values) for name, values in table.tie_columns.items()}
    return table.ids, list(zip(table.senders, table.receivers, strict=True)), columns


def test_csv_is_read_with_columns_and_lines(tmp_path):
    table = read_network(*files(tmp_path))
    assert table.ids == ("a", "b", "c")
    assert (table.senders, table.receivers, table.tie_lines) == ((0, 1, 2), (1, 2, 2), (2, 3, 4))
    assert table.node_columns["sector"] == ("health", "council", "health")
    assert table.weights("often") == [2, 1, 1]


@pytest.mark.parametrize(
    ("edges", "nodes", "undirected", "words"),
    [
        ("from,to\na,x\n", NODES, False, "ties.csv, line 2, column to: there is no node “x”"),
        ("from,to\na,b\n\na,b\n", NODES, False, "ties.csv, line 4, column to: this tie stands"),
        (
            "from,to\na,b\na,b\n",
            NODES,
            True,
            "line 3, column to: this tie stands already in line 2",
        ),
        ("from,to,w\na,b,1\nb,a,2\n", NODES, True, "line 3, column to: line 2 says something else"),
        ("from\na\n", NODES, False, "ties.csv, line 1, column to: there is no such column"),
        ("from,to\na\n", NODES, False, "ties.csv, line 2, column to: there is 1 field where"),
        ("from,to,to\na,b,c\n", NODES, False, "line 1, column to: two columns have this name"),
        ('from,to\na,"b\n', NODES, False, "ties.csv, line 2: this is not CSV"),
        ("", NODES, False, "ties.csv: the file is empty"),
        (
            EDGES,
            "id\na\nb\na\n",
            False,
            "nodes.csv, line 4, column id: “a” stands already in line 2",
        ),
        (EDGES, 'id\na\n""\n', False, "nodes.csv, line 3, column id: this node has no name"),
        (EDGES, "name\na\n", False, "nodes.csv, line 1, column id: there is no such column"),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_column(tmp_path, edges, nodes, undirected, words):
    with pytest.raises(FormatError) as caught:
        read_network(*files(tmp_path, edges, nodes), undirected=undirected)
    assert words in str(caught.value)


@pytest.mark.parametrize("weight", ["often", "1,5", "-1", "0", "nan", "inf", ""])
def test_a_weight_that_is_no_number_above_nought_is_named(tmp_path, weight):
    table = read_network(*files(tmp_path, f'from,to,w\na,b,1\nb,c,"{weight}"\n'))
    with pytest.raises(FormatError, match="ties.csv, line 3, column w"):
        table.weights("w")


@pytest.mark.parametrize("gap", ["", "NA"])
def test_a_missing_group_is_named(tmp_path, gap):
    table = read_network(*files(tmp_path, EDGES, f'id,sector\na,x\nb,"{gap}"\nc,x\n'))
    with pytest.raises(FormatError, match="nodes.csv, line 3, column sector"):
        table.labels("sector")
    with pytest.raises(FormatError, match="column colour: there is no such column"):
        table.labels("colour")


def test_broken_text_is_named_by_its_line(tmp_path):
    path = tmp_path / "ties.csv"
    path.write_bytes(b"from,to\na,b\na,\xff\n")
    with pytest.raises(FormatError, match="ties.csv, line 3: the text is not UTF-8"):
        read_network(path)
    with pytest.raises(FormatError, match="cannot be opened"):
        read_network(tmp_path / "nowhere.csv")


def test_nodes_are_taken_from_ties_where_no_file_lists_them(tmp_path):
    edges, _ = files(tmp_path, "\ufefffrom;to\nb;a\na;c\n")
    assert read_network(edges).ids == ("b", "a", "c")


def test_an_undirected_tie_may_stand_both_ways_round(tmp_path):
    table = read_network(*files(tmp_path, "from,to,w\na,b,1\nb,a,1\n"), undirected=True)
    assert (len(table.senders), table.mirrored, table.directed) == (1, 1, False)


@pytest.mark.parametrize("ending", ["csv", "graphml", "gexf", "json"])
@pytest.mark.parametrize("undirected", [True, False])
def test_a_round_trip_loses_nothing(tmp_path, ending, undirected):
    nodes = 'id,sector\na,"health, care & <more>"\nb,"Çà ""quoted"""\nc,\nlone,x\n'
    table = read_network(*files(tmp_path, EDGES, nodes), undirected=undirected)
    out = tmp_path / f"out.{ending}"
    write_network(table, out)
    again = read_network(
        out,
        tmp_path / "out.nodes.csv" if ending == "csv" else None,
        undirected=undirected and ending == "csv",
    )
    assert rows(again) == rows(table)
    assert again.node_columns["sector"] == table.node_columns["sector"]
    assert again.directed == table.directed


def test_a_pajek_round_trip_keeps_names_ties_and_weight(tmp_path):
    table = read_network(*files(tmp_path, "from,to,weight\na,b,2\nb,c,1.5\n"))
    write_network(table, tmp_path / "out.net")
    assert rows(read_network(tmp_path / "out.net")) == rows(table)


def test_pajek_arcs_go_one_way_and_edges_both(tmp_path):
    path = tmp_path / "x.net"
    path.write_text('*Vertices 3\n1 "A b" 0.1 0.2\n2 B\n3 C\n*Arcs\n1 2 4\n*Edgeslist\n2 3\n')
    table = read_network(path)
    assert rows(table)[:2] == (("A b", "B", "C"), [(0, 1), (1, 2), (2, 1)])
    path.write_text("*Vertices 2\n*Arcs\n1 3\n")
    with pytest.raises(FormatError, match="x.net, line 3: there is no vertex 3"):
        read_network(path)


GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="sector"/>
<graph edgedefault="undirected">
<node id="n0"><data key="d0">health</data></node><node id="n1"/>
<edge source="n0" target="n1"/>
<edge source="n1" target="n1" directed="true"/>
</graph></graphml>"""


def test_graphml_edges_follow_their_graph_unless_they_say_otherwise(tmp_path):
    path = tmp_path / "x.graphml"
    path.write_text(GRAPHML)
    table = read_network(path)
    assert rows(table)[1] == [(0, 1), (1, 0), (1, 1)]
    assert table.node_columns["sector"] == ("health", "")
    path.write_text(GRAPHML.replace('target="n1" dir', 'target="n9" dir'))
    with pytest.raises(
        FormatError, match="x.graphml, line 6, column target: there is no node “n9”"
    ):
        read_network(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<graphml><graph>", "line 1: the XML is broken"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "a document type is not accepted"),
        ("<html/>", "there is no graph"),
    ],
)
def test_broken_or_dangerous_xml_is_refused(tmp_path, text, words):
    for ending in ("graphml", "gexf"):
        path = tmp_path / f"x.{ending}"
        path.write_text(text)
        with pytest.raises(FormatError, match=words):
            read_network(path)


KUMU = """{"name": "map", "elements": [
 {"label": "Trust", "type": "voluntary", "tags": ["x", "y"]},
 {"label": "Board"}],
 "connections": [
 {"from": "Trust", "to": "Board", "direction": "mutual"},
 {"from": "Board", "to": "Board", "type": "self"}
]}"""


def test_kumu_elements_and_connections_with_their_lines(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(KUMU)
    table = read_network(path)
    assert rows(table)[:2] == (("Trust", "Board"), [(0, 1), (1, 0), (1, 1)])
    assert table.node_columns["tags"] == ("x; y", "")
    path.write_text(KUMU.replace('"to": "Board", "type"', '"to": "Bored", "type"'))
    with pytest.raises(FormatError, match="x.json, line 6, column to: there is no node “Bored”"):
        read_network(path)


@pytest.mark.parametrize(
    "text", ["[1]", "{", '{"elements": [', '{"elements": [1]}', "{}", "nonsense"]
)
def test_broken_json_is_refused(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(FormatError, match="x.json, line 1"):
        read_network(path)
