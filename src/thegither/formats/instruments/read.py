"""Reading an instrument: TOML, held against the schema, then against itself; every fault by line and key."""

import re
import tomllib
from pathlib import Path

from thegither.formats.errors import FormatError
from thegither.formats.headed import read_text_file
from thegither.formats.instruments.checks import HERE, Json, faults_of
from thegither.formats.instruments.model import (
    LIKERT,
    Instrument,
    Item,
    Options,
    Plane,
    Reference,
    ScaleOfItems,
    Translation,
)
from thegither.formats.instruments.places import find_lines, line_of

MARGIN, MINUTES = 0.5, 10
AT = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")


def shipped_instruments() -> dict[str, Path]:
    """The instruments that come with Thegither: their files by id.

    >>> sorted(shipped_instruments())[:3]
    ['authority', 'board-self-assessment', 'collaborative-practice']
    """
    return {path.stem: path for path in sorted(HERE.glob("*.toml"))}


def read_instrument(path: Path) -> Instrument:
    """Read one instrument from a TOML file.

    Raises FormatError at the first fault, in the order of the file.

    >>> health = read_instrument(shipped_instruments()["partnership-health"])
    >>> health.title, health.references[0].share, health.references[0].n
    ('Partnership health', 0.29, None)
    """
    return instrument_of(read_content(path))


def read_content(path: Path) -> Json:
    """The same file as plain keys and values, checked: so it can be kept as JSON, frozen with its answers.

    Raises FormatError as `read_instrument` does.
    """
    return parse_content(read_text_file(path), path)


def parse_content(text: str, source: str | Path) -> Json:
    """Checked content of a TOML text; `source` is what a fault calls it.

    Raises FormatError at the first fault, in the order of the text.
    """
    data = _parsed(source, text)
    faults = faults_of(data)
    if faults:
        lines = find_lines(text)
        where, what = min(faults, key=lambda fault: line_of(lines, fault[0]))
        raise FormatError(source, line_of(lines, where), _column(where), what)
    return data


def _parsed(source: str | Path, text: str) -> Json:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT.match(str(error))
        what, line, column = found.groups() if found else (str(error), "0", "")
        raise FormatError(source, int(line), column, f"this is not TOML ({what})") from error


def _column(where: tuple[str | int, ...]) -> str:
    """The key in question: the last name of the path."""
    return next((part for part in reversed(where) if isinstance(part, str)), "")


def instrument_of(data: Json) -> Instrument:
    """The instrument of content in which `faults_of` finds nothing.

    >>> instrument_of(read_content(shipped_instruments()["culture"])).plane.x
    'cohesion'
    """
    options = {name: _options(name, one) for name, one in data["options"].items()}
    texts = {
        key: data[key]
        for key in ("id", "version", "title", "purpose", "language", "licence", "source")
    }
    return Instrument(
        **texts,
        margin=float(data.get("margin", MARGIN)),
        minutes=data.get("minutes", MINUTES),
        scales=tuple(ScaleOfItems(**scale) for scale in data["scale"]),
        items=tuple(_item(item, options) for item in data["item"]),
        references=tuple(Reference(**one) for one in data.get("reference", [])),
        plane=_plane(data["plane"]) if "plane" in data else None,
        translations=tuple(
            _translation(language, words) for language, words in data.get("translation", {}).items()
        ),
    )


def _item(item: Json, options: dict[str, Options]) -> Item:
    """Evidence that is needed can be given, too."""
    evidence = item.get("evidence", False) or item.get("needs_evidence", False)
    return Item(**{**item, "evidence": evidence, "options": options.get(item.get("options", ""))})


def _options(name: str, one: Json) -> Options:
    return Options(
        name,
        tuple(one["values"]),
        tuple(one["labels"]),
        one.get("dont_know", ""),
        one.get("agree_from"),
        one.get("kind", LIKERT),
    )


def _plane(plane: Json) -> Plane:
    corners = tuple((name, words) for name, words in plane.items() if name not in ("x", "y"))
    return Plane(plane["x"], plane["y"], corners)


def _translation(language: str, words: Json) -> Translation:
    options = words.get("options", {})
    plain = {key: value for key, value in words.items() if key != "options"}
    return Translation(
        language,
        **plain,
        labels={name: tuple(one["labels"]) for name, one in options.items() if one.get("labels")},
        dont_know={name: one["dont_know"] for name, one in options.items() if "dont_know" in one},
    )
