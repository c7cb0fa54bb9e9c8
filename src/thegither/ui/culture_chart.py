"""Where organisations stand on two scales at once: a numbered ellipse each, and a line from where it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, pi, sin

import altair as alt

from thegither.ui.charts import BRAND, INK, LINE, SQUARE, NothingToDraw, svg_of

CORNERS = 48


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
    chart = alt.layer(*layers, _numbers(spots, axes))
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


def _ellipses(spots: Sequence[Cloud], axes: tuple) -> alt.Chart:
    rows = [
        {"of": spot.number, "place": place, **_corner(spot, 2 * pi * place / CORNERS)}
        for spot in spots
        for place in range(CORNERS + 1)
    ]
    shape = alt.Chart(alt.Data(values=rows)).mark_line(
        filled=True, fill=BRAND, fillOpacity=0.15, stroke=BRAND, strokeWidth=1.5, clip=True
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


def _numbers(spots: Sequence[Cloud], axes: tuple) -> alt.Chart:
    rows = [{"x": spot.x, "y": spot.y, "number": spot.number} for spot in spots]
    text = alt.Chart(alt.Data(values=rows)).mark_text(color=INK, fontSize=16, fontWeight="bold")
    return text.encode(x=axes[0], y=axes[1], text="number:N")


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
