"""What `make bench` does around its measures: every part is there, and tables go where they belong."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from benchmarks.__main__ import PARTS
from benchmarks.tables import DOCS, write_down

PAGE = (
    "Before.\n\n<!-- {0} -->\n\n| old |\n\n<!-- /{0} -->\n\n"
    "Between.\n\n<!-- other -->\nkept\n<!-- /other -->\n"
)


def test_a_table_replaces_what_stood_between_its_marks_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "deep" / "page.md"
    page.parent.mkdir()
    page.write_text(PAGE.format("scale"))
    assert write_down("scale", "| new | <!-- a remark -->\n", docs=tmp_path) == [page]
    assert page.read_text() == PAGE.format("scale").replace("| old |", "| new |")
    assert write_down("scal", "| new |", docs=tmp_path) == []
    assert write_down("scale", "\n", docs=tmp_path) == []


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_there(name: str) -> None:
    assert find_spec(PARTS[name])


@pytest.mark.parametrize(
    "name", ["conformance", "opinion", "scale", "false_alarms", "dask", "live"]
)
def test_the_page_of_the_method_has_a_place_for_what_is_measured(name: str) -> None:
    text = (DOCS / "methods" / "opinion.md").read_text(encoding="utf-8")
    assert text.count(f"<!-- {name} -->\n") == text.count(f"<!-- /{name} -->") == 1
