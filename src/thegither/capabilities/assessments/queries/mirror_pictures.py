"""The pictures of a mirror, drawn once when it is worked out. Each has its table on the page."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.queries.figures import mean_figure
from thegither.formats.instruments import Instrument
from thegither.ui import charts, culture_chart


def pictures_of(instrument: Instrument, told: dict[str, Any]) -> dict[str, str]:
    """The areas as bars, and where the instrument has a plane the cultures as ellipses; by name."""
    found = {"areas": _areas(instrument, told), "placed": _placed(instrument, told)}
    if instrument.plane and any(cloud.get("centre") for cloud in told["culture"]):
        found["culture"] = _culture(instrument, told)
    return {name: svg for name, svg in found.items() if svg}


def _areas(instrument: Instrument, told: dict[str, Any]) -> str:
    day = timezone.localdate()
    rows = [
        (row["title"], mean_figure(told, row, day))
        for row in told["scales"]
        if row["mean"] is not None and not row.get("withheld_from_charts")
    ]
    if not rows:
        return ""
    ends = _ends(instrument)
    return charts.bars(
        rows,
        ends=ends,
        title=_("How we see ourselves, area by area"),
        description=_(
            "A bar for each area: the mean of all answers, from %(low)s to %(high)s. The line across its end "
            "shows how far chance may reach. The table beside the picture says the same in words."
        )
        % {"low": ends[0], "high": ends[1]},
    )


def _placed(instrument: Instrument, told: dict[str, Any]) -> str:
    """What each question with its evidence was placed at; without evidence it has no bar."""
    needy = {item.id: item.text for item in instrument.closed if item.needs_evidence}
    if not needy:
        return ""
    day = timezone.localdate()
    ends = _ends(instrument)
    return charts.bars(
        [
            (needy[row["id"]], mean_figure(told, row, day))
            for row in told["items"]
            if row["id"] in needy
        ],
        ends=ends,
        withheld=_("too little shows it"),
        title=_("Where we place each one, with something that shows it"),
        description=_(
            "A bar for each question: the mean of the answers that something shows, from %(low)s to %(high)s. "
            "No bar: fewer than five answers came with anything that shows them."
        )
        % {"low": ends[0], "high": ends[1]},
    )


def _ends(instrument: Instrument) -> tuple[int, int]:
    values = [value for item in instrument.closed if item.options for value in item.options.values]
    return min(values), max(values)


def _culture(instrument: Instrument, told: dict[str, Any]) -> str:
    clouds = [cloud for cloud in told["culture"] if cloud.get("centre")]
    titles = {scale.id: scale.title for scale in instrument.scales}
    plane, ends = instrument.plane, _ends(instrument)
    return culture_chart.clouds(
        [
            culture_chart.Cloud(
                str(number),
                *cloud["centre"],
                *(cloud["axes"] or (0.0, 0.0)),
                cloud["angle"] or 0.0,
                tuple(cloud["step"]) if cloud.get("movement") == "moved" else None,
            )
            for number, cloud in enumerate(clouds, start=1)
        ],
        across=titles[plane.x],
        up=titles[plane.y],
        ends=ends,
        title=_("Where each organisation's culture stands"),
        description=_(
            "Each numbered ellipse is one organisation: its middle is the mean of its people, and its size "
            "says how sure that is. A line leads from where it stood before, where it clearly moved. The table "
            "beside the picture names the organisations."
        ),
    )
