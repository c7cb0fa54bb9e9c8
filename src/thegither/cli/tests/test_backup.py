"""Destroy everything, restore it, and find it equal: on both databases, and from one into the other.

Each step is a command in a process of its own, so this takes a while; `make proof` has the longer ways round.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

pytestmark = pytest.mark.django_db  # so that it runs once more on PostgreSQL
SERVER = os.environ.get("DATABASE_URL", "")
# What can be seen of an installation: findings, heads of the audit chains, a page as a member sees it.
STATE = """
import json, re, sys, django
django.setup()
from django.test import Client
from thegither.demo.findings import findings_of
from thegither.spine.evidence.models import AuditHead
from thegither.spine.people.models import Person
from thegither.capabilities.conversations.models import Conversation
member = Person.objects.exclude(account=None).order_by("pk").first()
client = Client(HTTP_HOST="localhost")
client.force_login(member.account, backend="thegither.spine.people.accounts.Accounts")
page = client.get(f"/{member.partnership.slug}/listen/")
text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
json.dump({
    "findings": findings_of(member.partnership.slug),
    "heads": sorted(AuditHead.objects.values_list("hash", flat=True)),
    "page": [page.status_code, text],
    "phases": sorted(Conversation.objects.values_list("activity__phase", flat=True)),
}, sys.stdout, default=str)
"""


class Place:
    """An installation of its own: a data folder and, on PostgreSQL, a database."""

    def __init__(self, folder: Path, server: str = "") -> None:
        self.folder, self.seals = folder / "data", folder / "seals"
        self.server, self.name = server, f"place_{uuid4().hex}"
        address, mark, rest = server.partition("?")
        self.database = f"{address.rpartition('/')[0]}/{self.name}{mark}{rest}" if server else ""
        self.make()

    def make(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.server:
            self.tell_server(f"CREATE DATABASE {self.name}")

    def destroy(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.server:
            self.tell_server(f"DROP DATABASE IF EXISTS {self.name}")

    def tell_server(self, command: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(command)

    def python(self, *words: object, **kept) -> subprocess.CompletedProcess:
        own = {"THEGITHER_DATA": str(self.folder), "THEGITHER_SEALS": str(self.seals)}
        others = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        if self.database:
            own["DATABASE_URL"] = self.database
        own["DJANGO_SETTINGS_MODULE"] = "thegither.config.settings"
        command = [sys.executable, *[str(word) for word in words]]
        return subprocess.run(command, env=others | own, capture_output=True, text=True, **kept)

    def thegither(self, *words: object, **kept) -> subprocess.CompletedProcess:
        return self.python("-m", "thegither", *words, **kept)

    def must(self, *words: object) -> str:
        done = self.thegither(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def heads(self) -> list[tuple]:
        """The heads of the audit chains, read past Thegither: cheap, and they change with every action."""
        query = "SELECT hash FROM evidence_audithead ORDER BY hash"
        if self.server:
            with psycopg.connect(self.database) as connection:
                return connection.execute(query).fetchall()
        with closing(sqlite3.connect(self.folder / "thegither.sqlite3")) as connection:
            return connection.execute(query).fetchall()

    def state(self) -> dict:
        done = self.python("-c", STATE)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The made-up partnership with a paper in it, and its backup beside it."""
    made = Place(tmp_path_factory.mktemp("place"), SERVER)
    made.must("demo", "--seed", "7", "--json", os.devnull)
    (made.folder / "papers/ab").mkdir(parents=True)
    (made.folder / "papers/ab/abc").write_bytes(b"%PDF-")
    made.backup = made.folder.with_name("monday.backup")
    made.told = made.must("backup", made.backup)
    made.before = made.state()
    yield made
    made.destroy()


@pytest.fixture
def elsewhere(tmp_path, place):
    """An empty installation, with the keys of the first put back."""
    made = Place(tmp_path / "elsewhere", SERVER)
    if place.seals.exists():
        shutil.copytree(place.seals, made.seals)
    yield made
    made.destroy()


def rows(backup: Path) -> dict[str, list]:
    """Every table's rows as values; one database keeps the keys of JSON in another order."""
    with zipfile.ZipFile(backup) as archive:
        names = [name for name in archive.namelist() if name.startswith("rows/")]
        return {
            name: sorted(
                json.dumps(json.loads(line), sort_keys=True) for line in archive.open(name)
            )
            for name in names
        }


def manifest(backup: Path) -> dict:
    with zipfile.ZipFile(backup) as archive:
        return json.loads(archive.read("manifest.json"))


