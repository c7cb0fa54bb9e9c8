"""The files of `thegither assess`, and its answer in the shape that scripts know."""

from pathlib import Path
from typing import Any

from thegither.capabilities.assessments.queries.told import Question
from thegither.formats.instruments import read_instrument
from thegither.formats.responses import read_frame, read_responses

Json = dict[str, Any]


def question_of(
    responses: Path, instrument: Path, frame: Path | None, by: str, previous: Path | None, seed: int
) -> Question:
    """Read all files. Raises FormatError at the first fault in any."""
    asked = read_instrument(instrument)
    answers = read_responses(responses, asked)
    before = read_responses(previous, asked) if previous else None
    columns = (by,) if by else ()
    for name in columns:
        answers.column(name)
    could = read_frame(frame, answers, list(columns)) if frame else None
    return Question(asked, answers, could, before, columns, seed)


def with_files(question: Question, result: Json) -> Json:
    """The result with the names of its files, and with one column's groups beside each measure."""
    told = result.pop("by").get(question.by[0], {}) if question.by else result.pop("by")
    result["method"]["parameters"]["by"] = question.by[0] if question.by else None
    result["input"] |= {
        "file": question.responses.file.name,
        "frame": question.frame.file.name if question.frame else None,
        "previous": question.previous.file.name if question.previous else None,
    }
    measures = [*result["scales"], *result["items"]]
    for measure, groups in zip(measures, told.get("groups", [[]] * len(measures)), strict=True):
        measure["groups"] = groups
    parts = {name: told.get(name, []) for name in ("coverage", "gaps", "could_show")}
    return result | parts
