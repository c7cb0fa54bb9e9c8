"""What the mirror's page shows. Every number leaves here as a figure with its limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries import figures
from thegither.capabilities.assessments.queries.mirror import newest_mirror
from thegither.capabilities.assessments.queries.mirror_sides import Side, side_of
from thegither.capabilities.assessments.queries.mirror_words import (
    join,
    label_of,
    limits_of,
    moved_words,
)
from thegither.formats.instruments import Item
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Organization
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.visibility import Viewer

Told = Mapping[str, Any]
SIDES = ("level", "sector")


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its mean, the mean as if all groups had answered alike, and what moved; a note where due."""

    title: str
    figure: Figure
    weighted: Figure | None
    moved: str
    change: Figure | None
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Statement:
    """One question: how many agree, how the answers spread, and what was found elsewhere."""

    text: str
    agree: Figure | None
    mean: Figure | None
    spread: list[Answer]
    unsure: Figure | None
    references: list[tuple[str, str]]
    # It needs something that shows it, and there is too little: it is placed nowhere.
    is_grey: bool = False
    unshown: Figure | None = None


@dataclass(frozen=True, slots=True)
class Culture:
    """One organisation on the picture, by its number."""

    number: str
    name: str
    across: Figure
    up: Figure
    moved: str


@dataclass(frozen=True, slots=True)
class MirrorView:
    """All of the mirror's page."""

    people: Figure
    had_help: Figure | None
    silent: str
    areas: list[Area]
    picture: str
    placed: str
    sides: list[Side]
    moved_lead: str
    movement: list[tuple[str, str]]
    culture: list[Culture]
    culture_picture: str
    culture_note: str
    corners: list[str]
    statements: list[tuple[str, list[Statement]]]
    cannot_tell: list[str]
    day: date
    method: str
    findings: list[Finding] = field(default_factory=list)


def mirror_view(viewer: Viewer, wave: Wave) -> MirrorView | None:
    """None until the mirror is there."""
    release = newest_mirror(wave)
    if release is None:
        return None
    content, day = release.content, release.as_of.date()
    told = content["told"]
    sides = [side_of(wave, told, name, day) for name in SIDES]
    areas = [_area(told, row, day) for row in told["scales"]]
    return MirrorView(
        people=_people(told, day),
        had_help=_help(content, told, day),
        silent=_silent(told),
        areas=areas,
        picture=content["pictures"].get("areas", ""),
        placed=content["pictures"].get("placed", ""),
        sides=sides,
        moved_lead=moved_words(told["movement"]),
        movement=_movement(areas),
        culture=_cultures(wave, told, day),
        culture_picture=content["pictures"].get("culture", ""),
        culture_note=next((_(one["reason"]) for one in told["culture"] if "reason" in one), ""),
        corners=_corners(wave),
        statements=_statements(wave, content, day),
        cannot_tell=[*limits_of(told), *_without_evidence(wave)],
        day=day,
        method=release.method,
        findings=findings_about(viewer, wave),
    )


def _without_evidence(wave: Wave) -> list[str]:
    """Said where answers need something to show for them: those without were left out at closing."""
    if not any(item.needs_evidence for item in wave.instrument.closed):
        return []
    return [
        _("How people see it who gave nothing that shows their answer: those answers do not count.")
    ]


def findings_about(viewer: Viewer, wave: Wave) -> list[Finding]:
    """What the mirror says of its own accord about this wave."""
    found = Finding.objects.visible_to(viewer).filter(
        record__links_in__from_record=wave.record_id, record__links_in__relation="found"
    )
    return list(found.select_related("record").order_by("kind", "record__title"))


def _people(told: Told, day: date) -> Figure:
    return Figure.count(
        told["respondents"],
        unit="people",
        answered=told["respondents"],
        asked=told["asked"],
        as_of=day,
        method=figures.METHOD,
    )


def _help(content: Told, told: Told, day: date) -> Figure | None:
    people, common = content["had_help"], {"as_of": day, "method": figures.METHOD}
    if people == 0:
        return None
    if people is None:
        return Figure.withheld(figures.HIDDEN, answered=None, asked=None, unit="people", **common)
    answered = max(told["respondents"], people)
    return Figure.count(people, unit="people", answered=answered, asked=None, **common)


def _silent(told: Told) -> str:
    """The groups that hardly took part, by name."""
    names = [
        label_of(row["group"])
        for name in SIDES
        for row in told["by"][name]["coverage"]
        if row["is_silent"]
    ]
    if not names:
        return ""
    return _(
        "Hardly anybody answered from these groups: %(groups)s. This mirror does not show how they see it."
    ) % {"groups": join(names)}


