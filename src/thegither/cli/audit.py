"""What `thegither verify` reads and says. Loaded only once Django is."""

from typing import Any

from thegither.spine.evidence.verify import Verification, verify_chains
from thegither.spine.spaces.models import Partnership

Found = list[tuple[str, Verification]]


class NoSuchPartnership(Exception):
    """No partnership has this address."""


def read_chains(slug: str, head: str) -> Found:
    """Verify one partnership's chain, or all of them; a printed head has to be in one."""
    partnerships = Partnership.objects.order_by("slug")
    if slug:
        partnerships = partnerships.filter(slug=slug)
    if slug and not partnerships:
        raise NoSuchPartnership(f"There is no partnership {slug} here.")
    if head and not partnerships:
        raise NoSuchPartnership("There is no partnership here yet, so no chain to verify.")
    results = verify_chains([partnership.pk for partnership in partnerships], head or None)
    return list(zip([partnership.slug for partnership in partnerships], results, strict=True))


def as_json(found: Found) -> dict[str, Any]:
    """Entries read in all, the first altered one by number, and the same by partnership."""
    altered = [result.altered for _, result in found if result.problem]
    return {
        "entries": sum(result.entries for _, result in found),
        "intact": all(result.is_intact for _, result in found),
        "altered": altered[0] if altered else None,
        "chains": [
            {
                "partnership": slug,
                "entries": result.entries,
                "altered": result.altered,
                "problem": result.problem,
                "head": result.head,
            }
            for slug, result in found
        ],
    }


def say(slug: str, result: Verification) -> str:
    if result.problem:
        return f"{slug}: {result.problem} {result.entries:,} entries before it are as written."
    return f"{slug}: {result.entries:,} entries read, none altered. Head: {result.head}"
