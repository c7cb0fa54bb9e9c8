"""What changes evidence: entries of the audit chain, releases, seals, rows that come from an export."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby, islice
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence import seals
from thegither.spine.evidence.chain import START, canonical, entry_hash, settle, state_digest
from thegither.spine.evidence.models import AuditEntry, AuditHead, AuditSalt, Release, Seal
from thegither.spine.evidence.verify import release_state
from thegither.spine.evidence.zips import ArchiveRefused

SYSTEM = "system"
BATCH = 1000


@transaction.atomic
def append_entry(
    *, chain: UUID, actor: str, verb: str, about: str, state: dict[str, Any], mandate: str = ""
) -> AuditEntry:
    """Append one entry to a partnership's chain. Call it last: it locks the chain until you commit.

    `state` is what the object looks like now, in JSON's types; only its salted digest is kept.
    """
    salt = secrets.token_hex(32)
    digest = state_digest(salt, state)
    head = _lock_head(chain)
    entry = AuditEntry(
        chain=chain,
        number=head.number + 1,
        at=timezone.now(),
        actor=actor,
        verb=verb,
        about=about,
        mandate=mandate,
        state_digest=digest,
        previous_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    AuditSalt.objects.create(entry=entry, salt=salt)
    AuditHead.objects.filter(chain=chain).update(number=entry.number, hash=entry.hash)
    return entry


def _lock_head(chain: UUID) -> AuditHead:
    """The newest entry's row, locked. SQLite has locked the whole file since the transaction began.

    Two first entries at once are safe: the second insert waits for the first and then changes nothing.
    """
    heads = AuditHead.objects.select_for_update().filter(chain=chain)
    head = heads.first()
    if head is None:
        start = AuditHead(chain=chain, number=0, hash=START)
        AuditHead.objects.bulk_create([start], ignore_conflicts=True)
        head = heads.get()
    return head


@transaction.atomic
def erase_salts(*, chain: UUID, ids: Collection[UUID]) -> int:
    """Erase what ties the chain's digests to the states of what these objects did, or what was done to
    them, and say how many there were.

    The entries stay and the chain still verifies, but no guess can be tested against them any more. What
    was released keeps its salts: it names nobody, and has to be told from what it is not.
    """
    known = {str(key) for key in ids}
    entries = AuditEntry.objects.filter(chain=chain).exclude(verb="publish_release")
    named = [
        key
        for key, *marks in entries.values_list("pk", "actor", "about").iterator()
        if any(mark.rpartition(":")[2] in known for mark in marks)
    ]
    batches = [named[start : start + BATCH] for start in range(0, len(named), BATCH)]
    return sum(AuditSalt.objects.filter(entry__in=batch).delete()[0] for batch in batches)


def empty_journal() -> None:
    """On SQLite, bring the write-ahead log into the file and cut it off, with all the old rows in it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic
def publish_release(
    *,
    chain: UUID,
    activity: UUID,
    kind: str,
    content: dict[str, Any],
    method: str,
    as_of: datetime | None = None,
    actor: str = SYSTEM,
) -> Release:
    """Keep a table as it goes out, numbered within its activity and kind, and chain it."""
    _lock_head(chain)
    earlier = Release.objects.filter(activity=activity, kind=kind)
    release = Release.objects.create(
        id=uuid4(),
        chain=chain,
        activity=activity,
        kind=kind,
        number=earlier.count() + 1,
        as_of=as_of or timezone.now(),
        method=method,
        content=settle(content),
    )
    append_entry(
        chain=chain,
        actor=actor,
        verb="publish_release",
        about=f"release:{release.id}",
        state=release_state(release),
    )
    return release


@transaction.atomic
def open_seal(*, activity: UUID) -> Seal:
    """Seal an activity: from now on its people stand as pseudonyms under a key of its own."""
    seal = Seal.objects.create(activity=activity)
    seals.create_key(activity)
    return seal


@transaction.atomic
def close_seal(*, activity: UUID, digest: str) -> Seal:
    """Keep the digest of the rewritten rows, and destroy the key as soon as that is safely stored."""
    seal = Seal.objects.select_for_update().get(activity=activity)
    has_key = seal.state == Seal.State.OPEN and seals.has_key(activity)
    seal.state = Seal.State.CLOSED if has_key else Seal.State.LOST
    seal.digest, seal.closed_on = digest, timezone.localdate()
    seal.save()
    if has_key:
        transaction.on_commit(lambda: seals.destroy_key(activity))
    return seal


@transaction.atomic
def lose_seals(*, activities: Collection[UUID]) -> list[UUID]:
    """Mark open seals whose key stayed elsewhere, as after an import. Their activities have to close."""
    lost = Seal.objects.filter(activity__in=list(activities), state=Seal.State.OPEN)
    names = sorted(lost.values_list("activity", flat=True))
    lost.update(state=Seal.State.LOST)
    return names


def destroy_left_keys() -> int:
    """Destroy keys of closed seals that a crash left behind, and say how many. `tick` calls this."""
    closed = Seal.objects.filter(state=Seal.State.CLOSED).values_list("activity", flat=True)
    left = [activity for activity in closed if seals.has_key(activity)]
    for activity in left:
        seals.destroy_key(activity)
    return len(left)


def digest_of(rows: Any) -> str:
    """The digest of all rows of a sealed activity, for `close_seal`.

    >>> digest_of([{"choice": 1}])[:8]
    'd234529e'
    """
    return hashlib.sha256(canonical(rows)).hexdigest()


@transaction.atomic
def restore_rows(
    *, rows: Iterator[Model], known: Collection[type[Model]], shared: Collection[type[Model]] = ()
) -> dict[str, int]:
    """Store rows of an export as they are, ids and all, and say how many there were of each kind.

    known: the kinds of rows that an export may hold. shared: kinds of which this place may have the same
    row already (somebody who takes part in two partnerships); that row is kept as it is here.
    Raises `ArchiveRefused`, and stores nothing, where a row is of no known kind, is here already, or
    points to nothing.
    """
    counts: Counter[str] = Counter()
    try:
        with transaction.atomic():
            for model, batch in _batches(rows):
                if model not in known:
                    raise ArchiveRefused(_("This archive holds rows that no export has."))
                counts[model._meta.label_lower] += len(batch)
                model._default_manager.bulk_create(
                    _absent(model, batch) if model in shared else batch
                )
            connection.check_constraints()
    except IntegrityError as error:
        raise ArchiveRefused(
            _("A part of this archive is here already, or is incomplete. Nothing was stored.")
        ) from error
    return dict(counts)


def _batches(rows: Iterator[Model]) -> Iterator[tuple[type[Model], list[Model]]]:
    for model, same in groupby(rows, type):
        while batch := list(islice(same, BATCH)):
            yield model, batch


def _absent(model: type[Model], batch: list[Model]) -> list[Model]:
    here = set(
        model._default_manager.filter(pk__in=[row.pk for row in batch]).values_list("pk", flat=True)
    )
    return [row for row in batch if row.pk not in here]
