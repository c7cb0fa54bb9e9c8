"""Two waves in what is told: what moved, and where cultures stand."""

from typing import Any

import numpy as np

from thegither.capabilities.assessments.queries.told.hidden import (
    Hidden,
    outer_groups,
    with_enough_beside,
)
from thegither.capabilities.assessments.queries.told.question import (
    Question,
    numbered,
    organizations_of,
    same_people,
    scales_of,
    scored,
)
from thegither.capabilities.assessments.queries.told.words import number, pair
from thegither.formats.responses import ORGANIZATION
from thegither.methods.disclosure import MINIMUM
from thegither.methods.surveys import (
    NOBODY,
    Declined,
    Mirror,
    Movement,
    Wave,
    between_waves,
    clouds,
    in_panel,
    precedence,
    scale_scores,
    shifts,
)

Json = dict[str, Any]


def movement_of(
    question: Question, wave: Wave, found: Mirror, names: list[Json], hidden: Hidden
) -> Json | None:
    """Change since the wave before: the same people's where both give ids, else between cross-sections."""
    if question.previous is None:
        return None
    people = same_people(question)
    is_panel = people is not None and len(people[0]) >= MINIMUM
    moved = _panel(question, wave, found, people) if is_panel else _waves(question, wave, found)
    before, now = (np.asarray(n) for n in moved.n)
    fit = (before >= MINIMUM) & (now >= MINIMUM) & ~hidden.everywhere & np.isfinite(moved.change)
    return {
        "design": "panel" if is_panel else "repeated_cross_sections",
        "overlap": len(people[0]) if is_panel and people else None,
        "overlap_between": None if is_panel else question.overlap,
        "intervals": "" if is_panel else "conservative: some people may have answered both times",
        "measures": [_moved(moved, place, names[place]) for place in np.flatnonzero(fit)],
        "precedes": _precedes(question),
    }


def _tables(question: Question, wave: Wave, found: Mirror) -> tuple[Any, Any]:
    """Scores and answers of both waves, before and now, NaN for none."""
    before = question.previous
    previous = scored(question.instrument, before) if before else wave.answers[:0]
    scores = scale_scores(previous, scales_of(question.instrument))
    return (
        np.hstack([scores, np.where(previous < 0, np.nan, previous)]),
        np.hstack([found.scores, np.where(wave.answers < 0, np.nan, wave.answers)]),
    )


def _panel(question: Question, wave: Wave, found: Mirror, people: Any) -> Movement:
    before, now = _tables(question, wave, found)
    where = None if wave.organizations is None else wave.organizations[people[1]]
    return in_panel(before[people[0]], now[people[1]], where, question.instrument.margin)


def _waves(question: Question, wave: Wave, found: Mirror) -> Movement:
    before, now = _tables(question, wave, found)
    earlier = organizations_of(question, question.previous) if question.previous else None
    where = None if earlier is None or wave.organizations is None else (earlier, wave.organizations)
    return between_waves(before, now, where, question.instrument.margin)


def _moved(moved: Movement, place: int, name: Json) -> Json:
    return {
        **name,
        "n": [int(moved.n[0][place]), int(moved.n[1][place])],
        "change": number(moved.change[place]),
        "interval": pair(moved.low[place], moved.high[place]),
        "p": number(moved.p[place]),
        "q": number(moved.q[place]),
        "verdict": str(moved.verdict[place]),
    }


def _precedes(question: Question) -> str:
    """Two waves never say what precedes what; the sentence says what would."""
    shape = (len(question.organizations), 2, len(question.instrument.scales))
    try:
        precedence(np.zeros(shape))
    except Declined as declined:
        return str(declined)
    return ""


def culture_of(question: Question, found: Mirror, groups: dict[str, Any]) -> list[Json]:
    """A cloud for each organisation of five or more, where the instrument has a plane; and whether it moved."""
    plane, where = question.instrument.plane, organizations_of(question, question.responses)
    if plane is None or where is None or not question.tells_groups:
        return []
    scales = [scale.id for scale in question.instrument.scales]
    places = [scales.index(side) for side in (plane.x, plane.y)]
    if any(known.is_low for place in places if (known := found.reliability.get(place))):
        return [{"organization": None, "reason": "withheld: the items hang together too little"}]
    points = found.scores[:, places]
    moved = _culture_shifts(question, points, where, places)
    drawn = clouds(points, where)[: len(question.organizations)]
    hidden = _hidden_clouds(question, points, groups[ORGANIZATION])
    asked = question.asked_by_organization()
    return [
        {
            "organization": question.organizations[row],
            "n": cloud.n,
            "asked": None if asked is None else int(asked[row]),
            "centre": list(cloud.centre),
            "axes": list(cloud.axes or ()),
            "angle": cloud.angle,
            **moved.get(row, {}),
        }
        # The last organisations may have answered in the wave before only.
        for row, cloud in enumerate(drawn)
        if cloud.centre and not hidden[row]
    ]


def _hidden_clouds(question: Question, points: Any, hidden: Any) -> Any:
    """Organisations that are hidden anyway, or have too few people with both scores, and those beside them.

    Within each group of a column that is told of too, such as a sector, what no cloud shows is nobody, or the
    answers of five people.
    """
    placed = np.isfinite(points).all(axis=1)
    members = numbered(question.responses.column(ORGANIZATION), question.organizations)
    dividing = [name for name in question.by if outer_groups(question, members, name) is not None]
    for name in (*dividing, ""):
        groups = question.members(name) if name else np.zeros(len(points), dtype=np.int64)
        for group in set(groups[placed].tolist()):
            inside = placed & (groups == group)
            known = members[inside & (members != NOBODY)]
            sizes = np.bincount(known, minlength=len(hidden))
            hidden = hidden | ((sizes > 0) & (sizes < MINIMUM))
            hidden = with_enough_beside(sizes, hidden, int(inside.sum() - len(known)))
    return hidden


def _culture_shifts(
    question: Question, points: Any, where: Any, places: list[int]
) -> dict[int, Json]:
    if question.previous is None:
        return {}
    earlier = organizations_of(question, question.previous)
    if earlier is None:
        return {}
    answers = scored(question.instrument, question.previous)
    before = scale_scores(answers, scales_of(question.instrument))[:, places]
    return {
        row: {
            "step": list(shift.step),
            "q": shift.q,
            "movement": "moved" if shift.is_clear else "no_clear_movement",
        }
        for row, shift in enumerate(shifts((before, earlier), (points, where)))
        if shift.step
    }
