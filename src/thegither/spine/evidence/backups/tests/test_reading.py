"""Whatever is wrong with a backup is found before anything of it is used, and said in a sentence."""

import json
import zipfile

import pytest

from thegither.spine.evidence import encryption
from thegither.spine.evidence.backups.reading import is_locked, opened
from thegither.spine.evidence.backups.writing import FileExists, write_backup
from thegither.spine.evidence.zips import ArchiveRefused, PassphraseTooShort
from thegither.spine.people.models import Person

SECRET = "a long enough passphrase"


def quietly(done: int, total: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(encryption, "COST", 2)
    settings.DATA_DIR, settings.PAPER_DIR = tmp_path / "data", tmp_path / "data/papers"


@pytest.fixture
def backup(world, tmp_path):
    path = tmp_path / "monday.backup"
    write_backup(path, "", quietly)
    return path


@pytest.fixture
def locked(world, tmp_path):
    path = tmp_path / "locked.backup"
    write_backup(path, SECRET, quietly)
    return path


def with_manifest(path, **other):
    """The same backup with another manifest."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents["manifest.json"]) | other
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (contents | {"manifest.json": json.dumps(manifest)}).items():
            archive.writestr(name, content)


def refused(path, passphrase: str = "") -> str:
    with pytest.raises(ArchiveRefused) as found, opened(path, passphrase):
        pass
    return str(found.value)


def test_the_manifest_says_what_is_inside(backup):
    with opened(backup) as found:
        assert found.manifest["rows"]["people.person"] == Person.objects.count()
        assert found.manifest["migrations"]["spaces"][0] == "0001_initial"
        assert {name for name, _file in found.files()} == set()


def test_a_locked_backup_opens_with_its_passphrase_alone(locked, backup):
    assert is_locked(locked) and not is_locked(backup)
    with opened(locked, SECRET) as found:
        assert found.manifest["rows"]["people.person"] == Person.objects.count()
    assert "passphrase is wrong" in refused(locked, "another long passphrase")
    assert b"Kirkbrae" not in locked.read_bytes()


@pytest.mark.parametrize("place", [40, -40])
def test_a_changed_byte_of_a_locked_backup_is_found(locked, place):
    content = bytearray(locked.read_bytes())
    content[place] ^= 1
    locked.write_bytes(content)
    assert "the file was changed" in refused(locked, SECRET)


def test_a_part_that_is_not_as_it_was_written_is_named(backup):
    with zipfile.ZipFile(backup) as archive:
        digests = json.loads(archive.read("manifest.json"))["digests"]
    with_manifest(backup, digests=digests | {"rows/people.person": "0" * 64})
    assert "rows/people.person is not as it was written" in refused(backup)
    with_manifest(backup, digests={k: v for k, v in digests.items() if k != "rows/people.seat"})
    assert "rows/people.seat" in refused(backup)


def test_a_file_cut_short_is_found(backup):
    backup.write_bytes(backup.read_bytes()[:-500])
    assert "damaged" in refused(backup)


def test_a_newer_version_is_named_and_refused(backup):
    with_manifest(backup, migrations={"spaces": ["0001_initial", "9999_later"]})
    assert "newer version of Thegither (spaces.9999_later)" in refused(backup)
    with_manifest(backup, version=2)
    assert "format 2" in refused(backup)


def test_something_else_is_told_from_a_backup(backup, tmp_path):
    with_manifest(backup, format="thegither-export")
    assert "import full" in refused(backup)
    backup.write_text("{}")
    assert "damaged" in refused(backup)
    assert "There is no file" in refused(tmp_path / "nowhere")


def test_a_backup_replaces_no_file_and_a_failed_one_leaves_none(backup, tmp_path, monkeypatch):
    with pytest.raises(FileExists):
        write_backup(backup, "", quietly)
    with pytest.raises(PassphraseTooShort):
        write_backup(tmp_path / "weak.backup", "short", quietly)
    with pytest.raises(RuntimeError):
        write_backup(tmp_path / "broken.backup", "", _fail)
    assert [path.name for path in tmp_path.glob("*.backup")] == ["monday.backup"]
    assert not list(tmp_path.glob(".*.part"))


def _fail(done: int, total: int) -> None:
    raise RuntimeError("the lights went out")


def test_nobody_else_on_the_machine_may_read_a_backup(backup):
    assert backup.stat().st_mode & 0o077 == 0
