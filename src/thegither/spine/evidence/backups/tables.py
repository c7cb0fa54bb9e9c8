"""Rows as text and back, the same from every database.

A table is its columns' names and then one JSON list a row. A value that JSON does not know is written as
text and read by the column's own `to_python`: times to the microsecond, numbers to the last digit.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Field, JSONField, Model
from django.utils.translation import gettext as _

from thegither.spine.evidence.archive import ExactEncoder
from thegither.spine.evidence.zips import ArchiveRefused

AT_ONCE = 2000


class RowEncoder(ExactEncoder):
    """Bytes as base64, as Django's own binary column reads them."""

    def default(self, value: Any) -> Any:
        if isinstance(value, bytes | memoryview):
            return base64.b64encode(value).decode("ascii")
        return super().default(value)


def columns(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines(model: type[Model]) -> Iterator[bytes]:
    """The names of the columns, then every row in the order of its key."""
    names = [field.attname for field in columns(model)]
    yield _line(names)
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _line(list(row))


def read_rows(model: type[Model], text: Iterable[bytes]) -> Iterator[list[Any]]:
    """The rows of a table, in the order of `columns(model)`.

    Raises `ArchiveRefused` where the table had other columns than the migrations of the backup say.
    """
    found = iter(text)
    names = json.loads(next(found, b"[]"))
    fields = {field.attname: field for field in columns(model)}
    if sorted(names) != sorted(fields):
        raise ArchiveRefused(
            _("The table %(table)s of this backup has other columns than its migrations make.")
            % {"table": model._meta.label_lower}
        )
    order = [names.index(name) for name in fields]
    for line in found:
        values = json.loads(line)
        yield [
            _value(field, values[place])
            for field, place in zip(fields.values(), order, strict=True)
        ]


def _line(values: list[Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), cls=RowEncoder)
    return text.encode() + b"\n"


def _value(field: Field, value: Any) -> Any:
    return value if isinstance(field, JSONField) else field.to_python(value)
