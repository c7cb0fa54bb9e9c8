"""The lists of answers of an XLSForm, with a number for each answer."""

from dataclasses import dataclass, field

from thegither.formats.errors import FormatError
from thegither.formats.instruments.checks import Json
from thegither.formats.instruments.model import LIKERT, YES_NO
from thegither.formats.instruments.xlsform_sheets import FIRST, FormRow, Sheets, id_of

UNSURE_NAMES = {"dk", "dont_know", "-2"}
UNSURE_WORDS = {"don't know", "don’t know"}
LARGEST = 127


@dataclass
class Lists:
    """The answers by list; what is wrong; what was changed; and words in other languages by list."""

    options: dict[str, Json] = field(default_factory=dict)
    faults: list[FormatError] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    translations: list[tuple[str, str, Json]] = field(default_factory=list)


def answers_of(sheets: Sheets, wanted: set[str], language: str) -> Lists:
    """Every list that a question names. A list that is not there is left to the check of the content."""
    rows: dict[str, list[FormRow]] = {}
    for row in sheets.choices:
        rows.setdefault(id_of(row.cell("list_name")), []).append(row)
    lists = Lists()
    for name in sorted(wanted & set(rows)):
        _take(lists, sheets, name, rows[name], language)
    return lists


def _take(lists: Lists, sheets: Sheets, name: str, rows: list[FormRow], language: str) -> None:
    unsure = [row for row in rows if _is_unsure(row, language)]
    answers = [row for row in rows if row not in unsure]
    for row in answers:
        if not _label(row, language):
            lists.faults.append(sheets.fault(row, "label", "this answer has no words"))
    values, kind = _numbers(lists, sheets, name, answers)
    pairs = sorted(zip(values, answers, strict=True), key=lambda pair: pair[0])
    found: Json = {
        "values": [value for value, _row in pairs],
        "labels": [_label(row, language) for _value, row in pairs],
    }
    if kind != LIKERT:
        found["kind"] = kind
    if unsure:
        found["dont_know"] = _label(unsure[0], language)
    agreeing = [value for value, row in pairs if row.says_yes("agrees")]
    if agreeing:
        found["agree_from"] = min(agreeing)
    lists.options[name] = found
    _translate(lists, name, [row for _value, row in pairs], unsure[:1], language)


def _label(row: FormRow, language: str) -> str:
    words = row.words.get("label", {})
    return words.get(language) or words.get(FIRST) or next(iter(words.values()), "")


def _is_unsure(row: FormRow, language: str) -> bool:
    return row.cell("name") in UNSURE_NAMES or _label(row, language).lower() in UNSURE_WORDS


def _numbers(lists: Lists, sheets: Sheets, name: str, rows: list[FormRow]) -> tuple[list[int], str]:
    """The number of each answer: its name where that is one, else its place, and said so."""
    names = [row.cell("name").lower() for row in rows]
    kind = rows[0].cell("kind") if rows and rows[0].cell("kind") else LIKERT
    if set(names) == {"yes", "no"}:
        return [int(one == "yes") for one in names], YES_NO
    if all(one.isdigit() for one in names):
        for row, one in zip(rows, names, strict=True):
            if int(one) > LARGEST:
                what = f"{one} is too large for the number of an answer; up to {LARGEST} can be had"
                lists.faults.append(sheets.fault(row, "name", what))
            elif names.count(one) > 1:
                lists.faults.append(sheets.fault(row, "name", f"{one} is there twice"))
        return [int(one) for one in names], kind
    lists.left_out.append(
        f"the names of the answers in “{name}”: they are numbered 1 to {len(rows)} as they stand there"
    )
    return list(range(1, len(rows) + 1)), kind


def _translate(
    lists: Lists, name: str, answers: list[FormRow], unsure: list[FormRow], language: str
) -> None:
    """Words in another language count where every answer of the list has them."""
    known = (
        set.intersection(*(set(row.words.get("label", {})) for row in answers))
        if answers
        else set()
    )
    for other in sorted(known - {FIRST, language}):
        said: Json = {"labels": [row.words["label"][other] for row in answers]}
        if unsure and other in unsure[0].words.get("label", {}):
            said["dont_know"] = unsure[0].words["label"][other]
        lists.translations.append((other, name, said))
