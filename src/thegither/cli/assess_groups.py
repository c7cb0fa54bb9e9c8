"""Groups in `thegither assess`: their means, who was heard, and the gaps between them."""

from typing import Any

import numpy as np

from thegither.cli.assess_hidden import Hidden
from thegither.cli.assess_question import Question
from thegither.cli.assess_words import number, pair
from thegither.methods.surveys import (
    Gaps,
    Mirror,
    Moments,
    Wave,
    clustered,
    coverage,
    pool,
    reach,
    unclustered,
)

Json = dict[str, Any]


def by_group(
    question: Question, wave: Wave, found: Mirror, labels: tuple[str, ...], hidden: Hidden
) -> list[list[Json]]:
    """For each measure, the mean of each group that may be shown, alone and drawn towards the others."""
    measures = found.sums.n.shape[1]
    if not question.by:
        return [[] for _ in range(measures)]
    sums = found.by[question.by][0]
    estimates = [_group_mean(question, wave, found, place) for place in range(len(labels))]
    shown: list[list[Json]] = []
    for measure in range(measures):
        places = [p for p in range(len(labels)) if hidden.shows(p, measure) and sums.n[p, measure]]
        means = np.array([estimates[p][0][measure] for p in places])
        errors = np.array([estimates[p][1][measure] for p in places])
        pooled = pool(means, errors)
        shown.append(
            [
                {
                    "group": labels[place],
                    "n": int(sums.n[place, measure]),
                    "mean": number(means[row]),
                    "interval": pair(estimates[place][2][measure], estimates[place][3][measure]),
                    "pooled_mean": number(pooled.mean[row]),
                    "pooled_interval": pair(pooled.low[row], pooled.high[row]),
                }
                for row, place in enumerate(places)
            ]
        )
    return shown


def _group_mean(question: Question, wave: Wave, found: Mirror, place: int) -> tuple[Any, ...]:
    """Mean, error, low and high of one group on all measures, clustered by organisation."""
    inside = wave.attributes[question.by] == place
    scores, codes = found.scores[inside], wave.answers[inside]
    if wave.organizations is None:
        zeros = np.zeros(len(codes), dtype=np.int64)
        sums = Moments.of(scores, zeros, 1).beside(Moments.of(codes, zeros, 1))
        estimate = unclustered(sums, np.ones(1))
    else:
        where = wave.organizations[inside]
        count = int(where.max(initial=-1)) + 1
        sums = Moments.of(scores, where, count).beside(Moments.of(codes, where, count))
        estimate = clustered(sums.n[:, None, :], sums.total[:, None, :], np.ones(1))
    return estimate.value, estimate.error, *estimate.interval()


def coverage_of(
    question: Question, labels: tuple[str, ...], counts: Any, hidden: Hidden
) -> list[Json]:
    """Who was heard in each group, where the frame tells; a hidden group's numbers are left out."""
    counted = question.frame.by.get(question.by) if question.frame and question.by else None
    if counted is None:
        return []
    heard = dict(zip(labels, np.asarray(counts).tolist(), strict=True))
    names = sorted(counted)
    found = coverage([heard.get(name, 0) for name in names], [counted[name] for name in names])
    secret = {label for label, is_hidden in zip(labels, hidden.groups, strict=True) if is_hidden}
    return [
        {
            "group": name,
            "asked": one.asked,
            "answered": None if name in secret else one.answered,
            "rate": None if name in secret else one.rate,
            "is_silent": one.is_silent,
        }
        for name, one in zip(names, found, strict=True)
    ]


def gaps_of(
    question: Question, found: Mirror, names: list[Json], labels: tuple[str, ...], hidden: Hidden
) -> list[Json]:
    """The comparisons that may be shown: scales first, then items; a family each."""
    if not question.by:
        return []
    _, scales, items = found.by[question.by]
    first = len(question.instrument.scales)
    return [
        _gap(family, row, measure, names[start + measure], labels)
        for family, start in ((scales, 0), (items, first))
        for measure in range(family.difference.shape[1])
        for row, group in enumerate(family.groups)
        if hidden.shows(group, start + measure) and np.isfinite(family.difference[row, measure])
    ]


def _gap(family: Gaps, row: int, measure: int, name: Json, labels: tuple[str, ...]) -> Json:
    at = (row, measure)
    other = labels[1] if len(labels) == 2 else "everyone else"
    return {
        **name,
        "groups": [labels[family.groups[row]], other],
        "n": [int(family.n[at]), int(family.others[at])],
        "means": [number(family.mean[at]), number(family.others_mean[at])],
        "difference": number(family.difference[at]),
        "interval": pair(family.low[at], family.high[at]),
        "hedges_g": number(family.hedges_g[at]),
        "hedges_g_interval": pair(family.g_low[at], family.g_high[at]),
        "p": number(family.p[at]),
        "q": number(family.q[at]),
        "equivalence_q": number(family.equivalence_q[at]),
        "verdict": str(family.verdict[at]),
    }


def reach_of(
    question: Question,
    wave: Wave,
    labels: tuple[str, ...],
    counts: Any,
    hidden: Hidden,
    measures: int,
) -> list[Json]:
    """What numbers like these could show of a scale, taking answers to spread by one point."""
    rows, people = [], int(np.sum(counts)) if question.by else 0
    tests = max(len(question.instrument.scales) * max(len(labels) - (len(labels) == 2), 1), 1)
    for place, label in enumerate(labels):
        if hidden.groups[place] or not counts[place]:
            continue
        n = int(counts[place])
        found = reach(n, people - n, margin=question.instrument.margin, tests=tests)
        rows.append(
            {
                "group": label,
                "n": [n, people - n],
                "detectable": found.detectable,
                "chance_to_rule_out": found.chance_to_rule_out,
            }
        )
    return rows
