"""An instrument as an XLSForm: the spreadsheet from which ODK, KoboToolbox and others make a form.

A scale becomes a group, a question with answers `select_one`, an open question `text`. What XLSForm has no
place for stands in columns of our own, which other programmes pass over; reference values and the plane of a
culture stay behind.
"""

from collections.abc import Iterator, Sequence

from thegither.formats.instruments.languages import in_language
from thegither.formats.instruments.model import LIKERT, Instrument, Item, Options, ScaleOfItems
from thegither.formats.workbook_write import Cell, Sheet, write_workbook

UNSURE = "dk"
ABOUT = "_about"
OWN_COLUMNS = ("reversed", "evidence", "reliable", "minimum")
Row = list[Cell]


def write_xlsform(instrument: Instrument) -> bytes:
    """The instrument as a workbook with the sheets `survey`, `choices` and `settings`.

    >>> from thegither.formats.instruments import read_instrument, shipped_instruments
    >>> write_xlsform(read_instrument(shipped_instruments()["culture"]))[:2]
    b'PK'
    """
    told = [in_language(instrument, language) for language in instrument.languages]
    return write_workbook([_survey(told), _choices(told), _settings(instrument)])


def _headings(name: str, told: Sequence[Instrument]) -> list[str]:
    """`label`, or one heading a language: `label::en-GB (en-GB)`."""
    if len(told) == 1:
        return [name]
    return [f"{name}::{_named(one.language)}" for one in told]


def _named(language: str) -> str:
    return f"{language} ({language})"


def _survey(told: Sequence[Instrument]) -> Sheet:
    header = ["type", "name", *_headings("label", told), *_headings("hint", told), *OWN_COLUMNS]
    rows: list[Row] = []
    first = told[0]
    for place, scale in enumerate(first.scales):
        rows += _group(scale, [one.scales[place] for one in told])
        rows += _questions(scale.id, told)
        rows.append(_row("end_group", scale.id, [], [], len(told)))
    rows += _questions("", told)
    return Sheet("survey", header, rows)


def _row(
    kind: str, name: str, labels: Sequence[str], hints: Sequence[str], width: int, *own: Cell
) -> Row:
    blank = [""] * width
    rest = [*own, *[""] * (len(OWN_COLUMNS) - len(own))]
    return [kind, name, *(labels or blank), *(hints or blank), *rest]


def _group(scale: ScaleOfItems, told: Sequence[ScaleOfItems]) -> Iterator[Row]:
    own = ("", "", "" if scale.reliable else "no", str(scale.minimum or ""))
    titles = [one.title for one in told]
    yield _row("begin_group", scale.id, titles, [], len(told), *own)
    if scale.about:
        yield _row("note", scale.id + ABOUT, [one.about for one in told], [], len(told))


def _questions(scale: str, told: Sequence[Instrument]) -> Iterator[Row]:
    for item, *others in zip(*(one.asked_in(scale) for one in told), strict=True):
        same = [item, *others]
        kind = f"select_one {item.options.id}" if item.options else "text"
        texts, hints = [one.text for one in same], [one.safeguarding for one in same]
        own = ("yes" if item.turned else "", _evidence(item))
        yield _row(kind, item.id, texts, hints, len(told), *own)


def _evidence(item: Item) -> str:
    if item.needs_evidence:
        return "needed"
    return "yes" if item.evidence else ""


def _choices(told: Sequence[Instrument]) -> Sheet:
    header = ["list_name", "name", *_headings("label", told), "agrees", "kind"]
    lists: dict[str, list[Options]] = {}
    for same in zip(*(one.closed for one in told), strict=True):
        options = [item.options for item in same if item.options]
        lists[options[0].id] = options
    rows = [row for options in lists.values() for row in _list(options)]
    return Sheet("choices", header, rows)


def _list(told: Sequence[Options]) -> Iterator[Row]:
    first = told[0]
    kind = "" if first.kind == LIKERT else first.kind
    for place, value in enumerate(first.values):
        agrees = first.agree_from is not None and value >= first.agree_from
        labels = [one.labels[place] for one in told]
        yield [first.id, str(value), *labels, "yes" if agrees else "", kind]
    if first.dont_know:
        yield [first.id, UNSURE, *(one.dont_know for one in told), "", kind]


def _settings(instrument: Instrument) -> Sheet:
    values = {
        "form_title": instrument.title,
        "form_id": instrument.id,
        "version": instrument.version,
        "default_language": _named(instrument.language),
        "purpose": instrument.purpose,
        "licence": instrument.licence,
        "source": instrument.source,
        "margin": str(instrument.margin),
        "minutes": str(instrument.minutes),
    }
    return Sheet("settings", [*values], [[*values.values()]])
