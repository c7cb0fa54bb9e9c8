"""How an entry of the audit chain is hashed. No database: the same bytes can be had anywhere.

    hash(n) = SHA-256(canonical JSON of [chain, number, at, actor, verb, about, mandate,
                                         state digest, hash(n - 1)])
    state digest = HMAC-SHA256(salt, canonical JSON of the object's state)

Without its salt a state digest cannot be tested against a guess, so erasing the salt erases the person
while the chain still verifies.
"""

import hashlib
import hmac
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

START = "0" * 64


class Entry(Protocol):
    chain: UUID
    number: int
    at: datetime
    actor: str
    verb: str
    about: str
    mandate: str
    state_digest: str
    previous_hash: str


def canonical(value: Any) -> bytes:
    """One and only one way to write a value as JSON.

    >>> canonical({"b": 1, "a": UUID(int=7)})
    b'{"a":"00000000-0000-0000-0000-000000000007","b":1}'
    """
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        default=_as_text,
    ).encode()


def entry_hash(entry: Entry) -> str:
    """The hash that ties this entry to all before it."""
    parts = [
        str(entry.chain),
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.verb,
        entry.about,
        entry.mandate,
        entry.state_digest,
        entry.previous_hash,
    ]
    return hashlib.sha256(canonical(parts)).hexdigest()


def state_digest(salt: str, state: dict[str, Any]) -> str:
    """What the chain keeps of an object's state."""
    return hmac.new(bytes.fromhex(salt), canonical(state), hashlib.sha256).hexdigest()


def settle(value: Any) -> Any:
    """The value as any database gives JSON back: text keys, lists, no negative nought.

    >>> settle({2: (-0.0, 1)})
    {'2': [0.0, 1]}
    """
    return json.loads(canonical(value), parse_float=lambda text: float(text) + 0.0)


def _as_text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in the audit chain; pass text instead.")
