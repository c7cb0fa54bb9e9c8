"""A locked stream and the zip around it: nothing can be read, changed, cut or swapped unnoticed."""

import io
import json
import shutil
import zipfile
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.spine.evidence import encryption
from thegither.spine.evidence.actions import append_entry, lose_seals, open_seal, restore_rows
from thegither.spine.evidence.archive import (
    FILES,
    MANIFEST,
    ROWS,
    SEALED_MANIFEST,
    read_archive,
    read_manifest,
    write_archive,
)
from thegither.spine.evidence.encryption import (
    CHUNK,
    SALT,
    TAG,
    CannotUnlock,
    LockingWriter,
    UnlockingReader,
)
from thegither.spine.evidence.models import AuditEntry, AuditHead, AuditSalt, Seal
from thegither.spine.evidence.queries import open_files, rows
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.evidence.zips import ArchiveRefused, PassphraseTooShort

CHAIN, SECRET = UUID(int=7), "a long enough passphrase"
REAL_COST = encryption.COST
KNOWN = {AuditHead, AuditEntry, AuditSalt, Seal}


@pytest.fixture(autouse=True, scope="module")
def cheap_key():
    """The real key takes half a second on purpose; the tests' need not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encryption, "COST", 2)
        yield


def lock(content: bytes, name: str = "rows") -> bytes:
    target = io.BytesIO()
    with LockingWriter(target, SECRET, name) as writer:
        writer.write(content)
    return target.getvalue()


def unlock(sealed: bytes, passphrase: str = SECRET, name: str = "rows") -> bytes:
    return UnlockingReader(io.BytesIO(sealed), passphrase, name).readall()


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=300))
def test_what_was_locked_comes_out_and_is_not_in_the_open(content):
    sealed = lock(content)
    assert unlock(sealed) == content
    assert len(content) < 8 or content not in sealed


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_number_of_chunks_comes_out(size):
    assert unlock(lock(b"x" * size)) == b"x" * size


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_can_be_changed(data):
    sealed = bytearray(lock(b"what people said"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotUnlock):
        unlock(bytes(sealed))


def test_chunks_cannot_be_cut_off_moved_or_renamed():
    sealed = lock(b"x" * (2 * CHUNK + 9))
    first = SALT + CHUNK + TAG
    second = first + CHUNK + TAG
    swapped = sealed[:SALT] + sealed[first:second] + sealed[SALT:first] + sealed[second:]
    for changed in (sealed[:first], sealed[:second], sealed[:-1], swapped, sealed[:5], b""):
        with pytest.raises(CannotUnlock):
            unlock(changed)
    with pytest.raises(CannotUnlock):
        unlock(sealed, name="another stream")


def test_another_passphrase_opens_nothing():
    with pytest.raises(CannotUnlock):
        unlock(lock(b"what people said"), passphrase=SECRET + " ")


def test_the_real_key_is_dear_to_guess():
    assert REAL_COST * encryption.BLOCK * 128 >= 128 * 2**20


@pytest.fixture
def archive(db, tmp_path):
    for number in range(3):
        append_entry(
            chain=CHAIN, actor="person:1", verb="say", about="it", state={"number": number}
        )
    path = tmp_path / "out.zip"
    write_archive(
        path,
        SECRET,
        about={"partnership": {"slug": "kirkbrae"}},
        open_files=open_files(CHAIN),
        tables=rows(CHAIN, []),
    )
    return path


def store(found) -> dict[str, int]:
    return restore_rows(rows=found, known=KNOWN)


def no_file(name: str, content: bytes) -> None:
    raise AssertionError(name)


def forget_all() -> None:
    for model in (AuditSalt, AuditEntry, AuditHead, Seal):
        model.objects.all().delete()


def everything() -> list:
    models = (AuditHead, AuditEntry, AuditSalt)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_rows_come_back_exactly_and_the_chain_verifies(archive):
    before = everything()
    forget_all()
    _manifest, counts = read_archive(archive, SECRET, store, keep=no_file)
    assert everything() == before
    assert counts == {
        "evidence.audithead": 1,
        "evidence.auditentry": 3,
        "evidence.auditsalt": 3,
    }
    assert verify_chain(CHAIN).is_intact


def test_the_open_part_needs_no_passphrase_and_holds_no_salt(archive):
    with zipfile.ZipFile(archive) as file:
        table = file.read("open/audit-chain.csv").decode()
        assert set(file.namelist()) == {
            "open/audit-chain.csv", ROWS, FILES, SEALED_MANIFEST, MANIFEST,
        }  # fmt: skip
    assert len(table.splitlines()) == 4
    assert AuditSalt.objects.first().salt not in table


def test_files_come_back_by_name_and_cannot_be_read_without_the_passphrase(db, tmp_path):
    files = [("a" * 32, b"the words of a paper"), ("b" * 32, bytes(100_000))]
    path, kept = tmp_path / "out.zip", {}
    write_archive(path, SECRET, about={}, open_files=[], tables=[], sealed_files=files)
    assert b"the words of a paper" not in path.read_bytes()
    read_archive(path, SECRET, store, keep=kept.__setitem__)
    assert kept == dict(files)


def refused(path, passphrase: str = SECRET) -> str:
    before = everything()
    with pytest.raises(ArchiveRefused) as refusal:
        read_archive(path, passphrase, store, keep=no_file)
    assert everything() == before
    return str(refusal.value)


def test_a_wrong_passphrase_says_so(archive):
    assert "passphrase is wrong" in refused(archive, "quite another passphrase")


def rewrite(path, change) -> None:
    """The same zip with its files changed: `change` gets name and content, and gives content or None."""
    draft = path.with_suffix(".draft")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(draft, "w") as new:
        for info in old.infolist():
            content = change(info.filename, old.read(info.filename))
            if content is not None:
                new.writestr(info.filename, content)
    shutil.move(draft, path)


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize("victim", ["open/audit-chain.csv", ROWS, SEALED_MANIFEST])
def test_a_changed_file_is_refused(archive, victim):
    rewrite(archive, lambda name, content: flipped(content) if name == victim else content)
    assert "the file was changed" in refused(archive)


@pytest.mark.parametrize("victim", ["open/audit-chain.csv", ROWS, SEALED_MANIFEST, MANIFEST])
def test_a_removed_file_is_refused(archive, victim):
    rewrite(archive, lambda name, content: None if name == victim else content)
    assert refused(archive)


def test_a_changed_file_with_a_matching_manifest_is_refused(archive):
    def change(name, content):
        if name != MANIFEST:
            return content
        manifest = json.loads(content)
        manifest["rows"]["evidence.auditentry"] = 2
        return json.dumps(manifest).encode()

    rewrite(archive, change)
    assert "the file was changed" in refused(archive)


def test_an_added_file_is_refused(archive):
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("open/extra.txt", b"extra")
    assert refused(archive)


@pytest.mark.parametrize("content", [b"", b"PK nonsense", b"{}"], ids=repr)
def test_what_is_no_archive_is_refused(db, tmp_path, content):
    path = tmp_path / "no.zip"
    path.write_bytes(content)
    assert refused(path)
    assert refused(tmp_path / "nowhere.zip")


def test_a_zip_of_something_else_is_refused(db, tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(MANIFEST, "[]")
    assert "not an export" in refused(path)


def test_a_cut_off_zip_is_refused(archive):
    archive.write_bytes(archive.read_bytes()[:-40])
    assert "damaged" in refused(archive)
    assert "cannot be read" in refused(archive.parent)


def test_rows_that_are_here_already_are_refused_as_a_whole(archive):
    AuditEntry.objects.filter(number=1).delete()
    assert "here already" in refused(archive)


def test_rows_of_an_unknown_kind_are_refused(archive):
    forget_all()
    with pytest.raises(ArchiveRefused):
        few = partial(restore_rows, known={AuditHead})
        read_archive(archive, SECRET, lambda found: few(rows=found), keep=no_file)
    assert not AuditHead.objects.exists()


def test_rows_that_point_to_nothing_are_refused(db):
    lost = AuditSalt(entry_id=UUID(int=1), salt="00")
    with pytest.raises(ArchiveRefused):
        restore_rows(rows=iter([lost]), known=KNOWN)
    assert not AuditSalt.objects.exists()


def test_a_short_passphrase_is_refused_and_leaves_no_file(db, tmp_path):
    with pytest.raises(PassphraseTooShort):
        write_archive(tmp_path / "out.zip", "short", about={}, open_files=[], tables=[])
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_no_file(db, tmp_path):
    def failing():
        yield "a.txt", b"a"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_archive(tmp_path / "out.zip", SECRET, about={}, open_files=failing(), tables=[])
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_can_be_read_before_any_passphrase(archive):
    assert read_manifest(archive)["partnership"]["slug"] == "kirkbrae"


def test_seals_whose_keys_stayed_behind_are_lost(db, settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    open_seal(activity=UUID(int=1))
    Seal.objects.create(activity=UUID(int=2), state=Seal.State.CLOSED)
    assert lose_seals(activities=[UUID(int=1), UUID(int=2)]) == [UUID(int=1)]
    assert lose_seals(activities=[UUID(int=1)]) == []
