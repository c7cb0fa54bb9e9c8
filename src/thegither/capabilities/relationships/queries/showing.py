"""The stored picture as a page shows it: each number a figure with its limits, and sentences on what to see.

Nothing is worked out here but words: the mathematics ran when the wave was counted.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thegither.capabilities.relationships.models import Snapshot, Wave
from thegither.capabilities.relationships.queries.drawing import map_sentence, sector_label
from thegither.capabilities.relationships.queries.groups import THE_REST
from thegither.capabilities.relationships.queries.reading import earlier_results
from thegither.methods.networks import ROLES, Level, rating_change
from thegither.spine.evidence.figures import SHARE, Figure, Plain
from thegither.spine.people.models import Post

Row = tuple[str, Figure]
SURE = 0.05
TOO_FEW = gettext_lazy("too few have answered")
FIRST_ROWS = 25


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the page of results; a part is empty where too few answered for it."""

    wave: Wave
    svg: str
    map_sentence: str
    sentences: list[str]
    whole: list[Row]
    bodies: list[tuple[str, ...]]
    more_bodies: list[tuple[str, ...]]
    people: list[Row]
    tables: list[tuple[str, list[str], list[list[object]]]]
    spanners: Figure | None
    trust: list[Row]
    moved: str


def picture_of(wave: Wave) -> Picture:
    snapshot = wave.snapshot
    rows = body_rows(snapshot.result)
    return Picture(
        wave=wave,
        svg=snapshot.svg,
        map_sentence=map_sentence(snapshot.result),
        sentences=sentences(snapshot),
        whole=whole_figures(snapshot),
        bodies=rows[:FIRST_ROWS],
        more_bodies=rows[FIRST_ROWS:],
        people=people_figures(snapshot),
        tables=[table for table in (_table(snapshot, side) for side in SIDES) if table],
        spanners=_spanners(snapshot),
        trust=trust_figures(snapshot),
        moved=trust_moved(wave),
    )


# --- figures -----------------------------------------------------------------------------------


def figure(
    snapshot: Snapshot,
    triple: list[float | None],
    label: str,
    *,
    of: str = "people",
    unit: str = SHARE,
    answered: tuple[int, int] | None = None,
) -> Figure:
    """A stored value with its ends; the limits tell how far the answers that never came may move it."""
    value, low, high = triple
    if snapshot.wave.is_imported:
        return _of_file(snapshot, value, label, unit)
    heard, asked = answered or snapshot.result["response"][of]
    rest: dict[str, Any] = {
        "answered": heard,
        "asked": asked,
        "as_of": snapshot.as_of.date(),
        "method": snapshot.method,
        "label": label,
    }
    if value is None:
        return Figure.withheld(str(TOO_FEW), unit=unit, **rest)
    interval = None if low == high else (low, high)
    return Figure(value=value, unit=unit, interval=interval, **rest)


def _of_file(snapshot: Snapshot, value: float | None, label: str, unit: str) -> Figure:
    """A number that was read from a file: nobody was asked, so nobody answered."""
    rest: dict[str, Any] = {"as_of": snapshot.as_of.date(), "method": snapshot.method}
    if value is None:
        reason = _("there is no tie to say it of")
        return Figure.withheld(reason, unit=unit, answered=0, asked=0, label=label, **rest)
    return Figure.recorded(value, unit=unit, label=label, **rest)


def whole_figures(snapshot: Snapshot) -> list[Row]:
    """The organisations together."""
    found = snapshot.result["bodies"]
    if not found:
        return []
    labels = {
        "density": _("Of all possible ties between organisations, how many are there"),
        "reciprocity": _("Of all ties that one organisation names, how many the other names too"),
    }
    rows = [
        (label, figure(snapshot, found[part], label, of="bodies")) for part, label in labels.items()
    ]
    return rows + _mixing(snapshot, found["mixing"], "bodies")


