"""The map that `thegither network --svg` draws."""

from typing import Any

import numpy as np

from thegither.cli.network_result import Question
from thegither.methods.networks import places
from thegither.ui.network_chart import Node, Tie, draw_network


def picture(question: Question, result: dict[str, Any]) -> str:
    """Nodes as large as they stand between others, ties as wide as they are strong."""
    network, table = question.network, question.table
    spots = places(network, seed=question.seed)
    between = np.array([row["betweenness"] for row in result["positions"]])
    prominence = np.sqrt(between / max(between.max(initial=0), 1e-12))
    nodes = [
        Node(
            name, float(spots[i, 0]), float(spots[i, 1]), _group(question, i), float(prominence[i])
        )
        for i, name in enumerate(table.ids)
    ]
    rows = network.out
    strongest = rows.strengths.max(initial=1)
    ties = [
        Tie(int(a), int(b), float(s / strongest) if network.valued else 0.3, network.directed)
        for a, b, s in zip(rows.owners, rows.nodes, rows.strengths, strict=True)
        if network.directed or a < b
    ]
    counts = f"{network.n} nodes and {network.ties} ties"
    description = f"{counts}. The larger a mark, the more often the node lies between others."
    return draw_network(nodes, ties, title=f"Network of {table.file.stem}", description=description)


def _group(question: Question, i: int) -> str:
    return question.group_names[question.groups[i]] if question.groups is not None else ""
