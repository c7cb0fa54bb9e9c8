"""What the results page shows. Every number leaves here as a figure with its limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation, Landscape, Statement
from thegither.capabilities.conversations.queries.coverage import (
    COVERAGE,
    CoverageLine,
    coverage_lines,
    help_figure,
)
from thegither.capabilities.conversations.queries.landscape import GROUPS, SPECTRUM, Result
from thegither.capabilities.conversations.queries.sureness import (
    Sureness,
    holds_together,
    sureness,
)
from thegither.capabilities.conversations.queries.taking_part import accepted_statements
from thegither.capabilities.conversations.queries.totals import newest_release
from thegither.capabilities.conversations.queries.weighted_results import (
    WeightedView,
    weighted_view,
)
from thegither.spine.evidence.figures import Figure
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.veil import veiled
from thegither.spine.spaces.visibility import Viewer
from thegither.ui import charts

TELLING = 8


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and what one group, or everybody, made of it."""

    statement: Statement
    figure: Figure


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that everyone can support, with each group's agreement."""

    statement: Statement
    groups: list[tuple[str, Figure]]


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group: how many vote alike, where it stands on the picture, and what sets it apart."""

    name: str
    label: str
    size: Figure
    place: str
    clusters: int
    apart: list[Said]
    holds: str


@dataclass(frozen=True, slots=True)
class TableRow:
    statement: Statement
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who was heard, by sector and by level."""

    sectors: list[CoverageLine]
    levels: list[CoverageLine]
    had_help: Figure | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """All of the results page. `why` says why there are counts only; empty where there is more."""

    people: Figure
    votes: Figure
    statements: int
    why: str
    is_spectrum: bool
    shared: list[Shared]
    groups: list[GroupView]
    picture: str
    table: list[TableRow]
    coverage: Coverage | None
    weighted: WeightedView | None
    sure: Sureness | None
    day: date
    method: str


def results_of(conversation: Conversation) -> Results | None:
    """None until `tick` has worked them out."""
    landscape = conversation.landscapes.first()
    if landscape is None:
        return None
    landscape.conversation = conversation
    result, texts = landscape.result, _texts(conversation)
    table = _table(landscape, texts)
    return Results(
        people=_total(landscape, "people"),
        votes=_total(landscape, "votes"),
        statements=result["counts"]["statements"],
        why="" if result["groups"] else why_no_groups(result),
        is_spectrum=result["verdict"] == SPECTRUM,
        shared=_shared(landscape, texts),
        groups=_group_views(landscape, texts),
        picture=result.get("picture", ""),
        table=table,
        coverage=coverage_of(conversation),
        weighted=weighted_view(landscape, [(row.statement, row.figures[0]) for row in table]),
        sure=sureness(result),
        day=landscape.as_of.date(),
        method=landscape.method,
    )


def _texts(conversation: Conversation) -> dict[int, Statement]:
    """The accepted statements that nobody had to hide since, by number."""
    return {row.number: row for row in accepted_statements(conversation)}


def asked_in(conversation: Conversation, people: int) -> int:
    """How many each statement was put to: the frame, or where a link was shared those who came."""
    release = newest_release(conversation, COVERAGE)
    asked = release.content["asked"] if release else None
    return max(asked or 0, people)


def _total(landscape: Landscape, what: str) -> Figure:
    counts = landscape.result["counts"]
    release = newest_release(landscape.conversation, COVERAGE)
    asked = release.content["asked"] if release else None
    return Figure.count(
        counts[what],
        unit=what,
        answered=counts["people"],
        asked=asked if asked and asked >= counts["people"] else None,
        as_of=landscape.as_of.date(),
        method=landscape.method,
    )


