"""A browser test asserts by `expect(...)`, which waits, and never by looking once.

A page is under way for as long as the machine needs; what looks once is right on a quick machine and wrong
on a slow one. Counting what has arrived is fine where it decides what to do next, never inside an `assert`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BROWSER_TESTS = sorted((Path(__file__).parent / "browser").glob("*.py"))
PLACES = frozenset(
    "locator get_by_role get_by_text get_by_label get_by_title get_by_test_id".split()
)
LOOKS_ONCE = frozenset(
    "count is_visible is_hidden is_checked is_enabled is_disabled inner_text inner_html text_content "
    "all_inner_texts all_text_contents input_value get_attribute".split()
)
OF_A_PAGE = frozenset({"content", "title"})
SLEEPS = frozenset({"wait_for_timeout", "sleep"})
ADVICE = "use expect(...), which waits, instead of an assert that looks once"


@pytest.mark.parametrize("file", BROWSER_TESTS, ids=lambda file: file.name)
def test_browser_tests_assert_by_waiting(file):
    tree = ast.parse(file.read_text())
    asserted = [node.test for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    hasty = [f"line {look.lineno}: {ADVICE}" for test in asserted for look in looks(test)]
    assert not hasty, "\n".join(hasty)


@pytest.mark.parametrize("file", BROWSER_TESTS, ids=lambda file: file.name)
def test_browser_tests_never_sleep(file):
    """A second is too long on a quick machine and too short on a slow one."""
    called = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    asleep = [node.lineno for node in called if getattr(node.func, "attr", "") in SLEEPS]
    assert not asleep, f"lines {asleep}: wait for what is to come instead"


def looks(expression: ast.expr) -> Iterator[ast.expr]:
    """Each part of an asserted expression that asks a page once."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, of = node.func.attr, node.func.value
            if (name in LOOKS_ONCE and _is_a_place(of)) or (name in OF_A_PAGE and not node.args):
                yield node
        elif isinstance(node, ast.Attribute) and node.attr == "url" and _is_called_page(node.value):
            yield node


def _is_a_place(expression: ast.expr) -> bool:
    """Whether something like `page.locator(...)` stands in what is asked."""
    return any(isinstance(n, ast.Attribute) and n.attr in PLACES for n in ast.walk(expression))


def _is_called_page(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Name) and "page" in expression.id


@pytest.mark.parametrize(
    ("asserted", "hasty"),
    [
        ('page.locator("h1").count() == 1', True),
        ('page.get_by_role("link").first.is_visible()', True),
        ('"Saved" in page.content()', True),
        ('page.url.endswith("/vote/")', True),
        ("Decision.objects.count() == 2", False),
        ("text == 'Agree'", False),
    ],
)
def test_the_search_knows_what_looks_once(asserted, hasty):
    assert bool(list(looks(ast.parse(asserted, mode="eval").body))) is hasty