def changed(backup: Path, target: Path, **manifest_too: object) -> Path:
    """A copy with another manifest."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | manifest_too).encode()
            new.writestr(name, content)
    return target


def refused(done: subprocess.CompletedProcess, sentence: str) -> None:
    assert done.returncode == 2, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_destroyed_comes_back_equal(place, tmp_path):
    """The whole story on one installation: back up, lose everything but the keys, restore."""
    keys = tmp_path / "keys"
    if place.seals.exists():
        shutil.move(place.seals, keys)
    place.destroy()
    place.make()
    if keys.exists():
        shutil.copytree(keys, place.seals)
    told = place.must("restore", place.backup)
    assert "none altered" in told
    assert place.state() == place.before
    assert (place.folder / "papers/ab/abc").read_bytes() == b"%PDF-"
    again = tmp_path / "again.backup"
    place.must("backup", again)
    assert rows(again) == rows(place.backup)
    assert manifest(again)["rows"] == manifest(place.backup)["rows"]


def test_a_backup_from_one_database_can_be_restored_into_the_other(place, tmp_path):
    if not SERVER:
        pytest.skip("needs PostgreSQL beside SQLite: run `python -m tests.databases`")
    small = Place(tmp_path / "small")
    if place.seals.exists():
        shutil.copytree(place.seals, small.seals)
    small.must("restore", place.backup)
    assert small.state() == place.before
    back = tmp_path / "back.backup"
    small.must("backup", back)
    assert rows(back) == rows(place.backup)
    large = Place(tmp_path / "large", SERVER)
    shutil.copytree(place.seals, large.seals, dirs_exist_ok=True)
    large.must("restore", back)
    assert large.state() == place.before
    large.destroy()


def test_no_key_and_no_secret_is_in_a_backup_and_the_command_says_where_keys_are(place):
    keys = [path.read_bytes() for path in place.seals.glob("*.key")]
    keys.append((place.folder / "secret").read_bytes())
    with zipfile.ZipFile(place.backup) as archive:
        contents = [archive.read(name) for name in archive.namelist()]
    assert len(keys) > 1
    assert not any(key in content for key in keys for content in contents)
    assert f"NOT in it: the keys of {len(keys) - 1} open" in place.told
    assert str(place.seals) in place.told


@pytest.mark.proof
def test_without_the_keys_a_restore_asks_first_and_then_closes(place, elsewhere):
    shutil.rmtree(elsewhere.seals)
    refused(elsewhere.thegither("restore", place.backup), "--without-keys, and those close")
    assert "closed" in elsewhere.must("restore", place.backup, "--without-keys").lower()
    assert "open" not in elsewhere.state()["phases"]
    assert "open" in place.before["phases"]


@pytest.mark.proof
def test_what_is_here_is_replaced_only_on_request_and_after_a_yes(place):
    before = place.heads()
    refused(place.thegither("restore", place.backup), "--replace")
    said_no = place.thegither("restore", place.backup, "--replace", input="n\n")
    refused(said_no, "Nothing was changed")
    assert "1 partnerships: made-up-7" in said_no.stderr
    place.must("restore", place.backup, "--replace", "--yes")
    assert place.heads() == before


def test_a_database_in_use_is_not_replaced(place):
    if SERVER:
        other = closing(psycopg.connect(place.database))
    else:
        other = closing(sqlite3.connect(place.folder / "thegither.sqlite3"))
    with other as connection:
        if not SERVER:
            connection.execute("PRAGMA journal_mode=WAL")  # as every server of ours opens it
        connection.execute("SELECT count(*) FROM spaces_partnership").fetchall()
        done = place.thegither("restore", place.backup, "--replace", "--yes")
    refused(done, "stop the server")


def test_rows_that_do_not_fit_leave_everything_as_it_was(place, tmp_path):
    before = place.heads()
    counts = manifest(place.backup)["rows"] | {"spaces.record": 1}
    lying = changed(place.backup, tmp_path / "lying.backup", rows=counts)
    refused(place.thegither("restore", lying, "--replace", "--yes"), "other rows")
    assert place.heads() == before
    assert (place.folder / "papers/ab/abc").exists()


@pytest.mark.proof
def test_a_backup_of_an_older_version_is_restored_and_then_migrated(elsewhere, tmp_path):
    elsewhere.must("manage", "migrate", "evidence", "--verbosity", "0")
    older = tmp_path / "older.backup"
    elsewhere.must("backup", older)
    assert set(manifest(older)["migrations"]) == {"evidence"}
    elsewhere.must("restore", older)
    plan = elsewhere.must("manage", "showmigrations", "--plan")
    assert "spaces.0001_initial" in plan
    assert "[ ]" not in plan
