"""A decision by class of partner: turnout, quorum, majorities, and the tallies that may be told."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from thegither.capabilities.decisions.queries.counting import (
    RANKED,
    Json,
    Question,
    UnknownRule,
    majority_of,
)
from thegither.methods.decisions.classes import (
    CannotBeSealed,
    check_can_be_sealed,
    quorum,
    tellable_cells,
    tellable_classes,
)

Ints = npt.NDArray[np.int64]
Eligible = Mapping[str, int] | None


def voted(question: Question) -> dict[str, int]:
    """How many of each class voted, in the order of their names."""
    cells = _classes_of_rows(question)
    names = [str(name) for name in np.unique(cells)]
    return {name: int(question.file.counts[cells == name].sum()) for name in names}


def _classes_of_rows(question: Question) -> npt.NDArray[np.str_]:
    column, columns = question.sealed.class_column, question.file.columns
    if column not in columns:
        raise UnknownRule(f"The ballots have no column {column!r}.")
    return np.array(columns[column], dtype=str)


def quorum_of(question: Question, eligible: Eligible) -> Json:
    """The quorum of each class, and whether all were reached; nothing when none was named."""
    needed = question.sealed.quorum
    if needed is None:
        return {}
    if not question.sealed.class_column or eligible is None:
        raise CannotBeSealed("A quorum needs --class and --eligible.")
    classes = quorum(voted(question), eligible, needed)
    told = [
        {"class": c.name, "present": c.present, "eligible": c.eligible, "needed": c.needed,
         "reached": c.reached}
        for c in classes
    ]  # fmt: skip
    return {"quorum": told, "quorum_reached": all(c.reached for c in classes)}


def by_class(question: Question, eligible: Eligible) -> Json:
    """Turnout of each class, and its tallies where they may be told; `null` stands for kept back.

    A class that may vote and has not is there too: where each class has to pass, silence is no majority.
    """
    sealed = question.sealed
    if sealed.each_class and (sealed.rule != "majority" or not sealed.class_column):
        raise CannotBeSealed("Each class is asked with --rule majority and --class.")
    if not sealed.class_column:
        return {"by_class": []}
    came = voted(question)
    may = came if eligible is None else eligible
    if sealed.each_class and sealed.secret:
        check_can_be_sealed(may)
    names, cells = sorted(may), _classes_of_rows(question)
    counts = np.array([_counts(question, cells == name) for name in names])
    turnout = np.array([came.get(name, 0) for name in names])
    told = _told(sealed.rule, counts, turnout) if sealed.secret else np.full(counts.shape, True)
    classes: list[Json] = [
        {"class": name, "voters": int(turnout[i]), "eligible": may[name],
         "tallies": _tallies(question, counts[i], told[i])}
        for i, name in enumerate(names)
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
