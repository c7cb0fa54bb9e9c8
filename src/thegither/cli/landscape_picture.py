"""The picture of a landscape: people as clusters of five or more, never one by one."""

from datetime import date
from typing import Any

from thegither.methods.disclosure import crowd
from thegither.spine.evidence.figures import Figure
from thegither.ui.charts import NothingToDraw, Spot, landscape

EVERYBODY = "everybody"


def picture(result: dict[str, Any]) -> str:
    """An SVG of the result of `thegither landscape`. Raises NothingToDraw with fewer than five people."""
    names = [group["id"] for group in result["groups"]] or [EVERYBODY]
    spots = [spot for name in names for spot in _spots(result, name)]
    if not spots:
        raise NothingToDraw("No group has the five people it takes to be drawn.")
    return landscape(spots, title="Where people stand", description=_description(result))


def _spots(result: dict[str, Any], name: str) -> list[Spot]:
    wanted = None if name == EVERYBODY else name
    points = [(row["x"], row["y"]) for row in result["coordinates"] if row["group"] == wanted]
    clusters = crowd(points)
    label = name if name == EVERYBODY else f"{_word(result)} {name}"
    return [
        Spot(float(x), float(y), label, _people(int(size), result))
        for (x, y), size in zip(clusters.centres, clusters.sizes, strict=True)
    ]


def _word(result: dict[str, Any]) -> str:
    """What is no group is called none, neither in the picture nor in its description."""
    return "Group" if result["verdict"] == "groups" else "Part"


def _people(size: int, result: dict[str, Any]) -> Figure:
    method = f"{result['method']['name']} {result['method']['version']}"
    everybody = result["participants"]
    return Figure.count(
        size, unit="people", answered=everybody, asked=None, as_of=date.today(), method=method
    )


def _description(result: dict[str, Any]) -> str:
    word = _word(result).lower()
    sizes = ", ".join(f"{word} {group['id']}: {group['size']} people" for group in result["groups"])
    return f"{result['verdict_sentence']} {sizes}".strip()
