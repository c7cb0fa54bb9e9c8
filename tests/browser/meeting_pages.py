"""The pages of meetings, each in the state in which it has most to show."""

from tests.browser.visits import Visit

MEETINGS: list[Visit] = []
MEETING_POST_ONLY: frozenset[str] = frozenset()
MEETING_NO_PAGE: dict[str, str] = {}
