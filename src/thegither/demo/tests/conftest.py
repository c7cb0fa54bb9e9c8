from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from tests.one_day import that_day

from thegither.demo.build import Built, build


@pytest.fixture(scope="package")
def undone_at_the_end(django_db_setup, django_db_blocker):
    """What is built once (some seconds) for many tests, and rolled back after the last."""

    @contextmanager
    def undone():
        with django_db_blocker.unblock(), that_day(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone


@pytest.fixture(scope="package")
def built(undone_at_the_end) -> Iterator[Built]:
    with undone_at_the_end():
        yield build(5, "made-up")