def why_no_groups(result: Mapping) -> str:
    """Why there are counts only, in a sentence. We say so rather than find groups in noise."""
    return {
        "too_few": _(
            "Fewer than 15 people voted on enough statements to look for groups. "
            "So this page shows counts only."
        ),
        "no_structure": _(
            "People did not vote alike in groups: each voted in their own way. "
            "So this page shows counts only."
        ),
        SPECTRUM: _(
            "People differ by degree, with no clear line between them. We cannot tell groups apart, "
            "so this page shows counts only."
        ),
        GROUPS: _(
            "One of the groups holds fewer than five people, so this page shows counts only."
        ),
    }[result["verdict"]]


# --- figures ------------------------------------------------------------------------------------


def share_agreeing(landscape: Landscape, three: list[int], asked: int, label: str = "") -> Figure:
    return _share(landscape, three[0], sum(three), asked, label or _("agree"))


def _share(landscape: Landscape, hits: int, seen: int, asked: int, label: str) -> Figure:
    return Figure.share(
        hits,
        seen,
        max(asked, seen),
        as_of=landscape.as_of.date(),
        method=landscape.method,
        label=label,
    )


def _rows(landscape: Landscape) -> dict[int, Result]:
    return {row["number"]: row for row in landscape.result["statements"]}


def agreement_by_group(landscape: Landscape, number: int) -> list[Figure]:
    """How many of each group agree with one statement."""
    counts = _rows(landscape)[number]["groups"]
    return [
        share_agreeing(landscape, three, group["size"], _in_group(group["name"]))
        for three, group in zip(counts, landscape.result["groups"], strict=True)
    ]


def _in_group(name: str) -> str:
    return _("agree in %(name)s") % {"name": name}


def group_figures(landscape: Landscape) -> list[Figure]:
    """How many people each group holds."""
    people = landscape.result["counts"]["people"]
    asked = asked_in(landscape.conversation, people)
    return [
        _people(landscape, group["size"], people, asked, _in_words(landscape.result, group))
        for group in landscape.result["groups"]
    ]


def _in_words(result: Result, group: Result) -> str:
    return _("in %(group)s") % {"group": _label(result, group)}


def _people(landscape: Landscape, size: int, people: int, asked: int, label: str = "") -> Figure:
    return Figure.count(
        size,
        unit="people",
        label=label,
        answered=people,
        asked=asked,
        as_of=landscape.as_of.date(),
        method=landscape.method,
    )


# --- the parts of the page ----------------------------------------------------------------------


def _shared(landscape: Landscape, texts: Mapping[int, Statement]) -> list[Shared]:
    names = [_label(landscape.result, group) for group in landscape.result["groups"]]
    return [
        Shared(
            texts[ground["number"]],
            list(zip(names, agreement_by_group(landscape, ground["number"]), strict=True)),
        )
        for ground in landscape.result.get("common_ground", [])
        if ground["number"] in texts
    ]


def _group_views(landscape: Landscape, texts: Mapping[int, Statement]) -> list[GroupView]:
    result = landscape.result
    sizes = group_figures(landscape)
    return [
        GroupView(
            name=group["name"],
            label=_label(result, group),
            size=size,
            place=_place_in_words(result["groups"], group),
            clusters=sum(spot["group"] == group["name"] for spot in result["spots"]),
            apart=[
                _said(landscape, chosen, group, texts)
                for chosen in _what_sets_apart(result, position)
                if chosen["number"] in texts
            ],
            holds=holds_together(result, position),
        )
        for position, (group, size) in enumerate(zip(result["groups"], sizes, strict=True))
    ]


def _label(result: Result, group: Result) -> str:
    """A group is called a group only where the verdict says that there are groups."""
    form = _("Part %(name)s") if result["verdict"] == SPECTRUM else _("Group %(name)s")
    return form % {"name": group["name"]}


def _what_sets_apart(result: Result, group: int) -> list[Result]:
    """The representative statements that most of the group holds, and that not everybody shares."""
    everybodys = {ground["number"] for ground in result["common_ground"]}
    return [
        chosen
        for chosen in result["apart"][group]
        if chosen["number"] not in everybodys and 2 * chosen["hits"] > chosen["seen"]
    ]


