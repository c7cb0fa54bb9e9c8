"""The pages of protection, each in the state in which it has most to show."""

from tests.browser.visits import Visit

PROTECTION: list[Visit] = []
PROTECTION_POST_ONLY: frozenset[str] = frozenset()
PROTECTION_NO_PAGE: dict[str, str] = {}
