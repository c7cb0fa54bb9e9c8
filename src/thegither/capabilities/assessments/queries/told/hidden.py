"""What must not be told of a wave, so that nobody's answers can be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from thegither.capabilities.assessments.queries.told.crossed import more_to_hide
from thegither.capabilities.assessments.queries.told.question import Ints, Question, numbered
from thegither.formats.responses import ORGANIZATION
from thegither.methods.disclosure import MINIMUM, Side, hide_groups
from thegither.methods.surveys import NOBODY, Moments

FEW, ALIKE = "fewer than five people", "all gave one answer"
# One reason for both, so that the reason does not tell which of two hidden groups is the small one.
GROUP = "fewer than five people, or beside such a group"
BESIDE = "hidden so that another group cannot be had by subtraction"
UNTOLD = "single answers are given out, and the means of groups would tell whose they are"

Mask = npt.NDArray[np.bool_]
Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Hidden:
    """everywhere: measures not shown at all. groups: by column, groups never shown. rows: by column, measures
    not shown by group.

    reasons: one entry for each thing hidden, as `suppressed` tells it.
    """

    everywhere: Mask
    groups: Mapping[str, Mask]
    rows: Mapping[str, Mask]
    reasons: list[Json]

    def shows(self, name: str, group: int, measure: int) -> bool:
        return not (self.groups[name][group] or self.rows[name][measure])


def groups_to_hide(question: Question) -> dict[str, Mask]:
    """The groups never shown, of every column that is compared, weighted or drawn: all ways together."""
    names = [*dict.fromkeys([*question.by, *question.margins])]
    sides = {name: _side(question, name) for name in names}
    if question.instrument.plane and question.organizations:
        sides[ORGANIZATION] = _organizations(question, names)
    hidden = hide_groups(sides, minimum=MINIMUM)
    return more_to_hide(question, sides, hidden) if question.tells_groups else hidden


def _side(question: Question, name: str) -> Side:
    members, size = question.members(name), len(question.categories(name))
    counts = np.bincount(members[members != NOBODY], minlength=size)
    return Side(counts, int((members == NOBODY).sum()), question.asked_by(name))


def _organizations(question: Question, names: Sequence[str]) -> Side:
    members = numbered(question.responses.column(ORGANIZATION), question.organizations)
    counts = np.bincount(members[members != NOBODY], minlength=len(question.organizations))
    unsaid, asked = int((members == NOBODY).sum()), question.asked_by_organization()
    for name in names:
        within = outer_groups(question, members, name)
        if within is not None:
            return Side(counts, unsaid, asked, inside=name, within=within)
    return Side(counts, unsaid, asked)


def outer_groups(question: Question, members: Ints, name: str) -> Ints | None:
    """The group of each organisation in a column; None where an organisation has people in several."""
    pairs = set(zip(members.tolist(), question.members(name).tolist(), strict=True))
    if len(pairs) > len({member for member, _ in pairs}):
        return None
    within = np.full(len(question.organizations), len(question.categories(name)))
    for member, group in pairs - {(NOBODY, NOBODY)}:
        within[member] = group
    return within


def hidden_of(
    names: list[Json],
    whole: Moments,
    by: Mapping[str, Moments],
    groups: Mapping[str, Mask],
    labels: Mapping[str, tuple[str, ...]],
    *,
    together: Mask,
    tells_groups: bool = True,
) -> Hidden:
    """Decide for the whole first, then measure by measure and column by column.

    names: scale and item of each measure. whole: sums over everybody. by: sums by group of each column. groups:
    those never shown. together: measures of which two columns may not both be shown. A measure whose breakdown
    would show a small or unanimous cell, or leave one by subtraction, loses it whole.
    """
    everywhere = _too_telling(whole)[0]
    reasons = [
        {**name, "by": None, "group": None, "reason": _reason(whole, 0, measure)}
        for measure, name in enumerate(names)
        if everywhere[measure]
    ]
    rows = {}
    for name, sums in by.items():
        if not tells_groups:
            rows[name] = np.ones(len(names), dtype=bool)
            reasons.append(
                {"scale": None, "item": None, "by": name, "group": None, "reason": UNTOLD}
            )
            continue
        rows[name], more = _rows(
            names, whole, sums, groups[name], everywhere, together & bool(rows)
        )
        reasons += [
            {"scale": None, "item": None, "by": name, "group": labels[name][group], "reason": GROUP}
            for group in np.flatnonzero(groups[name])
        ]
        reasons += [{**one, "by": name} for one in more]
    return Hidden(everywhere, groups, rows, reasons)


def _rows(
    names: list[Json],
    whole: Moments,
    by: Moments,
    hidden: Mask,
    everywhere: Mask,
    together: Mask,
) -> tuple[Mask, list[Json]]:
    hidden = hidden[: len(by.n)]  # the last groups may have nobody
    shown = by.by(np.where(hidden, NOBODY, 0), 1)
    rest = Moments(whole.n - shown.n, whole.total - shown.total, whole.squares - shown.squares)
    parts = _too_telling(by) & ~hidden[:, None]
    left = _too_telling(rest)[0] | (hidden.any() & (rest.n[0] < MINIMUM))
    rows = np.asarray(parts.any(axis=0) | left | everywhere | together)
    reasons = []
    for measure in np.flatnonzero(rows & ~everywhere):
        cells = np.flatnonzero(parts[:, measure])
        reason = _reason(by, cells[0], measure) if cells.size else BESIDE
        reasons.append({**names[measure], "group": "every group", "reason": reason})
    return rows, reasons


def with_enough_beside(sizes: npt.NDArray[np.int64], hidden: Mask, left: int) -> Mask:
    """Hides the smallest shown group too where the hidden people together are fewer than five.

    left: people of none of these groups.
    """
    left += int(sizes[hidden].sum())
    shown = np.flatnonzero(~hidden & (sizes > 0))
    if 0 < left < MINIMUM and shown.size:
        hidden = hidden.copy()
        hidden[shown[sizes[shown].argmin()]] = True
    return hidden


def _too_telling(sums: Moments) -> Mask:
    """Cells that hold answers of fewer than five people, or of people who all gave the same."""
    return np.asarray((sums.n > 0) & ((sums.n < MINIMUM) | (np.nan_to_num(sums.variance) < 1e-9)))


def _reason(sums: Moments, group: int, measure: int) -> str:
    return FEW if sums.n[group, measure] < MINIMUM else ALIKE
