"""What axe-core finds wrong with a page, as sentences. The policy blocks added scripts, so it is evaluated."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What passed and what cannot be decided is left in the browser: it is long, and nobody reads it.
FIND = """values => axe.run(document, {
    runOnly: {type: "tag", values: values}, resultTypes: ["violations"]
}).then(results => results.violations)"""


@cache
def _script() -> str:
    return AXE.read_text()


def violations(page: Page) -> list[str]:
    """Every violation of WCAG 2.2 level AA: the rule, what it asks, and where it is broken."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    found = page.evaluate(FIND, WCAG_22_AA)
    return [
        f"{rule['id']}: {rule['help']} at {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
