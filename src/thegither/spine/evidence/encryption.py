"""A stream locked with a passphrase: nobody can read it, change it, cut it or swap it unnoticed.

The key is scrypt(passphrase, salt). The stream is cut into chunks, each sealed with AES-256-GCM. A chunk's
nonce is its place in the stream; what is authenticated beside it is the stream's name and whether the chunk is
the last one, so that chunks cannot be moved, left out or put into another stream. Each stream has a salt of
its own and so a key of its own, which is why no nonce is used twice.

References
----------
C. Percival and S. Josefsson (2016), The scrypt password-based key derivation function. RFC 7914.
V. T. Hoang, R. Reyhanitabar, P. Rogaway and D. Vizar (2015), Online authenticated-encryption and its
nonce-reuse misuse-resistance (the STREAM construction), CRYPTO 2015. DOI 10.1007/978-3-662-47989-6_24
"""

import hashlib
import io
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK, TAG, SALT = 1 << 18, 16, 32
# 128 MiB and about half a second for each guess.
COST, BLOCK, MEMORY_LIMIT = 1 << 17, 8, 1 << 28


class CannotUnlock(Exception):
    """The passphrase is wrong, or a byte was changed: which of the two, nobody can tell."""


class LockingWriter(io.RawIOBase):
    """Encrypts what is written to it. Closing it writes the last chunk; the target stays open."""

    def __init__(self, target: BinaryIO, passphrase: str, name: str) -> None:
        salt = secrets.token_bytes(SALT)
        target.write(salt)
        self._target, self._name = target, name
        self._cipher, self._place, self._rest = _cipher(passphrase, salt), 0, bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._rest += data
        while len(self._rest) > CHUNK:
            self._put(bytes(self._rest[:CHUNK]), is_last=False)
            del self._rest[:CHUNK]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._rest), is_last=True)
            super().close()

    def _put(self, chunk: bytes, is_last: bool) -> None:
        beside = _beside(self._name, is_last)
        self._target.write(self._cipher.encrypt(_nonce(self._place), chunk, beside))
        self._place += 1


class UnlockingReader(io.RawIOBase):
    """Decrypts what `LockingWriter` wrote. Raises `CannotUnlock` before giving out a wrong byte."""

    def __init__(self, source: BinaryIO, passphrase: str, name: str) -> None:
        self._source, self._name = source, name
        self._cipher, self._place = _cipher(passphrase, source.read(SALT)), 0
        self._next, self._rest = source.read(CHUNK + TAG), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._rest and self._next is not None:
            self._rest = self._take()
        given = self._rest[: len(buffer)]
        buffer[: len(given)] = given
        self._rest = self._rest[len(given) :]
        return len(given)

    def _take(self) -> bytes:
        sealed, following = self._next, self._source.read(CHUNK + TAG)
        beside = _beside(self._name, is_last=not following)
        self._next = following or None
        try:
            chunk = self._cipher.decrypt(_nonce(self._place), sealed, beside)
        except (InvalidTag, ValueError) as error:
            raise CannotUnlock from error
        self._place += 1
        return chunk


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    if len(salt) != SALT:
        raise CannotUnlock
    key = hashlib.scrypt(
        passphrase.encode(), salt=salt, n=COST, r=BLOCK, p=1, maxmem=MEMORY_LIMIT, dklen=32
    )
    return AESGCM(key)


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")


def _beside(name: str, is_last: bool) -> bytes:
    return name.encode() + (b"\x00last" if is_last else b"\x00more")
