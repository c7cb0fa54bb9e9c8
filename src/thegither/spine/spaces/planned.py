"""Questions that every page asks: their SQL is worked out once, and then only the values change.

Django writes the SQL of a query anew each time. For the few questions behind every vote that takes ten
times as long as the database needs for the answer, and half of what a vote costs in all.
"""

import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateTimeField, Field, Model, QuerySet, UUIDField
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

Row = tuple[Any, ...]
# A key or a moment as SQLite gets it.
AS_TEXT = re.compile(r"[0-9a-f]{32}|\d{4}-\d\d-\d\d \d\d:.*")
_numbers = count(1)


class ValueBakedIn(Exception):
    """A plan holds a moment or a key that would stay the same for ever: it has to be an argument."""


def _stand_in(kind: Field) -> object:
    """A value that occurs nowhere else, by which an argument is found again in the finished SQL."""
    number = next(_numbers)
    if isinstance(kind, UUIDField):
        return UUID(int=2**127 + number)
    if isinstance(kind, DateTimeField):
        return datetime(9000, 1, 1, microsecond=number, tzinfo=UTC)
    return f"stands-in-{number}"


class Planned:
    """The rows of one `values_list` query, planned at its first use on each kind of database.

    `build` gets one argument for each of `kinds` and returns the query. It may use them only as values in
    filters, and whatever else stands in the query has to be the same each time. Raises `ValueBakedIn` where a
    moment or a key in it is no argument.

        of_slug = Planned(lambda slug: Partnership.objects.filter(slug=slug).values_list("pk"), slug=TEXT)
        of_slug(slug="kirkbrae")  # [(UUID(...),)]
    """

    def __init__(self, build: Callable[..., QuerySet], **kinds: Field) -> None:
        self.build, self.kinds = build, kinds
        self.plans: dict[str, tuple[str, list[Callable[[dict], object]], Callable]] = {}

    def __call__(self, **values: object) -> list[Row]:
        if connection.vendor not in self.plans:
            self.plans[connection.vendor] = self._plan()
        sql, parameters, convert = self.plans[connection.vendor]
        given = {name: self._adapt(name, value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [parameter(given) for parameter in parameters])
            return [tuple(row) for row in convert(cursor.fetchall())]

    def _adapt(self, name: str, value: object) -> object:
        return self.kinds[name].get_db_prep_value(value, connection)

    def _plan(self) -> tuple[str, list[Callable[[dict], object]], Callable]:
        stand_ins = {name: _stand_in(kind) for name, kind in self.kinds.items()}
        compiler = self.build(**stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = {self._adapt(name, value): name for name, value in stand_ins.items()}
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        own = [_parameter(value, places) for value in parameters]
        return sql, own, lambda rows: compiler.apply_converters(rows, converters)


def _parameter(value: object, places: dict[object, str]) -> Callable[[dict], object]:
    if value in places:
        return lambda given, name=places[value]: given[name]
    if isinstance(value, datetime | UUID) or AS_TEXT.fullmatch(str(value)):
        raise ValueBakedIn(
            f"{value!r} is the same in every answer: make it an argument of the plan."
        )
    return lambda given: value


class PlannedUpsert:
    """Stores one row, or changes `update` in the one that is there already with the same `unique` fields.

    What `bulk_create([row], update_conflicts=True, ...)` does, with SQL that is worked out once.
    """

    def __init__(
        self, model: type[Model], *, unique: Collection[str], update: Collection[str]
    ) -> None:
        self.fields = model._meta.concrete_fields
        self.insert = partial(
            InsertQuery,
            model,
            on_conflict=OnConflict.UPDATE,
            update_fields=[field for field in self.fields if field.name in update],
            unique_fields=[field for field in self.fields if field.name in unique],
        )
        self.plans: dict[str, str] = {}

    def __call__(self, row: Model) -> None:
        if connection.vendor not in self.plans:
            self.plans[connection.vendor] = self._plan(row)
        values = [
            field.get_db_prep_save(field.pre_save(row, add=True), connection)
            for field in self.fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.plans[connection.vendor], values)

    def _plan(self, row: Model) -> str:
        """The values stand in the order of the fields, so nothing but the SQL is kept."""
        query = self.insert()
        query.insert_values(self.fields, [row])
        [(sql, _values)] = query.get_compiler(connection=connection).as_sql()
        return sql


KEY, TEXT, MOMENT = UUIDField(), CharField(), DateTimeField()


def columns(model: type[Model], path: str = "") -> list[str]:
    """What `values_list` has to fetch for a whole object, reached by `path` ("activity__")."""
    return [f"{path}{field.attname}" for field in model._meta.concrete_fields]


def as_object(model: type[Model], row: Row) -> Model:
    """The object whose `columns` these are."""
    return model.from_db(connection.alias, columns(model), row)
