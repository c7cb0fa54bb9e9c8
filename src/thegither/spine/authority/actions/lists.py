"""Bringing in a whole list of lines or clauses: all of it, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.spine.authority.actions.entries import something_changed
from thegither.spine.authority.models import AccountabilityLine, DatedEntry, Delegation
from thegither.spine.authority.standing import Standing
from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of a list were written, and how many stood already."""

    new: int
    known: int

    @property
    def sentence(self) -> str:
        return _("Stored: %(new)s. Stood already: %(known)s.") % {
            "new": self.new,
            "known": self.known,
        }


@transaction.atomic
def import_lines(
    *, viewer: Viewer, partnership: Partnership, lines: Sequence[AccountabilityLine], source: str
) -> Stored:
    return _store(viewer, partnership, "import_lines", lines, source)


@transaction.atomic
def import_delegations(
    *, viewer: Viewer, partnership: Partnership, delegations: Sequence[Delegation], source: str
) -> Stored:
    return _store(viewer, partnership, "import_delegations", delegations, source)


def _store(
    viewer: Viewer, partnership: Partnership, verb: str, entries: Sequence[DatedEntry], source: str
) -> Stored:
    """One line in the audit chain for the whole list, with a digest of what it wrote."""
    standing = Standing(partnership, entries)
    new = [entry for entry in entries if entry not in standing]
    if new:
        type(new[0]).objects.bulk_create(new, batch_size=500)
    state = {"source": source, "rows": str(len(new)), "digest": _digest(new)}
    about = f"partnership:{partnership.pk}"
    append_entry(chain=partnership.pk, actor=viewer.actor, verb=verb, about=about, state=state)
    something_changed(partnership)
    return Stored(len(new), len(entries) - len(new))


def _digest(entries: Iterable[DatedEntry]) -> str:
    digest = sha256()
    for entry in entries:
        words: list[Any] = [getattr(entry, field.attname) for field in entry._meta.concrete_fields]
        digest.update(repr([str(word) for word in words]).encode())
    return digest.hexdigest()
