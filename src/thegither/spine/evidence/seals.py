"""Seals: one key file per activity, outside the database, its export and its backup.

While the key exists, a pseudonym can be had again from a person and an activity, so a vote can be changed
and cannot be cast twice. Once the key is destroyed, nothing stored joins the two: to whoever has the
database, its backups and every page. While the key exists, whoever controls the running server is trusted.
Keys are read for each use and kept nowhere else: not in memory, not in logs, not in exports.
"""

import hmac
import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from thegither.spine.evidence.chain import canonical

KEY_BYTES = 32
NONCE_BYTES = 12


class SealLost(Exception):
    """The key of an open activity is not there: it must be closed, for new pseudonyms would vote twice."""

    def __init__(self, activity: UUID) -> None:
        self.activity = activity
        super().__init__(
            _(
                "The key that keeps these answers anonymous is no longer there. What was said stays "
                "counted and nobody can trace it, but it can no longer be changed and nobody can be "
                "added, because then somebody could answer twice. A coordinator has to close it."
            )
        )


class SealExists(Exception):
    """A key for this activity is already there; another would let people answer twice."""


def create_key(activity: UUID) -> None:
    """Write a new random key for this activity, readable by the server's own user only."""
    path = key_path(activity)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise SealExists(f"There is already a key for activity {activity}.") from error
    with os.fdopen(handle, "wb") as file:
        _write_durably(file, secrets.token_bytes(KEY_BYTES))
    _settle_folder(path.parent)


def pseudonym(activity: UUID, *parts: str) -> str:
    """HMAC-SHA256(key, parts): the same for the same person and activity, and meaningless elsewhere.

    Raises `SealLost` where the key is missing or was cut short.
    """
    return hmac.new(_read_key(activity), canonical(list(parts)), "sha256").hexdigest()


def lock_words(activity: UUID, name: str, words: str) -> str:
    """Words that nobody can read without the key of this activity (AES-256-GCM). `name` says what they are:
    under another name they do not open, so locked words cannot be moved from one place to another."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    locked = _lock_of(activity).encrypt(nonce, words.encode(), name.encode())
    return b64encode(nonce + locked).decode()


def unlock_words(activity: UUID, name: str, locked: str) -> str:
    """What `lock_words` locked. Raises `SealLost` where the key is gone, is another one, or a byte changed."""
    sealed = b64decode(locked)
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return _lock_of(activity).decrypt(nonce, rest, name.encode()).decode()
    except InvalidTag as error:
        raise SealLost(activity) from error


def _lock_of(activity: UUID) -> AESGCM:
    return AESGCM(bytes.fromhex(pseudonym(activity, "lock")))


def invitation_token(activity: UUID, invitation: str) -> str:
    """The secret part of an invitation's link. A link can be mailed twice, since nothing is stored."""
    return pseudonym(activity, "invitation", invitation)


def sheet_id(activity: UUID, invitation: str) -> str:
    """Which answer sheet belongs to an invitation, so that it can be taken up on another device."""
    return pseudonym(activity, "sheet", invitation)


def destroy_key(activity: UUID) -> None:
    """Overwrite and remove the key; quietly nothing if it is gone already.

    Overwriting helps on plain disks. Journals, snapshots and flash memory may keep old blocks, which is
    why the folder of keys must stand on no backed-up volume (see docs/explanation/seals.md).
    """
    path = key_path(activity)
    try:
        with path.open("r+b") as file:
            _write_durably(file, secrets.token_bytes(KEY_BYTES))
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    _settle_folder(path.parent)


def has_key(activity: UUID) -> bool:
    return key_path(activity).exists()


def key_path(activity: UUID) -> Path:
    return Path(settings.SEAL_DIR) / f"{activity}.key"


def _read_key(activity: UUID) -> bytes:
    try:
        key = key_path(activity).read_bytes()
    except FileNotFoundError as error:
        raise SealLost(activity) from error
    if len(key) != KEY_BYTES:
        raise SealLost(activity)
    return key


def _write_durably(file, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Make sure that the folder's own entry survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
