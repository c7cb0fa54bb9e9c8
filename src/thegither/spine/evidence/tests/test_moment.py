"""One moment is one moment: what others write meanwhile is not seen, and they do not have to wait."""

import threading

import pytest
from django.db import connection

from thegither.spine.evidence.moment import one_moment
from thegither.spine.spaces.actions import take_lease
from thegither.spine.spaces.models import Lease

pytestmark = pytest.mark.django_db(transaction=True)


def write_elsewhere(name: str) -> bool:
    """Whether another connection could write within two seconds."""
    wrote = threading.Event()

    def write() -> None:
        take_lease(name=name, holder="somebody")
        connection.close()
        wrote.set()

    threading.Thread(target=write).start()
    return wrote.wait(2)


def test_what_others_write_is_not_seen_and_nobody_waits():
    with one_moment():
        before = Lease.objects.count()
        assert write_elsewhere("meanwhile")
        assert Lease.objects.count() == before
    assert Lease.objects.count() == before + 1


def test_afterwards_transactions_begin_as_before():
    with one_moment():
        Lease.objects.count()
    assert write_elsewhere("one")
    assert take_lease(name="two", holder="me")
