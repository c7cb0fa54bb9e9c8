"""Reads of evidence, for exports. Partnerships and activities are plain ids on this floor."""

import csv
import io
import json
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Model, QuerySet

from thegither.spine.evidence.models import AuditEntry, AuditHead, AuditSalt, Release, Seal

AUDIT_COLUMNS = (
    "number at actor verb about mandate state_digest previous_hash hash".split()
)  # in the order in which they are hashed


def rows(chain: UUID, activities: Collection[UUID]) -> list[QuerySet[Model]]:
    """Every row of this floor that belongs to a partnership. Keys of seals are files and stay behind."""
    return [
        AuditHead.objects.filter(chain=chain),
        AuditEntry.objects.filter(chain=chain),
        AuditSalt.objects.filter(entry__chain=chain),
        Release.objects.filter(chain=chain),
        Seal.objects.filter(activity__in=list(activities)),
    ]


def head_of(chain: UUID) -> str:
    """The head hash to print on records, in letters and in exports; empty for an empty chain."""
    return AuditHead.objects.filter(chain=chain).values_list("hash", flat=True).first() or ""


def is_sealed(activity: UUID | None) -> bool:
    """Whether people stand, or stood, in this activity as pseudonyms; nothing may point at one of them."""
    return Seal.objects.filter(activity=activity).exists()


def lost_seals() -> QuerySet[Seal]:
    """The activities whose key is gone, as their ids; what is still open of them has to close."""
    return Seal.objects.filter(state=Seal.State.LOST).values("activity")


def open_files(chain: UUID) -> Iterator[tuple[str, bytes]]:
    """The chain and the releases in open formats."""
    yield "audit-chain.csv", _audit_csv(chain)
    for release in Release.objects.filter(chain=chain).iterator():
        name = f"releases/{release.activity}/{release.kind}-{release.number}.json"
        yield name, _release_json(release)


def _audit_csv(chain: UUID) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(AUDIT_COLUMNS)
    for entry in AuditEntry.objects.filter(chain=chain).order_by("number").iterator():
        moment = entry.at.isoformat(timespec="microseconds")
        table.writerow([moment if name == "at" else getattr(entry, name) for name in AUDIT_COLUMNS])
    return text.getvalue().encode()


def _release_json(release: Release) -> bytes:
    content = {
        "kind": release.kind,
        "number": release.number,
        "as_of": release.as_of.isoformat(),
        "method": release.method,
        "content": release.content,
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
