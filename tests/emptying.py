"""A test that commits has its tables emptied after it; Django's own way of that takes twenty times as long.

It also makes content types and permissions anew each time, which nothing of ours reads: rights are rules.
"""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

MAKES_ANEW = "django.core.management.commands.flush.emit_post_migrate_signal"


@pytest.fixture(scope="session", autouse=True)
def empty_and_nothing_more() -> Iterator[None]:
    with patch(MAKES_ANEW):
        yield