def _mixing(snapshot: Snapshot, mixing: dict[str, Any] | None, of: str) -> list[Row]:
    """The E-I index beside what chance would give; nothing where there are no groups."""
    if mixing is None:
        return []
    label = _("Inside or across: from -1 (all ties inside) to 1 (all ties across)")
    chance = _("The same if chance alone decided")
    expected = [mixing["expected"]] * 3
    return [
        (label, figure(snapshot, mixing["index"], label, of=of, unit="")),
        (chance, figure(snapshot, expected, chance, of=of, unit="")),
    ]


REACH_LABELS = {
    "within": gettext_lazy("Ties within one's own organisation"),
    "between": gettext_lazy("Ties between organisations of one sector"),
    "beyond": gettext_lazy("Ties beyond one's sector"),
}


def people_figures(snapshot: Snapshot) -> list[Row]:
    """The people together: groups and totals, and nobody by name."""
    found = snapshot.result["people"]
    if not found:
        return []
    reach = zip(REACH_LABELS.values(), found["mix"], strict=True)
    labels = {
        "density": _("Of all people whom somebody could have named, how many were named"),
        "reciprocity": _("Of all ties that one person names, how many the other names too"),
    }
    rows = [(label, figure(snapshot, found[part], label)) for part, label in labels.items()]
    rows += [(str(label), figure(snapshot, triple, str(label))) for label, triple in reach]
    rows += _mixing(snapshot, found["mixing"], "people")
    return rows + _links(snapshot, found["links"])


def _links(snapshot: Snapshot, links: list[int]) -> list[Row]:
    """Of all pairs of organisations in touch through people, how many hang on two people alone."""
    every, alone = links
    label = _("Of all links between two organisations, how many rest on one pair of people")
    value = alone / every if every else None
    return [(label, figure(snapshot, [value, value, value], label))]


def _spanners(snapshot: Snapshot) -> Figure | None:
    count = snapshot.result["people"].get("spanners")
    if not count:
        return None
    label = _("stand between others most often")
    unit = ngettext("person", "people", count)
    return figure(snapshot, [count, count, count], label, unit=unit)


SIDES = ("sectors", "levels")


def _table(snapshot: Snapshot, side: str) -> tuple[str, list[str], list[list[object]]] | None:
    """How closely each group is tied to each: caption, headings, rows of figures."""
    found = snapshot.result["people"].get(side)
    if not found or len(found["names"]) < 2:
        return None
    names = [_group_label(side, name) for name in found["names"]]
    size = len(names)
    rows: list[list[object]] = []
    for i, name in enumerate(names):
        heard = (found["answered"][i], found["asked"][i])
        cells = found["cells"][i * size : (i + 1) * size]
        rows.append([name, *(figure(snapshot, cell, "", answered=heard) for cell in cells)])
    caption = {
        "sectors": _("Of all people of a sector (columns), how many each sector (rows) works with"),
        "levels": _("Of all people of a level (columns), how many each level (rows) works with"),
    }[side]
    return caption, [_("From"), *names], rows


def _group_label(side: str, name: str) -> str:
    if name == THE_REST:
        return _("all others")
    return sector_label(name) if side == "sectors" else str(dict(Post.Level.choices)[name])


# --- trust -------------------------------------------------------------------------------------


def trust_figures(snapshot: Snapshot) -> list[Row]:
    """How far organisations trust and value one another on the whole, from 1 to 4."""
    labels = {
        "trust": _("Trust between organisations, from 1 to 4"),
        "value": _("What organisations bring, from 1 to 4"),
    }
    return [
        (label, figure(snapshot, _ends(snapshot.result[part]), label, unit=""))
        for part, label in labels.items()
        if part in snapshot.result
    ]


def _ends(stored: list[float | None]) -> list[float | None]:
    mean, error, raters = stored
    if mean is None:
        return [None, None, None]
    low, high = Level(mean, error, int(raters)).interval
    return [round(mean, 2), round(max(low, 1), 2), round(min(high, 4), 2)]