def _said(landscape: Landscape, chosen: Result, group: Result, texts: Mapping) -> Said:
    agrees = chosen["direction"] == "agree"
    label = _("agree") if agrees else _("disagree")
    figure = _share(landscape, chosen["hits"], chosen["seen"], group["size"], label)
    return Said(texts[chosen["number"]], figure)


def _place_in_words(groups: list[Result], group: Result) -> str:
    """Where a group stands on the picture, for whoever does not see it."""
    xs, ys = ([one["centre"][axis] for one in groups] for axis in (0, 1))
    x, y = group["centre"]
    across = _("left") if x < sum(xs) / len(xs) else _("right")
    up = _("at the bottom") if y < sum(ys) / len(ys) else _("at the top")
    return f"{up}, {across}"


def _support(landscape: Landscape, row: Result) -> float:
    """What the table is ordered by: with groups the consensus across them, else the share that agrees.

    The share is smoothed by one vote each way, (agree + 1) / (seen + 2), so that a statement which two
    people saw does not stand before one which a hundred saw.
    """
    if landscape.result["groups"] and row["consensus"] is not None:
        return row["consensus"]
    return (row["all"][0] + 1) / (sum(row["all"]) + 2)


def _table(landscape: Landscape, texts: Mapping[int, Statement]) -> list[TableRow]:
    """Every accepted statement, the most widely supported first."""
    asked = asked_in(landscape.conversation, landscape.result["counts"]["people"])
    rows = [row for row in landscape.result["statements"] if row["number"] in texts]
    rows.sort(key=lambda row: (-_support(landscape, row), row["number"]))
    return [
        TableRow(
            texts[row["number"]],
            [
                share_agreeing(landscape, row["all"], asked),
                *agreement_by_group(landscape, row["number"]),
            ],
        )
        for row in rows
    ]


def coverage_of(conversation: Conversation) -> Coverage | None:
    """Who was heard; None for a conversation that was brought in, where nobody knows."""
    release = newest_release(conversation, COVERAGE)
    if release is None:
        return None
    day = release.as_of.date()
    sides = (coverage_lines(release.content, side, day) for side in ("sector", "level"))
    return Coverage(*sides, help_figure(release.content, day))


def picture(landscape: Landscape) -> str:
    """The landscape as SVG: clusters of five or more people, never one person."""
    result = landscape.result
    if not result.get("spots"):
        return ""
    people = result["counts"]["people"]
    spots = [
        charts.Spot(
            spot["x"], spot["y"], spot["group"], _people(landscape, spot["size"], people, people)
        )
        for spot in result["spots"]
    ]
    return charts.landscape(
        spots,
        regions=[
            charts.Region(group=group["name"], **group["region"])
            for group in result["groups"]
            if "region" in group
        ],
        title=_("Where people stand"),
        description=_(
            "Each spot stands for five or more people who voted alike. Spots close together agree "
            "on more. The faint shape behind a group holds about four in five of its people. The "
            "table beside the picture says the same in words."
        ),
    )


def findings_about(viewer: Viewer, conversation: Conversation) -> list[Finding]:
    """What the system says of its own accord about this conversation."""
    found = Finding.objects.visible_to(viewer).filter(
        record__links_in__from_record=conversation.record_id
    )
    ordered = found.select_related("record").order_by("kind", "record__title")
    return veiled(viewer, ordered, "sentence")


# --- where you stand ----------------------------------------------------------------------------


def telling_statements(conversation: Conversation) -> list[Statement]:
    """The few statements that tell groups apart best, taken from each group in turn."""
    landscape = conversation.landscapes.first()
    if landscape is None or landscape.result["verdict"] != GROUPS:
        return []
    texts = _texts(conversation)
    result = landscape.result
    apart = [_what_sets_apart(result, group) for group in range(len(result["groups"]))]
    turns = [chosen["number"] for turn in zip_longest(*apart) for chosen in turn if chosen]
    return [texts[number] for number in dict.fromkeys(turns) if number in texts][:TELLING]
