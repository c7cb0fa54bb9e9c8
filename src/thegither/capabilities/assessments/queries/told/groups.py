"""Groups in what is told of a wave: their means, who was heard, and the gaps between them."""

from typing import Any

import numpy as np

from thegither.capabilities.assessments.queries.told.hidden import Hidden
from thegither.capabilities.assessments.queries.told.question import Question, attribute
from thegither.capabilities.assessments.queries.told.words import number, pair
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


def told_by(
    question: Question, name: str, wave: Wave, found: Mirror, names: list[Json], hidden: Hidden
) -> Json:
    """What one column shows: who was heard, each measure's means by group, gaps, and what could be shown."""
    members = wave.attributes[attribute(name)]
    labels = question.categories(name)
    counts = np.bincount(members + 1, minlength=len(labels) + 1)[1:]
    return {
        "coverage": coverage_of(question, name, counts, hidden),
        "groups": by_group(question, name, wave, found, hidden),
        "gaps": gaps_of(question, name, found, names, hidden),
        "could_show": reach_of(question, name, wave, counts, hidden)
        if question.tells_groups
        else [],
    }


def by_group(
    question: Question, name: str, wave: Wave, found: Mirror, hidden: Hidden
) -> list[list[Json]]:
    """For each measure, the mean of each group that may be shown, alone and drawn towards the others."""
    sums, labels = found.by[attribute(name)][0], question.categories(name)
    members = wave.attributes[attribute(name)]
    heard = range(sums.n.shape[0])
    estimates = [_group_mean(wave, found, members == place) for place in heard]
    shown: list[list[Json]] = []
    for measure in range(sums.n.shape[1]):
        places = [p for p in heard if hidden.shows(name, p, measure) and sums.n[p, measure]]
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


def _group_mean(wave: Wave, found: Mirror, inside: Any) -> tuple[Any, ...]:
    """Mean, error, low and high of one group on all measures, clustered by organisation."""
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


def coverage_of(question: Question, name: str, counts: Any, hidden: Hidden) -> list[Json]:
    """Who was heard in each group, where the frame tells; a hidden group's numbers are left out."""
    asked = question.asked_by(name)
    if asked is None:
        return []
    found = coverage(counts.tolist(), asked.tolist())
    return [
        {
            "group": group,
            "asked": one.asked,
            "answered": None if is_hidden else one.answered,
            "rate": None if is_hidden else one.rate,
            "is_silent": one.is_silent,
        }
        for group, one, is_hidden in zip(
            question.categories(name), found, hidden.groups[name], strict=True
        )
    ]


def gaps_of(
    question: Question, name: str, found: Mirror, names: list[Json], hidden: Hidden
) -> list[Json]:
    """The comparisons that may be shown: scales first, then items; a family each."""
    _, scales, items = found.by[attribute(name)]
    first, labels = len(question.instrument.scales), question.categories(name)
    return [
        _gap(family, row, measure, names[start + measure], labels)
        for family, start in ((scales, 0), (items, first))
        for measure in range(family.difference.shape[1])
        for row, group in enumerate(family.groups)
        if hidden.shows(name, group, start + measure)
        and np.isfinite(family.difference[row, measure])
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


def reach_of(question: Question, name: str, wave: Wave, counts: Any, hidden: Hidden) -> list[Json]:
    """What numbers like these could show of a scale, taking answers to spread by one point."""
    labels, people = question.categories(name), int(np.sum(counts))
    compared = len(labels) - (len(labels) == 2)
    tests = max(len(question.instrument.scales) * compared, 1)
    shown = [place for place, n in enumerate(counts) if n and not hidden.groups[name][place]]
    return [_reach(question, labels[place], int(counts[place]), people, tests) for place in shown]


def _reach(question: Question, label: str, n: int, people: int, tests: int) -> Json:
    found = reach(n, people - n, margin=question.instrument.margin, tests=tests)
    return {
        "group": label,
        "n": [n, people - n],
        "detectable": found.detectable,
        "chance_to_rule_out": found.chance_to_rule_out,
    }
