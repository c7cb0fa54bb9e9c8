"""The two pictures that stand for one idea each, drawn on the server as SVG.

* `bars`: a share, mean or count of each row, as a bar with its whisker;
* `landscape`: where groups of people stand, as spots that differ in colour **and** shape.

Both refuse numbers without limits. Nothing is fetched, nothing depends on a clock or a random source:
the same figures give the same text, byte for byte. The text has no style attributes and no scripts, so
it passes the content-security policy. It says what it shows (`<title>`, `<desc>`); a table beside it
is the page's duty.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from math import cos, hypot, inf, isfinite, radians, sin, tau
from numbers import Number
from textwrap import wrap
from typing import Any, Protocol, runtime_checkable

import altair as alt
import vl_convert

INK, WHISKER, LINE, BRAND = "#1a1a1a", "#1a1a1a", "#d8d4cc", "#4f8ab8"
# Dark enough for 3:1 on white, told apart also by those who see no red or no green, and by shape.
GROUPS = (
    ("#00437e", "circle"),
    ("#b4500a", "square"),
    ("#8a3a8f", "triangle-up"),
    ("#4a4a4a", "diamond"),
    ("#007a5e", "cross"),
)
WIDTH, ROW_HEIGHT, SQUARE = 460, 72, 460
BAR_BELOW, LINE_LENGTH, LINE_HEIGHT = 14, 54, 19
FONT = "Helvetica, Arial, sans-serif"
# A white rim around a name. Vega paints a rim over its letters; the last word says under them.
RIM = {"stroke": "#ffffff", "strokeWidth": 5, "strokeJoin": "round"}
RIM_DRAWN = 'stroke="#ffffff" stroke-width="5"'
# To check a picture against the schema of Vega-Lite takes longer than to draw it: our tests do so.
VALIDATE = False


class NumberWithoutLimits(TypeError):
    """A picture was asked to draw a number that does not carry its limits."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{value!r} carries no limits; pictures draw figures (value, unit, interval, limits)."
        )


class NothingToDraw(ValueError):
    """A picture needs at least one row or spot."""


class TooManyGroups(ValueError):
    """More groups than shapes that can be told apart."""


