"""Decision types with two masters: the last word is with several, and none of them answers to another.

Whoever may decide matters of a type up to the highest limit that anybody has, has the last word on it.
Two such posts are harmless while one of them answers to the other; else nobody can say who settles it
when they differ, and whoever wants a yes can try both.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thegither.methods.authority.scheme import Scheme, deciding


@dataclass(frozen=True)
class SharedLastWord:
    """A decision type, the highest limit anybody has for it, and all who have it, by name."""

    decision_type: str
    limit: Decimal
    masters: tuple[str, ...]


def shared_last_words(
    scheme: Scheme, on: date, superiors: Mapping[str, Collection[str]] | None = None
) -> tuple[SharedLastWord, ...]:
    """Every type with two masters on a day, by name.

    `superiors` names for each post everybody it answers to, directly or in the end; posts of one circle
    answer to each other, so that none of them stands above the rest, and all count.

    >>> from thegither.methods.authority.scheme import Clause
    >>> scheme = Scheme([Clause("1", "respite", "council"), Clause("2", "respite", "health board")])
    >>> today = date(2026, 11, 21)
    >>> shared_last_words(scheme, today)[0].masters
    ('council', 'health board')
    >>> shared_last_words(scheme, today, {"health board": ["council"]})
    ()
    """
    above = superiors or {}
    found = (_shared(scheme, kind, on, above) for kind in sorted(scheme.by_type))
    return tuple(each for each in found if each is not None)


def _shared(
    scheme: Scheme, kind: str, on: date, superiors: Mapping[str, Collection[str]]
) -> SharedLastWord | None:
    standing = [clause for clause in scheme.by_type[kind] if clause.stands_on(on)]
    if not standing:
        return None
    limit = max(clause.limit for clause in standing)
    highest = {clause.post for clause in standing if clause.limit == limit}
    able = {post for post in highest if deciding(scheme.clauses_of(kind, post, on), limit)}
    heads = {post for post in able if not able & ({*superiors.get(post, ())} - {post})}
    masters = tuple(sorted(heads or able))
    return SharedLastWord(kind, limit, masters) if len(masters) > 1 else None
