"""An instrument's content as TOML: what `read` reads back as the same."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from thegither.formats.instruments.checks import HERE, Json

BARE = re.compile(r"^[A-Za-z0-9_-]+$")


def content_text(content: Json) -> str:
    """The TOML of an instrument's content, with a table for each scale and item, in their order.

    Keys stand as in the schema, since content that was kept as JSON may have lost their order.

    >>> from thegither.formats.instruments import parse_content, read_content, shipped_instruments
    >>> culture = read_content(shipped_instruments()["culture"])
    >>> parse_content(content_text(culture), "culture.toml") == culture
    True
    """
    known = _schema()["properties"]
    lines: list[str] = []
    for name in sorted(content, key=[*known].index):
        value = content[name]
        if isinstance(value, list):
            order = [*known[name]["items"]["properties"]]
            for row in value:
                lines += ["", f"[[{name}]]", *_pairs(sorted(row.items(), key=_place(order)))]
        elif isinstance(value, Mapping):
            lines += _tables((name,), value)
        else:
            lines += _pairs([(name, value)])
    return "\n".join(lines) + "\n"


@cache
def _schema() -> Json:
    schema: Json = json.loads((HERE / "instrument.schema.json").read_text())
    return schema


def _place(order: list[str]) -> Any:
    return lambda pair: order.index(pair[0])


def _tables(path: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[str]:
    """A table with its own keys first, then the tables inside it."""
    own = [(name, value) for name, value in values.items() if not isinstance(value, Mapping)]
    if own:
        yield from ("", f"[{'.'.join(map(_key, path))}]", *_pairs(own))
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _tables((*path, name), value)


def _pairs(values: list[tuple[str, Any]]) -> Iterator[str]:
    for name, value in values:
        yield f"{_key(name)} = {_value(value)}"


def _key(name: str) -> str:
    return name if BARE.match(name) else _value(name)


def _value(value: Any) -> str:
    """A value as TOML writes it: as JSON does, save for the letter DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
