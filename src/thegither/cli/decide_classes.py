"""`thegither decide`, by class of partner: turnout, quorum, majorities, and the tallies that may be told."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from thegither.cli.decide_rules import RANKED, Json, Question, majority_of
from thegither.formats.errors import FormatError
from thegither.formats.headed import headed_rows, whole
from thegither.methods.decisions.classes import (
    CannotBeSealed,
    check_can_be_sealed,
    quorum,
    tellable_cells,
    tellable_classes,
)

Ints = npt.NDArray[np.int64]


def eligible_of(question: Question, path: Path | None) -> dict[str, int]:
    """How many of each class may vote; those who did, when no file says."""
    voted = _voted(question)
    if path is None:
        return voted
    rows = list(headed_rows(path, ("class", "eligible")))
    told = {row["class"]: whole(path, line, "eligible", row["eligible"]) for line, row in rows}
    for name, count in voted.items():
        if count > told.get(name, 0):
            raise FormatError(
                path, 0, "eligible", f"{count} of class {name!r} voted, more than may"
            )
    return told


def _rows_by_class(question: Question) -> dict[str, npt.NDArray[np.bool_]]:
    column, columns = question.sealed.class_column, question.file.columns
    if column not in columns:
        raise FormatError(question.path, 0, column, "the ballots have no such column")
    cells = np.array(columns[column])
    return {str(name): cells == name for name in np.unique(cells)}


def _voted(question: Question) -> dict[str, int]:
    rows = _rows_by_class(question)
    return {name: int(question.file.counts[mine].sum()) for name, mine in rows.items()}


def quorum_of(question: Question, eligible: Path | None) -> Json:
    """The quorum of each class, and whether all were reached; nothing when none was named."""
    needed = question.sealed.quorum
    if needed is None:
        return {}
    if not question.sealed.class_column or eligible is None:
        raise CannotBeSealed("A quorum needs --class and --eligible.")
    classes = quorum(_voted(question), eligible_of(question, eligible), needed)
    told = [
        {"class": c.name, "present": c.present, "eligible": c.eligible, "needed": c.needed,
         "reached": c.reached}
        for c in classes
    ]  # fmt: skip
    return {"quorum": told, "quorum_reached": all(c.reached for c in classes)}


def by_class(question: Question, eligible: Path | None) -> Json:
    """Turnout of each class, and its tallies where they may be told; `null` stands for kept back."""
    sealed = question.sealed
    if sealed.each_class and (sealed.rule != "majority" or not sealed.class_column):
        raise CannotBeSealed("Each class is asked with --rule majority and --class.")
    if not sealed.class_column:
        return {"by_class": []}
    may = eligible_of(question, eligible)
    if sealed.each_class and sealed.secret:
        check_can_be_sealed(may)
    rows = _rows_by_class(question)
    counts = np.array([_counts(question, mine) for mine in rows.values()])
    voted = np.array([int(question.file.counts[mine].sum()) for mine in rows.values()])
    told = _told(sealed.rule, counts, voted) if sealed.secret else np.full(counts.shape, True)
    classes: list[Json] = [
        {"class": name, "voters": int(voted[i]), "eligible": may.get(name),
         "tallies": _tallies(question, counts[i], told[i])}
        for i, name in enumerate(rows)
    ]  # fmt: skip
    return _each_class(question, classes, counts) if sealed.each_class else {"by_class": classes}


def _each_class(question: Question, classes: list[Json], counts: Ints) -> Json:
    """Pass or fail of each class, on the option that leads over all; it wins when all pass."""
    together = counts.sum(axis=0)
    top = question.file.options[int(np.argmax(together))]
    passed = [majority_of(question, row, top).passed for row in counts]
    marked = [entry | {"passed": ok} for entry, ok in zip(classes, passed, strict=True)]
    everywhere = all(passed) and majority_of(question, together).passed
    return {"by_class": marked, "passed": everywhere} | ({} if everywhere else {"winners": []})


def _counts(question: Question, rows: npt.NDArray[np.bool_]) -> Ints:
    """First preferences where the rule ranks, supporters where it does not; never whole ballots."""
    weights = question.file.weights(rows)
    if question.sealed.rule in RANKED:
        return question.file.rankings().reweighed(weights).first_preferences()
    return question.file.points().reweighed(weights).supporters()


def _told(rule: str, counts: Ints, voted: Ints) -> npt.NDArray[np.bool_]:
    """One choice for each voter: whole classes are told or not. Several: each option by itself."""
    if rule not in (*RANKED, "majority"):
        return tellable_cells(counts, voted)
    others = voted - counts.sum(axis=1)
    table = np.column_stack([counts, others])
    told = np.array(tellable_classes(table), dtype=bool)
    return np.repeat(told[:, None], counts.shape[1], axis=1)


def _tallies(question: Question, counts: Ints, told: npt.NDArray[np.bool_]) -> Json:
    cells = zip(question.file.options, counts, told, strict=True)
    return {option: int(count) if may else None for option, count, may in cells}
