"""Papers change places all at once, and change back when what follows fails."""

import io

import pytest

from thegither.spine.evidence.backups.files import kept_files, put_in_place
from thegither.spine.evidence.zips import ArchiveRefused


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.PAPER_DIR = tmp_path / "papers"
    (settings.PAPER_DIR / "ab").mkdir(parents=True)
    (settings.PAPER_DIR / "ab/abc").write_bytes(b"old")
    return settings.PAPER_DIR


def incoming(**files: bytes):
    return ((f"papers/{name}/file", io.BytesIO(content)) for name, content in files.items())


def found() -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in kept_files()}


def test_new_files_take_the_place_of_the_old():
    with put_in_place(incoming(ab=b"new", cd=b"more")):
        pass
    assert found() == {"papers/ab/file": b"new", "papers/cd/file": b"more"}


def test_a_failure_afterwards_brings_the_old_files_back(shelf):
    with pytest.raises(ValueError, match="too late"), put_in_place(incoming(cd=b"new")):
        raise ValueError("too late")
    assert found() == {"papers/ab/abc": b"old"}
    assert [path.name for path in shelf.iterdir()] == ["ab"]


def test_files_come_back_readable_for_their_owner_alone(shelf):
    with put_in_place(incoming(cd=b"new")):
        pass
    assert (shelf / "cd/file").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["papers/../secret", "seals/a.key", "papers", "/etc/passwd"])
def test_no_name_leads_anywhere_else(name, tmp_path):
    with pytest.raises(ArchiveRefused), put_in_place(iter([(name, io.BytesIO(b"x"))])):
        pass
    assert found() == {"papers/ab/abc": b"old"}
    assert not (tmp_path / "secret").exists()
