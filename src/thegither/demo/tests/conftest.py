from contextlib import contextmanager

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def undone_at_the_end(django_db_setup, django_db_blocker):
    """What a module builds once (some seconds), for all its tests, and rolls back after the last."""

    @contextmanager
    def undone():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undone
