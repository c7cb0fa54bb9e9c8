"""The map of organisations as a picture: drawn once, when a wave is counted."""

from typing import Any

from django.utils.translation import gettext as _

from thegither.spine.people.models import Organization
from thegither.ui.network_chart import Node, Tie, draw_network

MOST_OFTEN = 4


def draw_map(title: str, result: dict[str, Any]) -> str:
    """Marks as large as a body stands between others, lines as wide as ties are frequent; empty without any."""
    drawn, between = result["map"], result["bodies"].get("between", [])
    most = max(between, default=0) or 1
    nodes = [
        Node(name, x, y, sector_label(sector), (share / most) ** 0.5)
        for name, sector, (x, y), share in zip(
            drawn["names"], drawn["sectors"], drawn["spots"], between, strict=False
        )
    ]
    if not nodes:
        return ""
    ties = [Tie(a, b, often / MOST_OFTEN, directed=False) for a, b, often in drawn["lines"]]
    return draw_network(nodes, ties, title=title, description=map_sentence(result))


def map_sentence(result: dict[str, Any]) -> str:
    """What to see on the map."""
    said = {"bodies": len(result["map"]["names"]), "lines": len(result["map"]["lines"])}
    return (
        _(
            "%(bodies)s organisations, and %(lines)s lines where two of them work together. The larger a mark, "
            "the more often it stands between others."
        )
        % said
    )


def sector_label(sector: str) -> str:
    """A sector in words; what a file calls a group stays as it is."""
    known = dict(Organization.Sector.choices)
    return str(known.get(sector, sector))
