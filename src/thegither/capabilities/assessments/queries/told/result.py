"""Everything a wave's answers show and may show, as JSON."""

from typing import Any

import numpy as np

from thegither import __version__
from thegither.capabilities.assessments.queries.told.crossed import told_together
from thegither.capabilities.assessments.queries.told.groups import told_by
from thegither.capabilities.assessments.queries.told.hidden import groups_to_hide, hidden_of
from thegither.capabilities.assessments.queries.told.question import (
    Question,
    attribute,
    margins_of,
    wave_of,
)
from thegither.capabilities.assessments.queries.told.waves import culture_of, movement_of
from thegither.capabilities.assessments.queries.told.words import ends, number
from thegither.formats.instruments import Item, Options
from thegither.methods.disclosure import MINIMUM
from thegither.methods.shared.intervals import wilson_many, worst_case
from thegither.methods.surveys import (
    DONT_KNOW,
    MISSING,
    CannotWeight,
    Margin,
    Mirror,
    Moments,
    Wave,
    frame_mean,
    frame_share,
    mirror,
)
from thegither.methods.surveys.mirror import mean_of

Json = dict[str, Any]


def result_of(question: Question) -> Json:
    """Everything the answers show and may show, in the order of the instrument.

    `by` holds, for each column compared: who was heard, each group's means, the gaps, and what so many people
    could show.
    """
    groups = groups_to_hide(question)
    margins, weighing = margins_of(question, groups)
    wave = wave_of(question, margins, weighing)
    found, unweighted = _mirror(question, wave)
    names = measure_names(question)
    sums = {name: found.by[attribute(name)][0] for name in question.by}
    labels = {name: question.categories(name) for name in question.by}
    answers = np.hstack([found.scores, np.where(wave.answers < 0, np.nan, wave.answers)])
    hidden = hidden_of(
        names,
        found.sums,
        sums,
        groups,
        labels,
        together=told_together(question, groups, answers),
        tells_groups=question.tells_groups,
    )
    return {
        "method": _method(question),
        "input": _input(question),
        "respondents": question.people,
        "asked": question.asked,
        "response_rate": question.people / question.asked if question.asked else None,
        **_weighting(found, margins, unweighted),
        "scales": _scales(question, found, hidden.everywhere),
        "items": _items(question, wave, found, hidden.everywhere),
        "by": {name: told_by(question, name, wave, found, names, hidden) for name in question.by},
        "movement": movement_of(question, wave, found, names, hidden),
        "culture": culture_of(question, found, groups),
        "suppressed": hidden.reasons,
    }


def _mirror(question: Question, wave: Wave) -> tuple[Mirror, str]:
    """The mirror, weighted where it can be; else the reason why not."""
    by = [attribute(name) for name in question.by]
    options = {"by": by, "margin": question.instrument.margin, "seed": question.seed}
    if not wave.margins:
        return mirror(wave, **options), _why_unweighted(question)
    try:
        return mirror(wave, **options), ""
    except CannotWeight as error:
        plain = Wave(
            wave.answers, wave.scales, wave.attributes, wave.organizations, (), wave.reliable
        )
        return mirror(plain, **options), str(error)


def _why_unweighted(question: Question) -> str:
    if not question.tells_groups:
        return "Unweighted: groups are not told apart."
    why = "the frame holds no attribute" if question.frame else "no frame was given"
    return f"Unweighted: {why}."


def measure_names(question: Question) -> list[Json]:
    """Scale and item of each measure: the scales first, then the items."""
    scales = [{"scale": scale.id, "item": None} for scale in question.instrument.scales]
    items = [{"scale": item.scale or None, "item": item.id} for item in question.instrument.closed]
    return scales + items


def _method(question: Question) -> Json:
    parameters = {
        "by": list(question.by),
        "margin": question.instrument.margin,
        "seed": question.seed,
        "confidence": 0.95,
        "false_discovery_rate": 0.05,
        "minimum_cell": 5,
    }
    return {"name": "assess", "version": __version__, "parameters": parameters}


def _input(question: Question) -> Json:
    instrument, responses = question.instrument, question.responses
    return {
        "instrument": {"id": instrument.id, "version": instrument.version},
        "rows_without_answers": responses.empty,
        "organizations": len(question.organizations) or None,
        "other_columns": sorted(responses.columns),
    }


def _weighting(found: Mirror, margins: tuple[Margin, ...], unweighted: str) -> Json:
    """Weights, what they cost and what they leave over, or why there are none."""
    n = len(found.scores)
    if found.weighted is None:
        return {
            "design_effect": 1.0,
            "effective_n": n,
            "weighting": {"weighted": False, "reason": unweighted},
        }
    weights = found.weighted.weights
    few = 0 < weights.trimmed < MINIMUM
    left = {
        "residual_margin_error": weights.residual,
        "trimmed": None if few else weights.trimmed,
        "margins": [_margin(margin) for margin in margins],
    }
    return {
        "design_effect": weights.design_effect,
        "effective_n": weights.effective_n,
        "weighting": {"weighted": True, "reason": "", **left},
    }


