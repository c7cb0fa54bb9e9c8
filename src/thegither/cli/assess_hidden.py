"""What `thegither assess` must not show, so that nobody's answers can be worked out."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from thegither.methods.disclosure import MINIMUM, suppress
from thegither.methods.surveys import Moments

FEW, ALIKE = "fewer than five people", "all gave one answer"
BESIDE = "hidden so that another group cannot be had by subtraction"

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Hidden:
    """everywhere: measures not shown at all. groups: groups never shown. rows: measures not shown by group.

    reasons: one entry for each thing hidden, as `suppressed` tells it.
    """

    everywhere: Mask
    groups: Mask
    rows: Mask
    reasons: list[dict[str, Any]]

    def shows(self, group: int, measure: int) -> bool:
        return not (self.groups[group] or self.rows[measure])


def hidden_of(
    names: list[dict[str, Any]],
    people: int,
    whole: Moments,
    sizes: Any,
    groups: tuple[str, ...],
    by: Moments | None,
) -> Hidden:
    """Decide for the whole first, then for groups (the same ones throughout), then measure by measure.

    names: scale and item of each measure. people: how many answered. whole: sums over everybody. sizes: people
    in each group. by: sums by group. A measure whose breakdown would show a small or unanimous cell, or leave
    one by subtraction, loses it whole.
    """
    everywhere = _too_telling(whole)[0]
    reasons = [
        {**name, "group": None, "reason": _reason(whole, 0, measure)}
        for measure, name in enumerate(names)
        if everywhere[measure]
    ]
    if by is None:
        return Hidden(everywhere, np.zeros(0, dtype=bool), everywhere.copy(), reasons)
    hidden = hidden_groups(sizes, people - int(np.sum(sizes)))
    for place in np.flatnonzero(hidden):
        reason = FEW if sizes[place] < MINIMUM else BESIDE
        reasons.append({"scale": None, "item": None, "group": groups[place], "reason": reason})
    shown = by.by(np.where(hidden, -1, 0), 1)
    rest = Moments(whole.n - shown.n, whole.total - shown.total, whole.squares - shown.squares)
    parts = _too_telling(by) & ~hidden[:, None]
    rows = parts.any(axis=0) | _too_telling(rest)[0] | everywhere
    for measure in np.flatnonzero(rows & ~everywhere):
        cells = np.flatnonzero(parts[:, measure])
        reason = _reason(by, cells[0], measure) if cells.size else BESIDE
        reasons.append({**names[measure], "group": "every group", "reason": reason})
    return Hidden(everywhere, hidden, rows, reasons)


def hidden_groups(sizes: Any, unsaid: int) -> Mask:
    """Groups of fewer than five, and others beside them. Where nobody answered there is nothing to hide.

    unsaid: people of no group. They are never shown, but could be had by subtraction, so they count as a group.
    What all hidden groups hold together can be had from the total: it too is nobody, or five people.
    """
    heard = np.flatnonzero(np.asarray(sizes) > 0)
    hidden = np.zeros(len(sizes), dtype=bool)
    if heard.size:
        counts = np.append(np.asarray(sizes)[heard], [unsaid] if unsaid else []).astype(np.int64)
        table = suppress(counts, minimum=MINIMUM, total_is_known=True)
        hidden[heard] = table.hidden[: heard.size]
    return _with_enough_beside(np.asarray(sizes), hidden, unsaid)


def _with_enough_beside(sizes: Any, hidden: Mask, unsaid: int) -> Mask:
    """Hides the smallest shown group too where the hidden people together are fewer than five."""
    left = int(sizes[hidden].sum()) + unsaid
    shown = np.flatnonzero(~hidden & (sizes > 0))
    if 0 < left < MINIMUM and shown.size:
        hidden = hidden.copy()
        hidden[shown[sizes[shown].argmin()]] = True
    return hidden


def _too_telling(sums: Moments) -> Mask:
    """Cells that hold answers of fewer than five people, or of people who all gave the same."""
    return (sums.n > 0) & ((sums.n < MINIMUM) | (np.nan_to_num(sums.variance) < 1e-9))


def _reason(sums: Moments, group: int, measure: int) -> str:
    return FEW if sums.n[group, measure] < MINIMUM else ALIKE
