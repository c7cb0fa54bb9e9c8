"""Has anybody altered the audit chain? Read it once from the first entry to the last and see.

What is found without help: a changed, removed, inserted or reordered entry, a cut-off end, a changed
release. Whoever rewrites the whole chain **and** its head row leaves no trace inside the database; a head
hash printed earlier, on a record or in a letter, finds that too, for it is then nowhere in the chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from thegither.spine.evidence.chain import START, entry_hash, state_digest
from thegither.spine.evidence.models import AuditEntry, AuditHead, Release

SHORTEST_HEAD = 16


class HeadTooShort(ValueError):
    """Too few characters of a printed hash to be sure."""


@dataclass(frozen=True)
class Verification:
    """How far the chain was read, and what was wrong with it, if anything was."""

    chain: UUID
    entries: int
    head: str
    altered: int | None = None
    problem: str = ""

    @property
    def is_intact(self) -> bool:
        return not self.problem


@dataclass
class _Reading:
    """Where the reader stands while entries stream past."""

    number: int = 0
    hash: str = START
    wanted: str = ""
    found: bool = False

    def take(self, entry: AuditEntry) -> str:
        """Step to this entry; the answer is what is wrong with it, or nothing."""
        if entry.number != self.number + 1:
            return _("Entry %(number)s is missing.") % {"number": self.number + 1}
        if entry.previous_hash != self.hash or entry_hash(entry) != entry.hash:
            return _("Entry %(number)s was altered.") % {"number": entry.number}
        self.number, self.hash = entry.number, entry.hash
        self.found = self.found or entry.hash.startswith(self.wanted)
        return ""


def verify_chain(chain: UUID, head: str | None = None) -> Verification:
    """Read one partnership's chain and say which entry is the first that is not as it was written.

    `head` is a head hash as printed, in full or its first 16 characters or more.
    """
    reading = _Reading(wanted=_clean_head(head))
    kept = AuditHead.objects.filter(chain=chain).first()
    for entry in _entries(chain):
        problem = reading.take(entry)
        if problem:
            return _verdict(chain, reading, problem, reading.number + 1)
        if kept and entry.number == kept.number and entry.hash != kept.hash:
            return _verdict(chain, reading, _("The chain was written anew."), entry.number)
    return _check_end(chain, reading, kept)


def verify_chains(chains: list[UUID], head: str | None = None) -> list[Verification]:
    """Verify several chains; a printed head has to be in one of them."""
    results = [verify_chain(chain) for chain in chains]
    if not head or not all(result.is_intact for result in results):
        return results
    checked = [verify_chain(chain, head) for chain in chains]
    return results if any(result.is_intact for result in checked) else checked


def state_is(entry: AuditEntry, state: dict) -> bool | None:
    """Whether this is the state that the entry was written for; None once its salt is erased."""
    salt = getattr(entry, "auditsalt", None)
    return None if salt is None else state_digest(salt.salt, state) == entry.state_digest


def release_state(release: Release) -> dict:
    """What the chain holds of a release."""
    return {"kind": release.kind, "number": release.number, "content": release.content}


def _entries(chain: UUID) -> Iterator[AuditEntry]:
    entries = AuditEntry.objects.filter(chain=chain).order_by("number")
    return entries.iterator(chunk_size=2000)


def _check_end(chain: UUID, reading: _Reading, kept: AuditHead | None) -> Verification:
    if kept and reading.number > kept.number:  # others may have appended while we read
        kept = AuditHead.objects.get(chain=chain)
    if (kept.number if kept else 0) > reading.number:
        return _verdict(chain, reading, _("The end of the chain was cut off."), reading.number + 1)
    if kept is None and reading.number or kept and kept.number < reading.number:
        return _verdict(chain, reading, _("The head of the chain was altered."), reading.number)
    if not reading.found and reading.wanted:
        problem = _("No entry has the printed hash: the chain was cut off or written anew.")
        return _verdict(chain, reading, problem, None)
    return _check_releases(chain, reading)


def _check_releases(chain: UUID, reading: _Reading) -> Verification:
    publishings = AuditEntry.objects.filter(chain=chain, verb="publish_release")
    entries = {entry.about: entry for entry in publishings.select_related("auditsalt")}
    for release in Release.objects.filter(chain=chain).iterator():
        entry = entries.pop(f"release:{release.id}", None)
        if entry is None or state_is(entry, release_state(release)) is False:
            problem = _("A release differs from what the chain says of it.")
            return _verdict(chain, reading, problem, entry.number if entry else None)
    if entries:
        first = min(entries.values(), key=lambda entry: entry.number)
        return _verdict(chain, reading, _("A release was removed."), first.number)
    return _verdict(chain, reading, "", None)


def _verdict(chain: UUID, reading: _Reading, problem: str, altered: int | None) -> Verification:
    return Verification(chain, reading.number, reading.hash, altered, problem)


def _clean_head(head: str | None) -> str:
    wanted = (head or "").strip().lower()
    if wanted and len(wanted) < SHORTEST_HEAD:
        raise HeadTooShort(
            _("Give at least the first %(number)s characters of the printed hash.")
            % {"number": SHORTEST_HEAD}
        )
    return wanted
