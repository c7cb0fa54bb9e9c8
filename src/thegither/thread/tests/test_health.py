"""Ready is: the tables are those of this version, and due work was done lately. Nobody is told more."""

from datetime import timedelta

import pytest
import time_machine
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from thegither.config.tick import tick
from thegither.thread import health

pytestmark = pytest.mark.django_db


def ask(client):
    return client.get("/readyz")


@pytest.fixture
def ticked(monkeypatch):
    monkeypatch.setattr("thegither.config.tick.due", lambda: iter([]))
    tick()


def test_ready_once_due_work_was_done(client, ticked):
    assert (ask(client).status_code, ask(client).content) == (200, b"ready\n")


def test_not_ready_before_any_work_was_done(client):
    assert (ask(client).status_code, ask(client).content) == (503, b"not ready\n")


def test_not_ready_when_no_worker_came_for_too_long(client, ticked, settings):
    with time_machine.travel(timezone.now() + timedelta(minutes=settings.TICK_LATE_MINUTES + 1)):
        assert ask(client).status_code == 503


def test_not_ready_while_a_migration_is_missing(client, ticked):
    MigrationRecorder.Migration.objects.filter(app="spaces").first().delete()
    assert health.missing_migrations() == 1
    assert ask(client).status_code == 503


def test_a_watcher_that_asks_without_tls_is_not_sent_away(client, ticked, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert ask(client).status_code == 200
    assert client.get("/accessibility/").status_code == 301