def trust_moved(wave: Wave) -> str:
    """Whether trust moved since the wave before, in a sentence; nothing where there was none."""
    before = earlier_results(wave)
    levels = [one.snapshot.result.get("trust") for one in (before, wave) if one]
    if len(levels) < 2 or any(level is None or level[0] is None for level in levels):
        return ""
    change = rating_change(*(Level(mean, error, raters) for mean, error, raters in levels))
    if change.p >= SURE:
        return _("Trust has not clearly moved since the time before.")
    return (
        _("Trust has risen since the time before.")
        if change.change > 0
        else _("Trust has fallen since the time before.")
    )


# --- words -------------------------------------------------------------------------------------


def sentences(snapshot: Snapshot) -> list[str]:
    """At most three: what holds us together, where we part, what hangs by one thread."""
    found = snapshot.result
    if not found["bodies"]:
        return [_("Too few have answered to say how organisations hold together.")]
    return list(filter(None, [_woven(found), _apart(found["bodies"]), _fragile(found)]))


def _woven(found: dict[str, Any]) -> str:
    n = round(10 * (found["bodies"]["density"][0] or 0))
    return ngettext(
        "Of every ten possible ties between organisations, about %(n)s is there.",
        "Of every ten possible ties between organisations, about %(n)s are there.",
        n,
    ) % {"n": n}


def _apart(bodies: dict[str, Any]) -> str:
    mixing = bodies["mixing"]
    if mixing is None:
        return ""
    index, expected, p = mixing["index"][0], mixing["expected"], mixing["p"]
    if p is None or p >= SURE:
        return _("Sectors work with one another about as much as chance would have it.")
    if index < expected:
        return _("Organisations keep to their own sector more than chance would have it.")
    return _("Organisations work with other sectors more than chance would have it.")


def _fragile(found: dict[str, Any]) -> str:
    names = fragile_bodies(found)
    if not names:
        return _("No single organisation holds the others together alone.")
    said = {"names": _(" and ").join(names[:3])}
    return _("If %(names)s left, others would lose touch with one another.") % said


def fragile_bodies(found: dict[str, Any]) -> list[str]:
    """Those whose loss splits the rest, the worst first."""
    removals = found["bodies"].get("removals", [])
    splitting = [i for i, one in enumerate(removals) if one["parts"] > 1]
    splitting.sort(key=lambda i: -removals[i]["reach_lost"])
    return [found["map"]["names"][i] for i in splitting]


ROLE_LABELS = dict(
    zip(
        ROLES,
        (
            gettext_lazy("inside its own sector"),
            gettext_lazy("for another sector"),
            gettext_lazy("from its sector to others"),
            gettext_lazy("from others into its sector"),
            gettext_lazy("between two other sectors"),
        ),
        strict=True,
    )
)
BAND_LABELS = (gettext_lazy("most often"), gettext_lazy("often"), gettext_lazy("less often"))


def body_rows(found: dict[str, Any]) -> list[tuple[str, ...]]:
    """The table below the map: number there, name, sector, partners, how often between others, mostly how."""
    bodies, drawn = found["bodies"], found["map"]
    if not bodies:
        return []
    order = sorted(range(len(drawn["names"])), key=lambda i: -bodies["between"][i])
    return [
        (
            Plain.of(rank, "places"),
            drawn["names"][i],
            sector_label(drawn["sectors"][i]),
            Plain.of(bodies["partners"][i], "organisations"),
            _band(bodies, i),
            _role(bodies["roles"][i]),
        )
        for rank, i in enumerate(order, start=1)
    ]


def _band(bodies: dict[str, Any], i: int) -> str:
    """A place among the others that claims no more than is known: overlapping limits share one."""
    if not bodies["between"][i]:
        return _("hardly ever")
    if not any(bodies["bands"]):
        return _("no difference shown")
    return str(BAND_LABELS[min(bodies["bands"][i], len(BAND_LABELS) - 1)])


def _role(counts: list[int]) -> str:
    if not any(counts):
        return _("not at all")
    return str(ROLE_LABELS[ROLES[counts.index(max(counts))]])
