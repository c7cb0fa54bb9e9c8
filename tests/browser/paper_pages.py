"""The pages of papers, each in the state in which it has most to show."""

from tests.browser.visits import Visit

PAPERS: list[Visit] = []
PAPER_POST_ONLY: frozenset[str] = frozenset()
PAPER_NO_PAGE: dict[str, str] = {}
