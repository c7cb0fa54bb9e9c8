"""Due work is done by one worker at a time, and a dead worker's lease runs out by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from thegither.config import tick as clock
from thegither.spine.spaces.actions import LEASE_LASTS, return_lease, take_lease

pytestmark = pytest.mark.django_db


def test_only_one_holder_at_a_time():
    assert take_lease(name="work", holder="first")
    assert not take_lease(name="work", holder="second")


def test_a_returned_lease_can_be_taken_at_once():
    take_lease(name="work", holder="first")
    return_lease(name="work", holder="first")
    assert take_lease(name="work", holder="second")


def test_nobody_returns_the_lease_of_another():
    take_lease(name="work", holder="first")
    return_lease(name="work", holder="second")
    assert not take_lease(name="work", holder="second")


def test_the_lease_of_a_dead_worker_runs_out():
    take_lease(name="work", holder="dead")
    with time_machine.travel(timezone.now() + LEASE_LASTS + timedelta(seconds=1)):
        assert take_lease(name="work", holder="alive")


def test_work_that_fails_holds_up_nothing_else(monkeypatch, caplog):
    done = []

    def fail():
        raise ValueError("a broken conversation")

    monkeypatch.setattr(clock, "due", lambda: iter([fail, lambda: done.append("the next")]))
    assert clock.tick()
    assert done == ["the next"]
    assert "tried again" in caplog.text


def test_the_lease_is_returned_after_each_round(monkeypatch):
    monkeypatch.setattr(clock, "due", lambda: iter([]))
    assert clock.tick() and clock.tick()
