"""Reading an instrument: TOML, held against the schema, then against itself; every fault by line and key."""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from thegither.formats.errors import FormatError
from thegither.formats.headed import read_text_file
from thegither.formats.instruments.model import (
    Instrument,
    Item,
    Options,
    Plane,
    Reference,
    ScaleOfItems,
)
from thegither.formats.instruments.places import find_lines, line_of

HERE = Path(__file__).resolve().parent
MARGIN, MINUTES = 0.5, 10
AT = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")

Fault = tuple[tuple[str | int, ...], str]
Json = dict[str, Any]


def shipped_instruments() -> dict[str, Path]:
    """The instruments that come with Thegither: their files by id.

    >>> sorted(shipped_instruments())
    ['board-self-assessment', 'collaborative-practice', 'culture', 'partnership-health']
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
    text = read_text_file(path)
    data = _parsed(path, text)
    lines = find_lines(text)
    faults = list(_against_schema(data)) or list(_against_itself(data))
    faults = faults or list(_scale_faults(data["scale"], data["item"]))
    if faults:
        where, what = min(faults, key=lambda fault: line_of(lines, fault[0]))
        raise FormatError(path, line_of(lines, where), _column(where), what)
    return data


def _parsed(path: Path, text: str) -> Json:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT.match(str(error))
        what, line, column = found.groups() if found else (str(error), "0", "")
        raise FormatError(path, int(line), column, f"this is not TOML ({what})") from error


def _column(where: tuple[str | int, ...]) -> str:
    """The key in question: the last name of the path."""
    return next((part for part in reversed(where) if isinstance(part, str)), "")


@cache
def _schema() -> Any:
    return Draft202012Validator(json.loads((HERE / "instrument.schema.json").read_text()))


def _against_schema(data: Json) -> Iterator[Fault]:
    for error in _schema().iter_errors(data):
        yield _fault(error)


def _fault(error: ValidationError) -> Fault:
    """What a schema's error comes to in words, and at which key."""
    where = tuple(error.absolute_path)
    if error.validator == "required":
        name = next(name for name in error.validator_value if name not in error.instance)
        return (*where, name), "this is missing"
    if error.validator == "additionalProperties":
        known = set(error.schema.get("properties", {}))
        name = next(name for name in error.instance if name not in known)
        return (*where, name), "no instrument has such a key"
    return where, _in_words(error)


def _in_words(error: ValidationError) -> str:
    wanted, shown = error.validator_value, json.dumps(error.instance, ensure_ascii=False)[:60]
    words = {
        "type": f"{shown} should be of another kind: {wanted}",
        "pattern": f"{shown} has letters that do not belong here (wanted: {wanted})",
        "minLength": "it is empty",
        "minItems": f"it takes at least {wanted}",
        "uniqueItems": "something stands there twice",
        "minimum": f"{shown} is below {wanted}",
        "maximum": f"{shown} is above {wanted}",
        "exclusiveMinimum": f"{shown} is not above {wanted}",
    }
    return words.get(str(error.validator), str(error.message))


def _against_itself(data: Json) -> Iterator[Fault]:
    scales, items = data["scale"], data["item"]
    yield from _twice(scales, "scale")
    yield from _twice(items, "item")
    for name, options in data["options"].items():
        yield from _options_faults(name, options)
    known = {scale["id"] for scale in scales}
    for place, item in enumerate(items):
        yield from _item_faults(place, item, known, data["options"])
    answered = {item["id"] for item in items if item.get("options")}
    for place, reference in enumerate(data.get("reference", [])):
        if reference["item"] not in answered:
            yield ("reference", place, "item"), f"there is no item “{reference['item']}” to compare"
    for side in ("x", "y"):
        if "plane" in data and data["plane"][side] not in known:
            yield ("plane", side), f"there is no scale “{data['plane'][side]}”"


def _twice(rows: list[Json], kind: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        if row["id"] in seen:
            yield (kind, place, "id"), f"“{row['id']}” is there twice"
        seen.add(row["id"])


def _options_faults(name: str, options: Json) -> Iterator[Fault]:
    values, labels = options["values"], options["labels"]
    if len(values) != len(labels):
        yield (
            ("options", name, "labels"),
            f"{len(labels)} labels do not fit {len(values)} values",
        )
    if values != sorted(values):
        yield ("options", name, "values"), "the values do not rise"
    if "agree_from" in options and options["agree_from"] not in values:
        yield ("options", name, "agree_from"), f"{options['agree_from']} is none of the values"


def _item_faults(place: int, item: Json, scales: set[str], options: Json) -> Iterator[Fault]:
    if item.get("scale", next(iter(scales))) not in scales:
        yield ("item", place, "scale"), f"there is no scale “{item['scale']}”"
    if "options" in item and item["options"] not in options:
        yield ("item", place, "options"), f"there are no options “{item['options']}”"
    if "options" not in item and not item.get("safeguarding"):
        yield (
            ("item", place),
            f"the open question “{item['id']}” needs a safeguarding line",
        )


def _scale_faults(scales: list[Json], items: list[Json]) -> Iterator[Fault]:
    for place, scale in enumerate(scales):
        own = [item for item in items if item.get("scale") == scale["id"] and item.get("options")]
        if not own:
            yield ("scale", place, "id"), f"no item belongs to “{scale['id']}”"
        if len({item["options"] for item in own}) > 1:
            yield ("scale", place, "id"), f"the items of “{scale['id']}” have different options"
        if scale.get("minimum", 1) > max(len(own), 1):
            yield ("scale", place, "minimum"), f"there are only {len(own)} items"


def instrument_of(data: Json) -> Instrument:
    """The instrument of content that `read_content` found right.

    >>> instrument_of(read_content(shipped_instruments()["culture"])).plane.x
    'cohesion'
    """
    options = {
        name: Options(
            name,
            tuple(one["values"]),
            tuple(one["labels"]),
            one.get("dont_know", ""),
            one.get("agree_from"),
        )
        for name, one in data["options"].items()
    }
    texts = {
        key: data[key]
        for key in ("id", "version", "title", "purpose", "language", "licence", "source")
    }
    return Instrument(
        **texts,
        margin=float(data.get("margin", MARGIN)),
        minutes=data.get("minutes", MINUTES),
        scales=tuple(ScaleOfItems(**scale) for scale in data["scale"]),
        items=tuple(
            Item(**{**item, "options": options.get(item.get("options", ""))})
            for item in data["item"]
        ),
        references=tuple(Reference(**one) for one in data.get("reference", [])),
        plane=_plane(data["plane"]) if "plane" in data else None,
    )


def _plane(plane: Json) -> Plane:
    corners = tuple((name, words) for name, words in plane.items() if name not in ("x", "y"))
    return Plane(plane["x"], plane["y"], corners)
