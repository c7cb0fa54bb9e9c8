"""By what somebody can be found in a text: name, address, phone; and how these are taken out of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from thegither.spine.people.models import Merge, Person

SHORTEST_PHONE = 6


@dataclass(frozen=True, slots=True)
class Marks:
    """`anywhere` is replaced wherever it stands; `alone` only where it is all that a field holds.

    A name of one word ("Grace") is often a word too, and a name that somebody else of the register bears
    is theirs as well: so neither is replaced inside a sentence.
    """

    anywhere: frozenset[str]
    alone: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[Person]) -> Self:
        entries = list(entries)
        names = {entry.name for entry in entries}
        reached = {mark for entry in entries for mark in (entry.email, entry.phone)} | _before(
            entries
        )
        full = {name for name in names if " " in name.strip() and not _is_shared(name, entries)}
        contact = {mark for mark in reached if "@" in mark or len(mark) >= SHORTEST_PHONE}
        return cls(frozenset(full | contact), frozenset(names | contact))

    def taken_out_of(self, value: Any) -> Any:
        """The value without any mark: text, or lists and objects of JSON.

        >>> Marks(frozenset({"Una Quill"}), frozenset()).taken_out_of({"who": ["Una Quill said so"]})
        {'who': ['somebody who left said so']}
        """
        if isinstance(value, dict):
            return {self.taken_out_of(k): self.taken_out_of(v) for k, v in value.items()}
        if isinstance(value, list):
            return [self.taken_out_of(each) for each in value]
        return self._from_text(value) if isinstance(value, str) else value

    def stand_in(self, text: str) -> bool:
        return self._pattern().search(text) is not None if self.anywhere else False

    def _from_text(self, text: str) -> str:
        if text.strip().casefold() in {mark.casefold() for mark in self.alone}:
            return "" if "@" in text or text.strip()[-1:].isdigit() else _("somebody who left")
        if not self.anywhere:
            return text
        return self._pattern().sub(_("somebody who left"), text)

    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.anywhere, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first))
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _before(entries: list[Person]) -> set[str]:
    """Addresses that a merge remembers, so that it could be undone."""
    moved = Merge.objects.filter(kept__in=entries).values_list("moved", flat=True)
    found = {
        fields.get(name) for each in moved for fields in _both(each) for name in ("email", "phone")
    }
    return {mark for mark in found if mark}


def _both(moved: dict[str, Any]) -> list[dict[str, Any]]:
    return [moved.get("before", {}), moved.get("after", {})]


def _is_shared(name: str, entries: list[Person]) -> bool:
    own = [entry.pk for entry in entries]
    others = Person.objects.filter(partnership=entries[0].partnership_id, name__iexact=name)
    return others.exclude(pk__in=own).exists()
