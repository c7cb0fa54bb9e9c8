"""The doctor names what is wrong and how to mend it, each in one line, and never shows a secret."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from typer.testing import CliRunner

from thegither.cli import checks_machine, checks_network
from thegither.cli.checks_database import check_database
from thegither.cli.checks_machine import check_machine
from thegither.cli.checks_network import SMTP, check_network
from thegither.cli.checks_settings import check_settings
from thegither.cli.installation import STAMP
from thegither.cli.main import app
from thegither.spine.evidence import seals
from thegither.spine.evidence.actions import open_seal
from thegither.spine.spaces.models import Lease


def verdicts(found) -> dict[str, str]:
    return {finding.name: finding.verdict for finding in found}


def sentence(found, name: str) -> str:
    return next(str(finding) for finding in found if finding.name == name)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.DATA_DIR, settings.SEAL_DIR = tmp_path / "data", tmp_path / "seals"
    settings.DATA_DIR.mkdir(mode=0o700)


@pytest.fixture
def production(settings):
    settings.MODE, settings.ALLOWED_HOSTS = "production", ["thegither.example.scot"]
    settings.HTTPS, settings.PROXIES = True, ["127.0.0.1"]
    return settings


def test_good_settings_are_fine(production):
    assert set(verdicts(check_settings()).values()) == {"fine"}


@pytest.mark.parametrize(
    ("name", "value", "line", "verdict"),
    [
        ("MODE", "demonstration", "mode", "warning"),
        ("SECRET_KEY", "a" * 50, "secret", "wrong"),
        ("ALLOWED_HOSTS", ["*"], "hosts", "wrong"),
        ("HTTPS", False, "https", "warning"),
        ("DEBUG", True, "https", "wrong"),
        ("RATELIMIT_ENABLE", False, "limits", "wrong"),
        ("PROXIES", [], "proxies", "warning"),
        ("PROXIES", ["nginx"], "proxies", "wrong"),
    ],
)
def test_each_bad_setting_is_named_with_what_to_set(production, name, value, line, verdict):
    setattr(production, name, value)
    found = list(check_settings())
    assert verdicts(found)[line] == verdict
    assert [finding.mend for finding in found if finding.verdict != "fine"][0]


def test_a_database_of_this_version_is_fine_once_work_was_done(db):
    assert verdicts(check_database())["due work"] == "warning"
    Lease.objects.create(name="tick", holder="", until=timezone.now())
    assert set(verdicts(check_database()).values()) == {"fine"}


def test_a_worker_that_stopped_is_found(db):
    Lease.objects.create(name="tick", holder="", until=timezone.now() - timedelta(hours=2))
    assert "120 minutes ago" in sentence(check_database(), "due work")


def test_an_open_anonymous_activity_without_its_key_is_found(world, settings):
    activity = world.partnership.pk
    open_seal(activity=activity)
    assert verdicts(check_database())["keys"] == "fine"
    seals.destroy_key(activity)
    assert "1 open anonymous activities have lost theirs" in sentence(check_database(), "keys")


def test_folders_that_others_may_look_into_are_found(settings):
    settings.DATA_DIR.chmod(0o755)
    settings.SEAL_DIR.mkdir(mode=0o755)
    assert (verdicts(check_machine())["data folder"], verdicts(check_machine())["seals"]) == (
        "warning",
        "wrong",
    )
    settings.SEAL_DIR = settings.DATA_DIR / "seals"
    settings.SEAL_DIR.mkdir(mode=0o700)
    assert "votes and keys both" in sentence(check_machine(), "seals")
    settings.SEAL_DIR.rmdir()
    settings.SEAL_DIR.touch()
    assert "no key can be kept" in sentence(check_machine(), "seals")


def test_a_full_disk_and_a_folder_that_is_not_there_are_found(settings, monkeypatch):
    usage = checks_machine.shutil.disk_usage(settings.DATA_DIR)
    monkeypatch.setattr(checks_machine.shutil, "disk_usage", lambda _: usage._replace(free=10**6))
    settings.DATA_DIR.rmdir()
    found = verdicts(check_machine())
    assert (found["disk"], found["data folder"]) == ("wrong", "wrong")


@pytest.mark.parametrize(("hours", "verdict"), [(5, "fine"), (50, "warning")])
def test_an_old_backup_is_found(settings, hours, verdict):
    made = datetime.now(UTC) - timedelta(hours=hours)
    (settings.DATA_DIR / STAMP).write_text(made.isoformat())
    assert verdicts(check_machine())["backup"] == verdict


def test_mail_that_stays_here_is_wrong_in_production(production):
    production.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert verdicts(check_network())["mail"] == "wrong"


def test_a_mail_back_end_that_does_not_exist_is_named(settings):
    settings.EMAIL_BACKEND = "nowhere.EmailBackend"
    found = list(check_network("it@kirkbrae.example"))
    assert "no mail back end nowhere.EmailBackend" in sentence(found, "mail")
    assert verdicts(found)["test letter"] == "wrong"


def test_a_mail_server_that_does_not_answer_is_named_without_its_password(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "somebody", "hunter2"
    line = sentence(check_network(), "mail")
    assert "127.0.0.1:1 does not let us in (ConnectionRefusedError)" in line
    assert "hunter2" not in line


def test_a_letter_goes_out_only_when_an_address_is_given(settings):
    list(check_network())
    assert not mail.outbox
    list(check_network("it@kirkbrae.example"))
    assert [letter.to for letter in mail.outbox] == [["it@kirkbrae.example"]]


@pytest.mark.parametrize(
    ("server", "answer", "verdict"),
    [
        ("https://login.example", {"authorization_endpoint": "x"}, "fine"),
        ("https://login.example", {}, "wrong"),
        ("https://login.example", OSError("no route"), "wrong"),
        ("http://login.example", {"authorization_endpoint": "x"}, "wrong"),
    ],
)
def test_identity_providers_are_asked_for_their_document(
    settings, monkeypatch, server, answer, verdict
):
    def ask(address, timeout):
        assert address == "https://login.example/.well-known/openid-configuration"
        if isinstance(answer, OSError):
            raise answer
        return io.BytesIO(json.dumps(answer).encode())

    entry = {"name": "Council", "secret": "hunter2", "settings": {"server_url": server}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [entry]}}
    monkeypatch.setattr(checks_network, "urlopen", ask)
    assert verdicts(check_network())["single sign-on"] == verdict


def test_the_command_prints_a_line_each_and_json_stands_alone(db):
    result = CliRunner().invoke(app, ["doctor"])
    told = json.loads(CliRunner().invoke(app, ["doctor", "--json", "-"]).stdout)
    assert result.exit_code == (0 if told["well"] else 1)
    assert len(result.stdout.splitlines()) == len(told["checks"]) > 12
    assert all(line[0] in "✓!✗" for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("THEGITHER_MODE", "prod"),
        ("DATABASE_URL", "mysterious://user:hunter2@host/name"),
        ("THEGITHER_LOG", "xml"),
    ],
)
def test_settings_that_cannot_be_read_are_one_line_and_no_traceback(name, value):
    done = subprocess.run(
        [sys.executable, "-m", "thegither", "doctor"],
        env=os.environ | {name: value}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith("✗ settings:")
    assert name in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    assert not done.stderr


def test_looking_for_a_database_that_is_not_there_makes_none(tmp_path):
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "thegither", "doctor"],
        env=own | {"THEGITHER_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "database: there is none yet" in done.stdout
    assert not list(tmp_path.glob("*.sqlite3"))
