"""An XLSForm as the content of an instrument, and each thing that cannot be asked here, by row and column.

Groups become areas, `select_one` questions with answers, `text` open questions. See https://xlsform.org for the
format, and `xlsform_write` for our own columns in it.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from thegither.formats.errors import FormatError
from thegither.formats.instruments.checks import Fault, Json, faults_of
from thegither.formats.instruments.read import MARGIN, MINUTES
from thegither.formats.instruments.xlsform_answers import answers_of
from thegither.formats.instruments.xlsform_sheets import (
    FIRST,
    FormRow,
    Sheets,
    Words,
    id_of,
    language_of,
    read_sheets,
)

CODE = re.compile(r"^[a-z]{2,3}(-[A-Z]{2})?$")
LINE = "If you write that somebody is at risk, we have to act on it. Please name nobody here."
# Kept by the programme that asks, not answered by anybody; here nothing of the kind is kept.
UNASKED = {
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username",
    "email", "audit", "start-geopoint", "background-audio",
}  # fmt: skip
CONDITIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count")
# The area of questions that stand in no group.
ALONE = "questions"


@dataclass
class Reading:
    """What has been read so far. where: the place of each table of the content, for faults found later."""

    sheets: Sheets
    language: str
    scales: list[Json] = field(default_factory=list)
    items: list[Json] = field(default_factory=list)
    translations: dict[str, Json] = field(default_factory=dict)
    groups: list[tuple[Json, FormRow]] = field(default_factory=list)
    where: dict[tuple[str, int], FormRow] = field(default_factory=dict)
    faults: list[FormatError] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def first(self, row: FormRow, name: str) -> str:
        """The words in the language of the form, else in the first that there is."""
        words = row.words.get(name, {})
        return words.get(self.language) or words.get(FIRST) or next(iter(words.values()), "")

    def translate(self, row: FormRow, name: str, part: str, key: str) -> None:
        for language, text in self.others(row.words.get(name, {})):
            self.translations.setdefault(language, {}).setdefault(part, {})[key] = text

    def others(self, words: Words) -> list[tuple[str, str]]:
        """Words in other languages whose code is known."""
        return [
            (language, text)
            for language, text in words.items()
            if language not in (FIRST, self.language) and CODE.match(language)
        ]


@dataclass(frozen=True)
class FormRead:
    """content is whole only where there are no faults; left_out says what was passed over, in sentences."""

    content: Json
    faults: tuple[FormatError, ...]
    left_out: tuple[str, ...]


def read_xlsform(data: bytes, source: str) -> FormRead:
    """Read an XLSForm, with every fault there is. Raises FormatError when the file is none."""
    sheets = read_sheets(data, source)
    reading = Reading(sheets, _language(sheets))
    for row in sheets.survey:
        _take(reading, row)
    if reading.groups:
        reading.faults.append(FormatError(source, 0, "", "a group begins that never ends"))
    content = _content(reading)
    if not reading.faults:
        reading.faults += [_placed(reading, fault) for fault in faults_of(content)]
    return FormRead(content, tuple(reading.faults), tuple(dict.fromkeys(reading.left_out)))


def _language(sheets: Sheets) -> str:
    """The code of the form's own language; British English where it gives none."""
    named = language_of(sheets.settings.get("default_language", ""))
    codes = [code for row in sheets.survey for code in row.words.get("label", {})]
    found = [code for code in [named, *codes] if CODE.match(code)]
    return found[0] if found else "en-GB"


def _take(reading: Reading, row: FormRow) -> None:
    kind, _, choices = row.cell("type").strip().replace("_group", " group").partition(" ")
    if kind in ("begin", "end") and choices.strip() == "group":
        _group(reading, row, kind == "begin")
    elif kind in UNASKED:
        reading.left_out.append(
            f"“{kind}”: nothing is kept here of who answers, when and from where"
        )
    elif kind in ("select_one", "select1"):
        _question(reading, row, choices.strip())
    elif kind in ("text", "string"):
        _open_question(reading, row)
    elif kind == "note":
        _note(reading, row)
    else:
        what = f"“{row.cell('type')}” cannot be asked here; take it out, or ask it with select_one or text"
        reading.faults.append(reading.sheets.fault(row, "type", what))
    for name in CONDITIONS:
        if row.cell(name):
            what = "a question cannot depend on other answers here; take this out"
            reading.faults.append(reading.sheets.fault(row, name, what))


