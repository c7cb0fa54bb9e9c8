"""Rows become text and come back as they were, whatever they hold; old columns are named, not guessed."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.spine.evidence.backups import schema, tables
from thegither.spine.evidence.models import Release
from thegither.spine.evidence.zips import ArchiveRefused

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def row(content: object, as_of: datetime) -> dict[str, object]:
    """Each column's value, in an order that is not the table's."""
    named = {"content": content, "as_of": as_of, "method": "é\n", "number": 3, "kind": "k"}
    return named | {name: uuid4() for name in ("id", "chain", "activity")}


@given(VALUES, st.datetimes(timezones=st.just(UTC)))
def test_every_value_comes_back_exactly(content, as_of):
    values = row(content, as_of)
    text = [json.dumps(list(values)).encode(), tables._line(list(values.values()))]
    (back,) = tables.read_rows(Release, text)
    names = [field.attname for field in tables.columns(Release)]
    assert dict(zip(names, back, strict=True)) == values


def test_other_columns_than_the_migrations_make_are_refused():
    with pytest.raises(ArchiveRefused, match=r"evidence\.release .* other columns"):
        list(tables.read_rows(Release, [b'["id","gone"]']))


def test_a_migration_of_a_newer_version_is_refused_by_name():
    with pytest.raises(ArchiveRefused, match=r"newer version .*\(spaces\.9999_later\)"):
        schema.read_nodes({"spaces": ["0001_initial", "9999_later"]})


def test_the_last_migration_of_each_app_is_where_to_go():
    nodes = schema.read_nodes({"contenttypes": ["0001_initial", "0002_remove_content_type_name"]})
    assert schema.latest(nodes) == [("contenttypes", "0002_remove_content_type_name")]
    assert schema.latest(nodes[:1]) == [("contenttypes", "0001_initial")]


@pytest.mark.django_db
def test_an_older_state_has_the_tables_of_its_time():
    nodes = [node for node in schema.applied() if node[0] in {"contenttypes"}]
    assert set(schema.models_of(nodes)) == {"contenttypes.contenttype"}
    assert schema.lacks(nodes) > 0
    assert schema.lacks(schema.applied()) == 0
