"""What can be wrong with an instrument: each fault by its path in the data and in a sentence."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from thegither.formats.instruments.model import CHOICE

HERE = Path(__file__).resolve().parent

Fault = tuple[tuple[str | int, ...], str]
Json = dict[str, Any]


def faults_of(data: Json) -> list[Fault]:
    """Everything that is wrong; what depends on a sound shape is asked only once the shape is sound.

    >>> faults_of({"id": "small"})[0]
    (('version',), 'this is missing')
    """
    return (
        list(_against_schema(data))
        or list(_against_itself(data))
        or list(_scale_faults(data["scale"], data["item"], data["options"]))
    )


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
        "enum": f"{shown} is none of {', '.join(map(str, wanted))}"
        if isinstance(wanted, list)
        else "",
        "pattern": f"{shown} has letters that do not belong here (wanted: {wanted})",
        "minLength": "it is empty",
        "minItems": f"it takes at least {wanted}",
        "minProperties": f"it takes at least {wanted}",
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
    for language, words in data.get("translation", {}).items():
        yield from _translation_faults(language, words, data)


def _twice(rows: list[Json], kind: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        if row["id"] in seen:
            yield (kind, place, "id"), f"“{row['id']}” is there twice"
        seen.add(row["id"])


def _options_faults(name: str, options: Json) -> Iterator[Fault]:
    values, labels = options["values"], options["labels"]
    if len(values) != len(labels):
        what = f"{len(labels)} labels do not fit {len(values)} values"
        yield ("options", name, "labels"), what
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
        yield ("item", place), f"the open question “{item['id']}” needs a safeguarding line"


def _scale_faults(scales: list[Json], items: list[Json], options: Json) -> Iterator[Fault]:
    for place, scale in enumerate(scales):
        own = [item for item in items if item.get("scale") == scale["id"] and item.get("options")]
        scored = [item for item in own if options[item["options"]].get("kind") != CHOICE]
        if not scored:
            yield ("scale", place, "id"), f"no item belongs to “{scale['id']}”"
        if len({item["options"] for item in scored}) > 1:
            yield ("scale", place, "id"), f"the items of “{scale['id']}” have different options"
        if scale.get("minimum", 1) > max(len(scored), 1):
            yield ("scale", place, "minimum"), f"there are only {len(scored)} items"


def _translation_faults(language: str, words: Json, data: Json) -> Iterator[Fault]:
    """Words for what is not there, and labels that do not fit."""
    here = ("translation", language)
    if language == data["language"]:
        yield here, f"“{language}” is the language it is written in"
    scales, items = ({row["id"] for row in data[kind]} for kind in ("scale", "item"))
    known = {"scales": scales, "about": scales, "items": items, "safeguarding": items}
    for part, ids in known.items():
        for name in words.get(part, {}):
            if name not in ids:
                yield (*here, part, name), f"there is no “{name}” to translate"
    for name, said in words.get("options", {}).items():
        yield from _label_faults((*here, "options", name), name, said, data["options"])


def _label_faults(
    where: tuple[str | int, ...], name: str, said: Json, options: Mapping[str, Json]
) -> Iterator[Fault]:
    if name not in options:
        yield where, f"there are no options “{name}” to translate"
        return
    wanted, found = len(options[name]["values"]), len(said.get("labels", ()))
    if found and found != wanted:
        yield (*where, "labels"), f"{found} labels do not fit {wanted} values"
