"""The pages of contact, each in the state in which it has most to show."""

from tests.browser.visits import Visit

CONTACT: list[Visit] = []
CONTACT_POST_ONLY: frozenset[str] = frozenset()
CONTACT_NO_PAGE: dict[str, str] = {}
