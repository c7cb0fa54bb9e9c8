"""Taking sheets apart at closing: the areas of a stored row are then no longer one person's.

Who has the means of a group and whole rows can find the rows that add up to them, the more questions the surer.
Area by area there is far less to go by, and what later waves need (each area, each question, by the groups that
are kept) stays the same.
"""

from collections.abc import Sequence
from random import Random

from thegither.capabilities.assessments.queries.grouping import Groups
from thegither.formats.instruments import Instrument

Sheet = dict[str, int]


def unjoined(
    instrument: Instrument, sheets: Sequence[Sheet], groups: Sequence[Groups], draw: Random
) -> list[Sheet]:
    """The same answers, each area dealt anew among those of one group who answered something in it.

    Two areas of one plane stay together: a culture is a place on both.
    """
    made: list[Sheet] = [{} for _ in sheets]
    for block in _blocks(instrument):
        holders: dict[Groups, list[int]] = {}
        for row, (sheet, group) in enumerate(zip(sheets, groups, strict=True)):
            if not block.isdisjoint(sheet):
                holders.setdefault(group, []).append(row)
        for rows in holders.values():
            parts = [{key: sheets[row][key] for key in block & sheets[row].keys()} for row in rows]
            draw.shuffle(parts)
            for row, part in zip(rows, parts, strict=True):
                made[row] |= part
    return made


def _blocks(instrument: Instrument) -> list[set[str]]:
    """The questions of each area; those of no area each alone."""
    plane = {instrument.plane.x, instrument.plane.y} if instrument.plane else set()
    found: dict[str, set[str]] = {}
    for item in instrument.closed:
        area = "the plane" if item.scale in plane else f"area {item.scale}"
        found.setdefault(area if item.scale else f"question {item.id}", set()).add(item.id)
    return list(found.values())