def _area(told: Told, row: Told, day: date) -> Area:
    moved = _moved(told, row["id"], None)
    return Area(
        title=row["title"],
        figure=figures.mean_figure(told, row, day),
        weighted=figures.weighted_figure(told, row, day),
        moved=_(MOVED[moved["verdict"]]) if moved else "",
        change=figures.moved_figure(told, moved, day) if moved else None,
        note=_note(row),
    )


def _movement(areas: Sequence[Area]) -> list[tuple[str, str]]:
    """The areas by what became of them, in the order of the outcomes."""
    found: dict[str, list[str]] = {}
    for area in areas:
        found.setdefault(area.moved or _("cannot tell"), []).append(area.title)
    return [(words[:1].upper() + words[1:], join(titles)) for words, titles in found.items()]


MOVED = {
    "rose": "rose",
    "fell": "fell",
    "no_clear_movement": "no clear movement",
    "no_movement_that_matters": "no movement that matters",
}


def _moved(told: Told, scale: str, item: str | None) -> Told | None:
    measures = told["movement"]["measures"] if told["movement"] else []
    return next((m for m in measures if (m["scale"], m["item"]) == (scale, item)), None)


def _note(row: Told) -> str:
    """Reliability is spoken of only where it matters: where an area hangs together too little."""
    if row.get("withheld_from_charts"):
        return _("Its questions hang together too little to be read as one. Read them one by one.")
    if row.get("improper"):
        return _("How well its questions hang together could not be worked out cleanly.")
    return ""


def _cultures(wave: Wave, told: Told, day: date) -> list[Culture]:
    drawn = [cloud for cloud in told["culture"] if cloud.get("centre")]
    names = dict(
        Organization.objects.filter(pk__in=[cloud["organization"] for cloud in drawn]).values_list(
            "pk", "name"
        )
    )
    known = {str(key): name for key, name in names.items()}
    return [
        Culture(
            number=str(number),
            name=known.get(cloud["organization"], _("an organisation that is gone")),
            across=figures.place_figure(cloud, 0, day),
            up=figures.place_figure(cloud, 1, day),
            moved=_(MOVED_CULTURE[cloud["movement"]]) if "movement" in cloud else "",
        )
        for number, cloud in enumerate(drawn, start=1)
    ]


MOVED_CULTURE = {"moved": "moved", "no_clear_movement": "no clear movement"}


def _corners(wave: Wave) -> list[str]:
    plane = wave.instrument.plane
    return [words for _name, words in plane.corners] if plane else []


def _statements(wave: Wave, content: Told, day: date) -> list[tuple[str, list[Statement]]]:
    """All questions, area by area."""
    told, unshown = content["told"], content["without_evidence"]
    rows = {row["id"]: row for row in told["items"]}
    titles = {scale.id: scale.title for scale in wave.instrument.scales}
    found: dict[str, list[Statement]] = {}
    for item in wave.instrument.closed:
        found.setdefault(titles.get(item.scale, _("Other questions")), []).append(
            _statement(told, rows[item.id], item, day, unshown.get(item.id))
        )
    return list(found.items())


def _statement(told: Told, row: Told, item: Item, day: date, unshown: int | None) -> Statement:
    n = sum(answer["count"] for answer in row["distribution"])
    spread = [
        Answer(answer["label"], figures.count_figure(told, answer["count"], n, day))
        for answer in row["distribution"]
    ]
    agree = figures.agree_figure(told, row, day, _("agree"))
    ordered = bool(item.options and item.options.ordered)
    return Statement(
        text=item.text,
        agree=agree,
        mean=figures.mean_figure(told, row, day) if ordered and agree is None else None,
        spread=spread,
        unsure=_unsure(told, row, item, day),
        is_grey=item.needs_evidence and not row["n"],
        unshown=_people_of(told, unshown, day) if unshown else None,
        references=[(f"{100 * one['share']:.0f}%", one["limits"]) for one in row["reference"]],
    )


def _unsure(told: Told, row: Told, item: Item, day: date) -> Figure | None:
    """How many said that they do not know."""
    if not row["dont_know"] or not (item.options and item.options.dont_know):
        return None
    return _people_of(told, row["dont_know"], day)


def _people_of(told: Told, count: int, day: date) -> Figure:
    """So many of all who answered anything."""
    return Figure.count(
        count,
        unit="people",
        answered=told["respondents"],
        asked=told["asked"],
        as_of=day,
        method=figures.METHOD,
    )