def _margin(margin: Margin) -> Json:
    asked = dict(zip(margin.categories, margin.asked, strict=True))
    return {"name": margin.name, "asked": asked}


def _scales(question: Question, found: Mirror, hidden: Any) -> list[Json]:
    return [
        {
            "id": scale.id,
            "title": scale.title,
            **_mean(question, found, place, bool(hidden[place])),
            **_reliability(found, place),
        }
        for place, scale in enumerate(question.instrument.scales)
    ]


def _reliability(found: Mirror, place: int) -> Json:
    known = found.reliability.get(place)
    if known is None:
        return {"alpha": None, "omega": None, "reliability": "not estimated: a checklist"}
    return {
        "alpha": known.alpha,
        "omega": known.omega,
        "omega_interval": list(known.interval) if known.interval else None,
        "improper": known.improper,
        "improper_share": known.improper_share,
        "withheld_from_charts": known.is_low,
        "reliability": known.reason,
    }


def _mean(question: Question, found: Mirror, place: int, hidden: bool) -> Json:
    """n and mean, with intervals for this frame (where there is one) and for people like these."""
    if hidden:
        return {"n": None, "mean": None, "interval": None, "target": None}
    people = ends(found.mean, place)
    shown: Json = {"n": int(found.sums.n[0, place]), "mean": number(found.sums.mean[0, place])}
    if question.asked is None:
        shown |= {"interval": people, "target": "people_like_these"}
    else:
        frame = ends(frame_mean(found.sums, question.asked), place)
        shown |= {"interval": frame, "target": "this_frame"}
    shown["interval_people_like_these"] = people
    if found.weighted:
        shown["weighted_mean"] = number(found.weighted.mean.value[place])
        shown["weighted_interval"] = ends(found.weighted.mean, place)
    return shown


def _items(question: Question, wave: Wave, found: Mirror, hidden: Any) -> list[Json]:
    first = len(wave.scales)
    rows = []
    for place, item in enumerate(question.instrument.closed):
        column, measure = question.responses.answers[:, place], first + place
        is_hidden = _is_telling(column) or bool(hidden[measure])
        row = {"id": item.id, "scale": item.scale or None, "text": item.text, "turned": item.turned}
        row |= _mean(question, found, measure, is_hidden)
        row |= {"dont_know": None, "missing": None} if is_hidden else _unanswered(column)
        row |= {} if is_hidden or not item.options else _share(question, wave, item.options, place)
        row["distribution"] = [] if is_hidden else _distribution(item, column)
        rows.append(row | {"reference": _references(question, item)})
    return rows


def _is_telling(column: Any) -> bool:
    """Fewer than five answers, or all the same; said of things without an order too."""
    given = column[column >= 0]
    return bool(len(given)) and (len(given) < MINIMUM or len(set(given.tolist())) == 1)


def _distribution(item: Item, column: Any) -> list[Json]:
    """How many gave each answer. Everybody is one large group: it names nobody, so small counts stay."""
    options = item.options
    pairs = zip(options.values, options.labels, strict=True) if options else ()
    return [
        {"value": value, "label": label, "count": int((column == value).sum())}
        for value, label in pairs
    ]


def _unanswered(column: Any) -> Json:
    return {
        "dont_know": int((column == DONT_KNOW).sum()),
        "missing": int((column == MISSING).sum()),
    }


def _share(question: Question, wave: Wave, options: Options, place: int) -> Json:
    """The share of those who answered that agrees, its interval, and the bounds whatever the rest think."""
    if options.agree_from is None:
        return {}
    column = wave.answers[:, [place]]
    agrees = np.where(column < 0, -1, (column >= options.agree_from).astype(np.int8))
    n, agree = int((agrees >= 0).sum()), int((agrees == 1).sum())
    if question.asked is None:
        n_counts = _effective(wave, agrees, agree / n, n) if n else 0.0
        low, high = wilson_many(np.array([agree / max(n, 1) * n_counts]), np.array([n_counts]))
    else:
        low, high = frame_share(*(np.array([float(x)]) for x in (agree, n, question.asked)))
    bounds = worst_case(agree, n, question.asked) if question.asked else None
    return {
        "agree": agree,
        "agree_share": agree / n if n else None,
        "agree_interval": [float(low[0]), float(high[0])],
        "agree_bounds": list(bounds) if bounds else None,
    }


def _effective(wave: Wave, agrees: Any, share: float, n: int) -> float:
    """How many answers of unrelated people would be as sure, given that colleagues answer alike."""
    if wave.organizations is None or not 0 < share < 1:
        return float(n)
    count = int(wave.organizations.max(initial=-1)) + 1
    sums = Moments.of(agrees, wave.organizations, count)
    error = float(mean_of(sums, np.arange(count)).error[0])
    return min(float(n), share * (1 - share) / error**2) if error > 0 else float(n)


def _references(question: Question, item: Item) -> list[Json]:
    return [
        {"share": one.share, "year": one.year, "n": one.n, "interval": None, "limits": one.limits}
        for one in question.instrument.references
        if one.item == item.id
    ]
