from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from thegither.demo.build import Built, build


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder go to one worker: what takes seconds to build is built there once."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("made-up partnership"))


@pytest.fixture(scope="package")
def undone_at_the_end(django_db_setup, django_db_blocker):
    """What is built once (some seconds) for many tests, and rolled back after the last."""

    @contextmanager
    def undone():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone


@pytest.fixture(scope="package")
def built(undone_at_the_end) -> Iterator[Built]:
    with undone_at_the_end():
        yield build(5, "made-up")
