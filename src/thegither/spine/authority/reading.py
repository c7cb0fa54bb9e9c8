"""A list of lines or clauses, read against the register: what it would store, and all that is wrong with it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.utils.translation import gettext as _

from thegither.formats.authority import CLAUSE_NEEDS, LINE_NEEDS, clause_of, line_of
from thegither.formats.errors import FormatError
from thegither.formats.headed import Row, check_names, named_cells
from thegither.formats.tables import Table
from thegither.methods.authority.scheme import UNLIMITED, Clause
from thegither.spine.authority.actions.entries import as_spelled
from thegither.spine.authority.models import AccountabilityLine, DatedEntry, Delegation
from thegither.spine.authority.queries import posts_of
from thegither.spine.authority.standing import Standing
from thegither.spine.authority.wording import post_name
from thegither.spine.people.models import Post
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

LONGEST, LARGEST = 100, 10**12
KINDS = {str(label).casefold(): value for value, label in AccountabilityLine.Kind.choices}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a list holds, how much of it stands already, and everything wrong, by line and column."""

    entries: tuple[Any, ...]
    known: int
    problems: tuple[FormatError, ...]

    @property
    def new(self) -> int:
        return len(self.entries) - self.known


class Posts:
    """The posts of the register by all they may be called: id, mark, label, label with body."""

    def __init__(self, viewer: Viewer) -> None:
        self.called: dict[str, list[Post]] = defaultdict(list)
        for post in posts_of(viewer):
            body = post.organization.name
            names = {str(post.pk), post.identifier, post.label, post_name(post)}
            names |= {f"{body} – {post.label}", f"{body} - {post.label}", f"{body}: {post.label}"}
            for name in names - {""}:
                self.called[name.casefold()].append(post)

    def find(self, source: str, line: int, column: str, name: str) -> Post:
        """Raises FormatError where no post or several are called so."""
        found = self.called.get(name.casefold(), [])
        if len(found) == 1:
            return found[0]
        if found:
            what = _("several posts are called %(name)s; write %(full)s") % {
                "name": repr(name),
                "full": repr(post_name(found[0])),
            }
        else:
            what = _("no post of the register is called %s; add it there first") % repr(name)
        raise FormatError(source, line, column, what)


def read_lines(viewer: Viewer, partnership: Partnership, table: Table) -> Reading:
    """Columns `from`, `to`, and where known `kind`, `valid_from`, `valid_to`."""
    posts = Posts(viewer)

    def entry(line: int, row: Row) -> AccountabilityLine:
        told = line_of(table.source, line, row)
        below = posts.find(table.source, line, "from", told.below)
        above = posts.find(table.source, line, "to", told.above)
        if below == above:
            raise FormatError(table.source, line, "to", _("a post cannot answer to itself"))
        return AccountabilityLine(
            partnership=partnership,
            from_post=below,
            to_post=above,
            kind=_kind(table.source, line, told.kind),
            valid_from=told.valid_from,
            valid_to=told.valid_to,
        )

    return _read(partnership, table, LINE_NEEDS, entry)


def read_delegations(viewer: Viewer, partnership: Partnership, table: Table) -> Reading:
    """Columns `decision_type`, `post`, and where known `clause`, `limit`, `conditions` and the days."""
    posts, spelled = Posts(viewer), cache(partial(as_spelled, partnership))

    def entry(line: int, row: Row) -> Delegation:
        told = clause_of(table.source, line, row)
        _check_room(table.source, line, told)
        return Delegation(
            partnership=partnership,
            post=posts.find(table.source, line, "post", told.post),
            decision_type=spelled(told.decision_type),
            clause=told.id,
            limit=None if told.limit == UNLIMITED else told.limit,
            conditions=told.condition,
            valid_from=told.valid_from,
            valid_to=told.valid_to,
        )

    return _read(partnership, table, CLAUSE_NEEDS, entry)


def _read(
    partnership: Partnership,
    table: Table,
    needs: tuple[str, ...],
    entry: Callable[[int, Row], DatedEntry],
) -> Reading:
    names = [_as_name(cell) for cell in table.rows[0].cells]
    try:
        check_names(table.source, names, needs)
    except FormatError as problem:
        return Reading((), 0, (problem,))
    entries, problems, seen = [], [], {}
    for row in table.rows[1:]:
        try:
            one = entry(row.line, named_cells(table.source, row.line, names, [*row.cells]))
            _refuse_twice(table.source, row.line, one, seen)
            entries.append(one)
        except FormatError as problem:
            problems.append(problem)
    known = Standing(partnership, entries)
    return Reading(tuple(entries), sum(entry in known for entry in entries), tuple(problems))


def _as_name(cell: str) -> str:
    """`Valid from` heads the same column as `valid_from`."""
    return "_".join(cell.casefold().split())


def _kind(source: str, line: int, kind: str) -> str:
    code = KINDS.get(kind.casefold(), kind.casefold())
    if code not in AccountabilityLine.Kind.values:
        known = ", ".join(AccountabilityLine.Kind.values)
        raise FormatError(source, line, "kind", _("a line is one of these: %s") % known)
    return code


def _check_room(source: str, line: int, told: Clause) -> None:
    for column, words in (("decision_type", told.decision_type), ("clause", told.id)):
        if len(words) > LONGEST:
            raise FormatError(source, line, column, _("it has more than %s letters") % LONGEST)
    if told.limit != UNLIMITED and (told.limit >= LARGEST or told.limit != round(told.limit, 2)):
        raise FormatError(source, line, "limit", _("it is no amount in pounds and pence"))


def _refuse_twice(source: str, line: int, one: DatedEntry, seen: dict[Any, int]) -> None:
    fields = [f.attname for f in one._meta.concrete_fields if f.name not in ("id", "written_at")]
    key = tuple(str(getattr(one, name)) for name in fields)
    if key in seen:
        raise FormatError(source, line, "", _("it says the same as line %s") % seen[key])
    seen[key] = line
