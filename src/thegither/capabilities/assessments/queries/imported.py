"""Answers from a form service's file, ready to be stored: each with the groups that the file tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from thegither.capabilities.assessments.models import Wave
from thegither.formats.errors import FormatError
from thegither.formats.responses import ORGANIZATION, RESPONDENT, Responses, read_responses
from thegither.methods.surveys import MISSING
from thegither.spine.people.models import Organization, Post

SECTOR, LEVEL = "sector", "level"


@dataclass(frozen=True, slots=True)
class ImportedSheet:
    """One row: its id in the file, else its line; the answers; organisation, sector and level as codes."""

    mark: str
    answers: dict[str, int]
    organization: str
    sector: str
    level: str


def read_sheets(path: Path, wave: Wave) -> list[ImportedSheet]:
    """All rows of a CSV or XLSX file, or none.

    Columns other than the questions, `respondent`, `organization`, `sector` and `level` are not looked at: a
    form service writes names, addresses and times beside the answers. Raises FormatError by line and column.
    """
    found = read_responses(path, wave.instrument)
    names = {
        ORGANIZATION: _organizations(wave),
        SECTOR: _spellings(Organization.Sector.choices),
        LEVEL: _spellings(Post.Level.choices),
    }
    groups = {name: _codes(found, name, known) for name, known in names.items()}
    marks = found.columns.get(RESPONDENT) or [f"line {line}" for line in found.lines.tolist()]
    items = [item.id for item in wave.instrument.closed]
    return [
        ImportedSheet(
            mark=mark,
            answers=_answers(items, found.answers[row]),
            organization=groups[ORGANIZATION][row],
            sector=groups[SECTOR][row],
            level=groups[LEVEL][row],
        )
        for row, mark in enumerate(marks)
    ]


def _answers(items: list[str], codes: np.ndarray[Any, Any]) -> dict[str, int]:
    pairs = zip(items, codes.tolist(), strict=True)
    return {item: code for item, code in pairs if code != MISSING}


def _organizations(wave: Wave) -> dict[str, str]:
    own = Organization.objects.filter(partnership=wave.record.partnership_id)
    return {name.casefold(): str(key) for key, name in own.values_list("pk", "name")}


def _spellings(choices: list[tuple[str, Any]]) -> dict[str, str]:
    """Each code by itself and by its words."""
    return {word.casefold(): code for code, label in choices for word in (code, str(label))}


def _codes(found: Responses, name: str, known: Mapping[str, str]) -> list[str]:
    """The code of each respondent's group; "" where the file has no such column or the cell is empty."""
    texts = found.columns.get(name) or ("",) * len(found.lines)
    return [
        _code(found, name, line, text, known)
        for line, text in zip(found.lines.tolist(), texts, strict=True)
    ]


def _code(found: Responses, name: str, line: int, text: str, known: Mapping[str, str]) -> str:
    if text and text.casefold() not in known:
        raise FormatError(found.file, line, name, f"“{text}” is not in the register")
    return known.get(text.casefold(), "")
