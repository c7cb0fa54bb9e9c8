"""The pages of promises, each in the state in which it has most to show."""

from tests.browser.visits import Visit

PROMISES: list[Visit] = []
PROMISE_POST_ONLY: frozenset[str] = frozenset()
PROMISE_NO_PAGE: dict[str, str] = {}
