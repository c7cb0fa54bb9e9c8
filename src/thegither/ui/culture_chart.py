"""Where organisations stand on two scales at once: a numbered ellipse each, and a line from where it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, floor, pi, sin

import altair as alt

from thegither.ui.charts import BRAND, INK, LINE, RIM, SQUARE, NothingToDraw, svg_of
from thegither.ui.labels import Box, free_places

CORNERS = 48
# How large a number and the dot that it names are drawn; how far, and which ways, a number may stand off.
NUMBER_WIDE, NUMBER_HIGH, DOT = 22, 18, 8
STEPS_OFF, WAYS_OFF = range(16, 176, 16), 16


@dataclass(frozen=True, slots=True)
class Cloud:
    """One organisation: its number in the table, the middle, two half axes, the angle of the longer one, and
    how far it went since the wave before, if that is clear."""

    number: str
    x: float
    y: float
    longer: float
    shorter: float
    angle: float
    step: tuple[float, float] | None = None


def clouds(
    spots: Sequence[Cloud],
    *,
    across: str,
    up: str,
    ends: tuple[float, float],
    title: str,
    description: str,
) -> str:
    """All clouds on one plane: the part of it in which they lie, and the cross at the middle of the scales.

    Raises NothingToDraw without a cloud.
    """
    if not spots:
        raise NothingToDraw("A picture of cultures needs at least one cloud.")
    window = _window(spots, ends)
    axes = _axis("x", across, window), _axis("y", up, window)
    layers = [_middle_lines(ends, window, axes), _ellipses(spots, axes), _paths(spots, axes)]
    chart = alt.layer(*layers, *_numbers(spots, window, axes))
    return svg_of(chart.properties(width=SQUARE, height=SQUARE), title, description)


def _window(spots: Sequence[Cloud], ends: tuple[float, float]) -> tuple[float, float]:
    """From half point to half point, so that nothing is cut off; the same on both sides."""
    places = [place for spot in spots for place in (spot.x, spot.y)]
    reach = max(spot.longer for spot in spots)
    before = [
        p - s for spot in spots for p, s in zip((spot.x, spot.y), spot.step or (), strict=False)
    ]
    low, high = min(places + before) - reach, max(places + before) + reach
    return max(floor(2 * low) / 2, ends[0]), min(ceil(2 * high) / 2, ends[1])


def _axis(side: str, name: str, ends: tuple[float, float]) -> alt.X | alt.Y:
    channel = alt.X if side == "x" else alt.Y
    axis = alt.Axis(title=name, tickCount=5, grid=True, titleFontSize=16)
    return channel(f"{side}:Q", axis=axis, scale=alt.Scale(domain=list(ends), nice=False))


def _ellipses(spots: Sequence[Cloud], axes: tuple) -> alt.LayerChart:
    """Those that clearly moved are filled; the others only outlined beside them, or a crowd hides them."""
    moved = [spot for spot in spots if spot.step]
    still = [spot for spot in spots if not spot.step]
    faint = {"fillOpacity": 0.0, "strokeOpacity": 0.45} if moved else {"fillOpacity": 0.06}
    drawn = [(still, faint), (moved, {"fillOpacity": 0.3, "strokeWidth": 2})]
    return alt.layer(*(_outlines(some, axes, look) for some, look in drawn if some))


def _outlines(spots: Sequence[Cloud], axes: tuple, look: dict[str, float]) -> alt.Chart:
    rows = [
        {"of": spot.number, "place": place, **_corner(spot, 2 * pi * place / CORNERS)}
        for spot in spots
        for place in range(CORNERS + 1)
    ]
    style = {"strokeWidth": 1.0} | look
    shape = alt.Chart(alt.Data(values=rows)).mark_line(
        filled=True, fill=BRAND, stroke=BRAND, clip=True, **style
    )
    return shape.encode(x=axes[0], y=axes[1], detail="of:N", order="place:Q")


def _corner(spot: Cloud, turn: float) -> dict[str, float]:
    along, aside = spot.longer * cos(turn), spot.shorter * sin(turn)
    return {
        "x": round(spot.x + along * cos(spot.angle) - aside * sin(spot.angle), 4),
        "y": round(spot.y + along * sin(spot.angle) + aside * cos(spot.angle), 4),
    }


def _paths(spots: Sequence[Cloud], axes: tuple) -> alt.Chart:
    """A line for each that clearly moved, thicker where it stands now."""
    rows = [
        {"of": spot.number, "place": place, "x": spot.x - back * dx, "y": spot.y - back * dy}
        for spot in spots
        if spot.step
        for dx, dy in [spot.step]
        for place, back in enumerate((1.0, 0.0))
    ]
    line = alt.Chart(alt.Data(values=rows)).mark_trail(color=INK, clip=True)
    size = alt.Size("place:Q", scale=alt.Scale(domain=[0, 1], range=[1, 6]), legend=None)
    return line.encode(x=axes[0], y=axes[1], detail="of:N", order="place:Q", size=size)


def _numbers(spots: Sequence[Cloud], window: tuple[float, float], axes: tuple) -> list[alt.Chart]:
    """A dot in each middle, its number where nothing covers it, and a thin line from the one to the other."""
    places = _number_places(spots, window)
    rows = [
        {"x": spot.x, "y": spot.y, "to_x": x, "to_y": y}
        for spot, (x, y) in zip(spots, places, strict=True)
    ]
    numbers = [
        {"x": x, "y": y, "number": spot.number} for spot, (x, y) in zip(spots, places, strict=True)
    ]
    dots = alt.Chart(alt.Data(values=rows)).encode(x=axes[0], y=axes[1])
    leader = dots.mark_rule(color=INK, strokeWidth=1, strokeOpacity=0.5)
    text = alt.Chart(alt.Data(values=numbers)).encode(x=axes[0], y=axes[1], text="number:N")
    return [
        leader.encode(x2="to_x:Q", y2="to_y:Q"),
        dots.mark_circle(color=INK, size=30, opacity=1),
        text.mark_text(color=INK, fontSize=16, fontWeight="bold", **RIM),
    ]


def _number_places(
    spots: Sequence[Cloud], window: tuple[float, float]
) -> list[tuple[float, float]]:
    """Where each number stands: as near to its dot as there is room, first on the side away from the others."""
    scale = SQUARE / (window[1] - window[0])
    middle = [sum(getattr(spot, side) for spot in spots) / len(spots) for side in "xy"]
    offered = [_offers(spot, middle, scale) for spot in spots]
    dots = [Box.around(spot.x * scale, spot.y * scale, DOT, DOT) for spot in spots]
    boxes = [
        [Box.around(x * scale, y * scale, NUMBER_WIDE, NUMBER_HIGH) for x, y in each]
        for each in offered
    ]
    return [offered[at][place] for at, place in enumerate(free_places(boxes, dots))]


def _offers(spot: Cloud, middle: Sequence[float], scale: float) -> list[tuple[float, float]]:
    outward = atan2(spot.y - middle[1], spot.x - middle[0])
    # Straight outward first, then by turns to the left and to the right of it.
    turns = [((way + 1) // 2) * (-1) ** way * 2 * pi / WAYS_OFF for way in range(WAYS_OFF)]
    return [
        (
            round(spot.x + off * cos(outward + turn) / scale, 4),
            round(spot.y + off * sin(outward + turn) / scale, 4),
        )
        for off in STEPS_OFF
        for turn in turns
    ]


def _middle_lines(
    ends: tuple[float, float], window: tuple[float, float], axes: tuple
) -> alt.LayerChart:
    """The cross that parts the four corners."""
    middle = sum(ends) / 2
    lines = [
        [{"x": middle, "y": window[0]}, {"x": middle, "y": window[1]}],
        [{"x": window[0], "y": middle}, {"x": window[1], "y": middle}],
    ]
    return alt.layer(
        *(
            alt.Chart(alt.Data(values=line))
            .mark_line(color=LINE, strokeWidth=3, clip=True)
            .encode(x=axes[0], y=axes[1])
            for line in lines
        )
    )
