"""With `--nomigrations` the tables are made from the models, in a second; `make check` finds them equal.

Migrations then count as applied, as in an installation. The proofs run them on both databases.
"""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any
) -> None:
    if django_db_use_migrations:
        return
    settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)
