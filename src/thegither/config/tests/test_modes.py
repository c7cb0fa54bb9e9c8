"""What an environment may say: a setting that cannot be used is named, with what to set."""

import pytest

from thegither.config.database import read_database
from thegither.config.environment import SettingsError
from thegither.config.modes import read_address, read_debug, read_hosts, read_secret

LONG = "a-secret-of-more-than-forty-characters-in-all"


@pytest.fixture
def said(monkeypatch):
    """Nothing is set but what a test says."""
    for name in ("ADDRESS", "DEBUG", "HOSTS", "SECRET_KEY"):
        monkeypatch.delenv(f"THEGITHER_{name}", raising=False)
    return monkeypatch


def test_production_refuses_to_start_without_what_it_needs(said, tmp_path):
    said.setenv("THEGITHER_DEBUG", "1")
    for read, name in (
        (lambda: read_secret("production", tmp_path), "THEGITHER_SECRET_KEY"),
        (lambda: read_hosts("production"), "THEGITHER_HOSTS"),
        (lambda: read_debug("production"), "THEGITHER_DEBUG"),
    ):
        with pytest.raises(SettingsError, match=name):
            read()
    said.setenv("THEGITHER_SECRET_KEY", LONG)
    assert read_secret("production", tmp_path) == LONG


def test_hosts_may_be_written_with_spaces_between(said):
    said.setenv("THEGITHER_HOSTS", "one.example, two.example,")
    assert read_hosts("production") == ["one.example", "two.example"]


def test_an_address_without_its_beginning_would_break_every_letter(said):
    said.setenv("THEGITHER_ADDRESS", "one.example")
    with pytest.raises(SettingsError, match="https://"):
        read_address("production", ["one.example"], https=True)


def test_a_secret_that_cannot_be_kept_names_the_folder(said, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="THEGITHER_DATA"):
        read_secret("demonstration", tmp_path / "file" / "data")


@pytest.mark.parametrize("kind", ["mysql", "oracle", "mysterious"])
def test_another_kind_of_database_is_refused_without_its_password(said, tmp_path, kind):
    said.setenv("DATABASE_URL", f"{kind}://user:hunter2@host/name")
    with pytest.raises(SettingsError, match="postgres://user:password@host/name") as refused:
        read_database(tmp_path)
    assert "hunter2" not in str(refused.value)
