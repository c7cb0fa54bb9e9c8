"""Two waves in `thegither assess`: what moved, and where cultures stand."""

from typing import Any

import numpy as np

from thegither.cli.assess_hidden import Hidden, hidden_groups
from thegither.cli.assess_question import (
    Question,
    organizations_of,
    same_people,
    scales_of,
)
from thegither.cli.assess_words import number, pair
from thegither.methods.surveys import (
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

MINIMUM = 5
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
        "intervals": "" if is_panel else "conservative: some people may have answered both times",
        "measures": [_moved(moved, place, names[place]) for place in np.flatnonzero(fit)],
        "precedes": _precedes(question),
    }


def _tables(question: Question, wave: Wave, found: Mirror) -> tuple[Any, Any]:
    """Scores and answers of both waves, before and now, NaN for none."""
    previous = question.previous.answers if question.previous else wave.answers[:0]
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


def culture_of(question: Question, found: Mirror) -> list[Json]:
    """A cloud for each organisation of five or more, where the instrument has a plane; and whether it moved."""
    plane, where = question.instrument.plane, organizations_of(question, question.responses)
    if plane is None or where is None:
        return []
    places = [
        [scale.id for scale in question.instrument.scales].index(side)
        for side in (plane.x, plane.y)
    ]
    if any(known.is_low for place in places if (known := found.reliability.get(place))):
        return [{"organization": None, "reason": "withheld: the items hang together too little"}]
    points = found.scores[:, places]
    moved = _culture_shifts(question, points, where, places)
    drawn = clouds(points, where)[: len(question.organizations)]
    hidden = _hidden_clouds(points, [cloud.n for cloud in drawn])
    return [
        {
            "organization": name,
            "n": cloud.n,
            "centre": list(cloud.centre),
            "axes": list(cloud.axes or ()),
            "angle": cloud.angle,
            **moved.get(row, {}),
        }
        for row, (name, cloud) in enumerate(zip(question.organizations, drawn, strict=True))
        if cloud.centre and not hidden[row]
    ]


def _hidden_clouds(points: Any, sizes: list[int]) -> Any:
    """Organisations too small to be shown, and those beside them that would give them away."""
    placed = int(np.isfinite(points).all(axis=1).sum())
    return hidden_groups(sizes, placed - sum(sizes))


def _culture_shifts(
    question: Question, points: Any, where: Any, places: list[int]
) -> dict[int, Json]:
    if question.previous is None:
        return {}
    earlier = organizations_of(question, question.previous)
    if earlier is None:
        return {}
    before = scale_scores(question.previous.answers, scales_of(question.instrument))[:, places]
    return {
        row: {
            "step": list(shift.step),
            "q": shift.q,
            "movement": "moved" if shift.is_clear else "no_clear_movement",
        }
        for row, shift in enumerate(shifts((before, earlier), (points, where)))
        if shift.step
    }
