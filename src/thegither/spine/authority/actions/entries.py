"""Writing lines and clauses, and striking them. A row is never altered: a change strikes it and writes
another, so that what was known at any moment can be had again."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority.models import AccountabilityLine, DatedEntry, Delegation, Look
from thegither.spine.people.actions.register import by_hand, check_span, write_down
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.models import Post
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

# What a row keeps to itself when its words are written again.
OWN = ("id", "written_at", "struck_at")


@transaction.atomic
def add_line(
    *,
    viewer: Viewer,
    from_post: Post,
    to_post: Post,
    kind: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> AccountabilityLine:
    """Write down that one post answers to another, for what, and from when to when."""
    if from_post == to_post:
        raise WrongEntry(_("A post cannot answer to itself. Choose another."), "to_post")
    entry = AccountabilityLine(
        partnership=from_post.partnership,
        from_post=from_post,
        to_post=to_post,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    check_new(entry, "to_post", _("This line stands already for some of these days."))
    return _write(viewer, entry, "add_line")


@transaction.atomic
def add_delegation(
    *,
    viewer: Viewer,
    post: Post,
    decision_type: str,
    clause: str,
    limit: Decimal | None = None,
    conditions: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Delegation:
    """Write down one clause: this post may decide this, up to that limit, on these conditions."""
    entry = Delegation(
        partnership=post.partnership,
        post=post,
        decision_type=as_spelled(post.partnership, decision_type),
        clause=clause.strip(),
        limit=limit,
        conditions=conditions.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    check_new(entry, "limit", _("This clause stands already for some of these days."))
    return _write(viewer, entry, "add_delegation")


@transaction.atomic
def change_delegation(
    *,
    viewer: Viewer,
    delegation: Delegation,
    from_day: date,
    clause: str,
    limit: Decimal | None = None,
    conditions: str = "",
) -> Delegation:
    """From a day on the clause says something else; up to the day before, it says what it said."""
    _check_within(delegation, from_day, "from_day")
    old = _strike(delegation)
    if delegation.valid_from is None or delegation.valid_from < from_day:
        _again(delegation, valid_to=from_day - timedelta(days=1))
    new = _again(
        delegation,
        valid_from=from_day,
        clause=clause.strip(),
        limit=limit,
        conditions=conditions.strip(),
    )
    _wrote(viewer, new, "change_delegation", instead_of=old.pk)
    return new


@transaction.atomic
def end_entry(*, viewer: Viewer, entry: DatedEntry, last_day: date) -> DatedEntry:
    """It holds up to this day and no longer."""
    _check_within(entry, last_day, "last_day")
    old = _strike(entry)
    new = _again(entry, valid_to=last_day)
    _wrote(viewer, new, f"end_{new._meta.model_name}", instead_of=old.pk)
    return new


@transaction.atomic
def strike_entry(*, viewer: Viewer, entry: DatedEntry, because: str) -> DatedEntry:
    """It was written by mistake, and holds on no day. Answers given while it stood stay as they were."""
    struck = _strike(entry)
    _wrote(viewer, struck, f"strike_{struck._meta.model_name}", because=because)
    return struck


def as_spelled(partnership: Partnership, decision_type: str) -> str:
    """One kind of decision has one spelling: the one that stands in the scheme already, if any does."""
    words = " ".join(decision_type.split())
    known = Delegation.objects.filter(partnership=partnership, decision_type__iexact=words)
    return known.values_list("decision_type", flat=True).first() or words


def check_new(entry: DatedEntry, field: str, sentence: str) -> None:
    """Raises `WrongEntry` for days in the wrong order, and for what stands already."""
    check_span(entry.valid_from, entry.valid_to, "valid_to")
    if overlapping(entry).exists():
        raise WrongEntry(sentence, field)


def overlapping(entry: DatedEntry) -> Any:
    """Rows that say the same of some of the same days."""
    dates = ("valid_from", "valid_to", "partnership", "provenance", "identifier")
    same = {
        f.name: getattr(entry, f.name)
        for f in entry._meta.concrete_fields
        if f.name not in (*OWN, *dates)
    }
    rows = type(entry).objects.filter(type(entry).known(), partnership=entry.partnership, **same)
    if entry.valid_from:
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=entry.valid_from))
    if entry.valid_to:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=entry.valid_to))
    return rows


def something_changed(partnership: Partnership) -> None:
    """The house looks again for gaps, circles and drift when the clock next comes round."""
    Look.objects.update_or_create(partnership=partnership, defaults={"looked_on": None})


def _write(viewer: Viewer, entry: Any, verb: str) -> Any:
    filled = [name for name, value in _words(entry).items() if value not in (None, "")]
    entry.provenance = by_hand(viewer, entry.partnership_id, filled)
    entry.save()
    _wrote(viewer, entry, verb)
    return entry


def _wrote(viewer: Viewer, entry: DatedEntry, verb: str, **more: object) -> None:
    write_down(viewer, verb, entry, **_words(entry), **more)
    something_changed(entry.partnership)


def _words(entry: DatedEntry) -> dict[str, object]:
    apart = (*OWN, "partnership", "provenance", "identifier")
    fields = [f for f in entry._meta.concrete_fields if f.name not in apart]
    return {f.name: getattr(entry, f.attname) for f in fields}


def _check_within(entry: DatedEntry, day: date, field: str) -> None:
    if entry.valid_from and day < entry.valid_from:
        raise WrongEntry(_("Choose a day on which it holds already, or a later one."), field)
    if entry.valid_to and day > entry.valid_to:
        raise WrongEntry(_("By that day it holds no longer. Choose an earlier one."), field)


def _strike(entry: DatedEntry) -> Any:
    standing = type(entry).objects.select_for_update().filter(pk=entry.pk, struck_at=None).first()
    if standing is None:
        raise WrongEntry(_("Somebody changed this a moment ago. Look at it again first."))
    standing.struck_at = timezone.now()
    standing.save(update_fields=["struck_at"])
    return standing


def _again(entry: DatedEntry, **changes: object) -> Any:
    same = {
        f.name: getattr(entry, f.name) for f in entry._meta.concrete_fields if f.name not in OWN
    }
    return type(entry).objects.create(**same | changes)