def _group(reading: Reading, row: FormRow, begins: bool) -> None:
    if not begins:
        if reading.groups:
            reading.groups.pop()
        else:
            reading.faults.append(reading.sheets.fault(row, "type", "no group is open here"))
        return
    name = id_of(row.cell("name"))
    scale: Json = {"id": name, "title": reading.first(row, "label") or row.cell("name")}
    if row.cell("reliable").lower() == "no":
        scale["reliable"] = False
    if row.cell("minimum").isdigit():
        scale["minimum"] = int(row.cell("minimum"))
    reading.translate(row, "label", "scales", name)
    reading.groups.append((scale, row))


def _note(reading: Reading, row: FormRow) -> None:
    text = reading.first(row, "label")
    if reading.groups and "about" not in reading.groups[-1][0]:
        scale, _row = reading.groups[-1]
        scale["about"] = text
        reading.translate(row, "label", "about", scale["id"])
    else:
        reading.left_out.append(f"the note “{text[:60]}”")


def _scale(reading: Reading, row: FormRow) -> str:
    """The group in which a question stands; it becomes a scale with its first question."""
    title = reading.sheets.settings.get("form_title") or "Questions"
    scale, row = reading.groups[-1] if reading.groups else ({"id": ALONE, "title": title}, row)
    if scale["id"] not in [one["id"] for one in reading.scales]:
        reading.where["scale", len(reading.scales)] = row
        reading.scales.append(scale)
    return str(scale["id"])


def _question(reading: Reading, row: FormRow, choices: str) -> None:
    if choices.endswith(" or_other"):
        what = "“or_other” cannot be asked here; add an answer “Something else” to the list"
        reading.faults.append(reading.sheets.fault(row, "type", what))
    item = _item(reading, row) | {"options": id_of(choices.removesuffix(" or_other"))}
    item["scale"] = _scale(reading, row)
    if row.says_yes("reversed"):
        item["turned"] = True
    if row.cell("evidence").lower() == "needed":
        item["needs_evidence"] = True
    elif row.says_yes("evidence"):
        item["evidence"] = True
    _keep(reading, row, item)


def _open_question(reading: Reading, row: FormRow) -> None:
    item = _item(reading, row) | {"safeguarding": reading.first(row, "hint") or LINE}
    known = {scale["id"] for scale in reading.scales}
    if reading.groups and reading.groups[-1][0]["id"] in known:
        item["scale"] = reading.groups[-1][0]["id"]
    reading.translate(row, "hint", "safeguarding", item["id"])
    _keep(reading, row, item)


def _item(reading: Reading, row: FormRow) -> Json:
    name = id_of(row.cell("name"))
    text = reading.first(row, "label")
    if not row.cell("name"):
        reading.faults.append(reading.sheets.fault(row, "name", "this question has no name"))
    if not text:
        reading.faults.append(reading.sheets.fault(row, "label", "this question has no words"))
    if row.says_yes("required"):
        reading.left_out.append("“required”: here everybody may pass over any question")
    reading.translate(row, "label", "items", name)
    return {"id": name, "text": text}


def _keep(reading: Reading, row: FormRow, item: Json) -> None:
    reading.where["item", len(reading.items)] = row
    reading.items.append(item)


def _content(reading: Reading) -> Json:
    settings, source = reading.sheets.settings, reading.sheets.source
    title = settings.get("form_title") or source.rsplit(".", 1)[0]
    wanted = {item["options"] for item in reading.items if "options" in item}
    lists = answers_of(reading.sheets, wanted, reading.language)
    reading.faults += lists.faults
    reading.left_out += lists.left_out
    for language, name, said in lists.translations:
        words = reading.translations.setdefault(language, {}).setdefault("options", {})
        words[name] = said
    content: Json = {
        "id": id_of(settings.get("form_id") or title) or "form",
        "version": settings.get("version") or "1",
        "title": title,
        "purpose": settings.get("purpose") or title,
        "language": reading.language,
        "licence": settings.get("licence") or "not stated",
        "source": settings.get("source") or f"Brought in from the XLSForm {source}.",
        "margin": _number(settings.get("margin", ""), MARGIN),
        "minutes": int(_number(settings.get("minutes", ""), MINUTES)),
        "options": lists.options,
        "scale": reading.scales,
        "item": reading.items,
    }
    return content | ({"translation": reading.translations} if reading.translations else {})


def _number(text: str, usual: float) -> float:
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else usual


def _placed(reading: Reading, fault: Fault) -> FormatError:
    """A fault of the content, at the row it came from."""
    path, what = fault
    place: Any = path[:2]
    row = reading.where.get(place)
    columns = {"id": "name", "text": "label", "title": "label", "options": "type"}
    column = next((columns.get(part, part) for part in path[2:] if isinstance(part, str)), "")
    if row is None:
        return FormatError(reading.sheets.source, 0, str(path[0]) if path else "", what)
    return reading.sheets.fault(row, column, what)