@runtime_checkable
class Limited(Protocol):
    """A number with its limits, such as a figure of the evidence floor."""

    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def interval(self) -> tuple[float, float] | None: ...
    @property
    def limits(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A cluster of people: where it stands, its group by name, and how many it stands for."""

    x: float
    y: float
    group: str
    size: Limited


@dataclass(frozen=True, slots=True)
class Region:
    """An ellipse around most of a group: its middle, its two half axes, and its turn in degrees."""

    group: str
    x: float
    y: float
    wide: float
    high: float
    turn: float


def limited(value: object) -> Limited:
    """The value itself if it carries limits; bare numbers, also NumPy's, are refused.

    >>> limited(0.61)
    Traceback (most recent call last):
        ...
    thegither.ui.charts.NumberWithoutLimits: 0.61 carries no limits; pictures draw figures ...
    """
    if isinstance(value, Number) or hasattr(value, "dtype") or not isinstance(value, Limited):
        raise NumberWithoutLimits(value)
    return value


def value_text(figure: Limited, withheld: str = "withheld") -> str:
    """What stands at the end of a bar: `61%`, `1,921`, or that the number is withheld."""
    if figure.value is None:
        return withheld
    if figure.unit == "share":
        return f"{int(100 * figure.value + 0.5)}%"
    return f"{figure.value:,.2f}".rstrip("0").rstrip(".")


def bars(
    rows: Sequence[tuple[str, Limited]],
    *,
    title: str,
    description: str,
    withheld: str = "withheld",
    ends: tuple[float, float] | None = None,
) -> str:
    """One bar a row, in the order given, its interval as a whisker, its value written at the end.

    `withheld` is what stands in place of a number that may not be shown, in the reader's language. `ends`
    are those of the scale on which means lie; counts and shares begin at nought.
    """
    if not rows:
        raise NothingToDraw("Bars need at least one row.")
    begin = ends[0] if ends else 0.0
    data = [_bar(label, limited(figure), withheld, begin) for label, figure in rows]
    axis = _value_axis(data, ends)
    chart = _bar_layers([row | {"place": place} for place, row in enumerate(data)], axis, begin)
    return svg_of(chart.properties(width=WIDTH, height=ROW_HEIGHT * len(rows)), title, description)


def _bar_layers(data: list[dict[str, Any]], axis: alt.X, begin: float) -> alt.LayerChart:
    base = alt.Chart(alt.Data(values=data)).encode(y=alt.Y("place:N", sort=None, axis=None))
    bar = base.mark_bar(color=BRAND, height=16, yOffset=BAR_BELOW)
    bar = bar.encode(x=axis, x2=alt.datum(begin))
    whisker = base.mark_rule(color=WHISKER, strokeWidth=2, yOffset=BAR_BELOW)
    ends = base.mark_tick(color=WHISKER, thickness=2, size=12, yOffset=BAR_BELOW)
    text = base.mark_text(align="left", dx=8, fontSize=16, yOffset=BAR_BELOW)
    lower = base.mark_text(align="left", baseline="bottom", fontSize=16, yOffset=-2)
    upper = base.mark_text(align="left", baseline="bottom", fontSize=16, yOffset=-2 - LINE_HEIGHT)
    return alt.layer(
        bar,
        whisker.encode(x="low:Q", x2="high:Q"),
        ends.encode(x="low:Q"),
        ends.encode(x="high:Q"),
        text.encode(x="end:Q", text="text:N"),
        upper.encode(x=alt.value(0), text="upper:N"),
        lower.encode(x=alt.value(0), text="lower:N"),
    )


def _bar(label: str, figure: Limited, withheld: str, begin: float) -> dict[str, Any]:
    low, high = figure.interval or (None, None)
    value = figure.value if figure.value is not None else begin
    upper, lower = _two_lines(label)
    return {
        "upper": upper,
        "lower": lower,
        "value": value,
        "low": low,
        "high": high,
        "end": max(part for part in (value, high) if part is not None),
        "text": value_text(figure, withheld),
        "share": figure.unit == "share",
    }


def _two_lines(label: str) -> tuple[str, str]:
    """The label over its bar, in at most two lines; the table beside the picture has all of it."""
    lines = wrap(label, LINE_LENGTH, max_lines=2, placeholder=" …")
    return (lines[0], lines[1]) if len(lines) == 2 else ("", "".join(lines))


def _value_axis(data: list[dict[str, Any]], ends: tuple[float, float] | None) -> alt.X:
    is_share = all(row["share"] for row in data)
    if ends:
        steps = alt.Axis(title=None, tickCount=int(ends[1] - ends[0]), grid=True)
        return alt.X("value:Q", axis=steps, scale=alt.Scale(domain=list(ends), nice=False))
    axis = alt.Axis(title=None, format="%" if is_share else ",", tickCount=5, grid=True)
    most = 1.0 if is_share else max(row["end"] for row in data)
    return alt.X("value:Q", axis=axis, scale=alt.Scale(domain=[0, most or 1.0], nice=not is_share))


def landscape(
    spots: Sequence[Spot], *, title: str, description: str, regions: Sequence[Region] = ()
) -> str:
    """Where people stand. Each group has its colour, its shape, and its name beside it: no legend.

    `regions` are drawn faintly behind the spots, in the colour of their group; those of groups without
    a spot are left out.
    """
    if not spots:
        raise NothingToDraw("A landscape needs at least one spot.")
    names = sorted({spot.group for spot in spots})
    if len(names) > len(GROUPS):
        raise TooManyGroups(f"A picture can tell {len(GROUPS)} groups apart, not {len(names)}.")
    looks = dict(zip(names, GROUPS, strict=False))
    layers = [_group(name, looks[name], _of_group(spots, name)) for name in names]
    labels = [_group_name(name, looks[name][0], spots) for name in names]
    behind = [_region(one, looks[one.group][0]) for one in regions if one.group in looks]
    chart = alt.layer(*behind, *layers, *labels).resolve_scale(size="shared")
    return svg_of(chart.properties(width=SQUARE, height=SQUARE), title, description)


def _of_group(spots: Sequence[Spot], name: str) -> list[Spot]:
    return [spot for spot in spots if spot.group == name]


def _group(name: str, look: tuple[str, str], spots: list[Spot]) -> alt.Chart:
    data = [
        {"x": _finite(s.x), "y": _finite(s.y), "size": limited(s.size).value or 0} for s in spots
    ]
    marks = alt.Chart(alt.Data(values=data)).mark_point(
        shape=look[1], filled=True, fill=look[0], stroke="#ffffff", strokeWidth=1, opacity=1
    )
    size = alt.Size("size:Q", scale=alt.Scale(domainMin=0, range=[40, 900]), legend=None)
    return marks.encode(x=_place("x"), y=_place("y"), size=size)


def _region(region: Region, colour: str) -> alt.Chart:
    """The ellipse as a polygon of 48 corners, faint enough for spots and names to stand out."""
    angle, turn = [step * tau / 48 for step in range(49)], radians(region.turn)
    along, across = (
        [size * wave(part) for part in angle]
        for size, wave in ((region.wide, cos), (region.high, sin))
    )
    corners = [
        {
            "x": _finite(region.x + a * cos(turn) - b * sin(turn)),
            "y": _finite(region.y + a * sin(turn) + b * cos(turn)),
            "place": place,
        }
        for place, (a, b) in enumerate(zip(along, across, strict=True))
    ]
    shape = alt.Chart(alt.Data(values=corners)).mark_line(
        filled=True, fill=colour, fillOpacity=0.1, stroke=colour, strokeOpacity=0.35, strokeWidth=1
    )
    return shape.encode(x=_place("x"), y=_place("y"), order="place:Q")


def _finite(value: float) -> float:
    """A place on the picture, rounded so that the last bits of a calculation do not show."""
    if not isfinite(value):
        raise NothingToDraw(f"A spot cannot stand at {value}.")
    return round(float(value), 6)


def _place(field: str) -> alt.X | alt.Y:
    channel = alt.X if field == "x" else alt.Y
    scale = alt.Scale(zero=False, nice=False, padding=36)
    return channel(f"{field}:Q", axis=None, scale=scale)


def _group_name(name: str, colour: str, spots: Sequence[Spot]) -> alt.Chart:
    """The name above the highest spot of its group, or below the lowest, whichever is freer of others.

    In a crowd both are covered; so a white rim keeps the name legible on whatever lies beneath.
    """
    own, others = _of_group(spots, name), [spot for spot in spots if spot.group != name]
    ends = (
        max(own, key=lambda spot: (spot.y, spot.x)),
        min(own, key=lambda spot: (spot.y, spot.x)),
    )
    above = _room(ends[0], 1, others) >= _room(ends[1], -1, others)
    end = ends[0] if above else ends[1]
    place = {"x": _finite(end.x), "y": _finite(end.y), "name": name}
    text = alt.Chart(alt.Data(values=[place])).mark_text(
        color=colour, fontSize=16, fontWeight="bold", dy=-22 if above else 26, **RIM
    )
    return text.encode(x=_place("x"), y=_place("y"), text="name:N")


def _room(end: Spot, way: int, others: Sequence[Spot]) -> float:
    """How far the nearest spot of another group lies on this side of an end."""
    beyond = (spot for spot in others if way * (spot.y - end.y) > 0)
    return min((hypot(spot.x - end.x, spot.y - end.y) for spot in beyond), default=inf)


def svg_of(chart: alt.LayerChart, title: str, description: str) -> str:
    """The picture as text, in our type and colours."""
    config = {
        "aria": False,
        "background": "#ffffff",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {"labelColor": INK, "labelFontSize": 15, "gridColor": LINE, "domainColor": LINE},
    }
    spec = chart.to_dict(validate=VALIDATE) | {"config": config}
    return _speaking(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]), title, description)


def _speaking(svg: str, title: str, description: str) -> str:
    """The picture with its title and description, as one image to a screen reader."""
    key = sha256(f"{title}\n{description}\n{svg}".encode()).hexdigest()[:8]
    head, body = svg.split(">", 1)
    size = re.search(r'viewBox="[^"]*"', head).group()
    body = re.sub(r' (?:role|class|aria-\w+)="[^"]*"', "", body)
    body = body.replace(RIM_DRAWN, RIM_DRAWN + ' paint-order="stroke"')
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" '
        f'aria-labelledby="t-{key} d-{key}"><title id="t-{key}">{escape(title)}</title>'
        f'<desc id="d-{key}">{escape(description)}</desc>'
    )
    return opening + body
