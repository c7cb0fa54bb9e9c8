"""Two entries that are one person: joined only when somebody says so, and parted again without a trace."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.people.actions.register import write_down
from thegither.spine.people.errors import NotMergeable
from thegither.spine.people.models import KeptApart, Merge, Person
from thegither.spine.spaces.visibility import Viewer

# What hangs on a person, by the name of the way back.
TIES = ("memberships", "seats", "consents", "responsibilities")
FILLED = ("email", "phone", "account_id")


@transaction.atomic
def merge_people(*, viewer: Viewer, kept: Person, absorbed: Person) -> Merge:
    """Let `kept` stand for both: what hung on `absorbed` hangs on it, and its empty fields are filled.

    `absorbed` stays as it is, marked; the merge remembers each row it moved, so that it can be undone.
    """
    _check(kept, absorbed)
    moved: dict[str, Any] = {"before": _fields(kept)}
    for tie in TIES:
        rows = getattr(absorbed, tie)
        moved[tie] = [str(key) for key in rows.order_by("pk").values_list("pk", flat=True)]
        rows.update(person=kept)
    _fill(kept, absorbed)
    moved["after"] = _fields(kept)
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    merge = Merge.objects.create(kept=kept, absorbed=absorbed, moved=moved)
    write_down(viewer, "merge_people", kept, absorbed=absorbed.pk)
    return merge


@transaction.atomic
def undo_merge(*, viewer: Viewer, merge: Merge) -> Merge:
    """Put everything back where it was. Later merges of the same people must be undone first."""
    if merge.undone_at:
        raise NotMergeable(_("This was undone before."))
    if _later(merge).exists():
        raise NotMergeable(_("Undo the later merges of these people first."))
    kept, absorbed = merge.kept, merge.absorbed
    for tie in TIES:
        getattr(kept, tie).filter(pk__in=merge.moved[tie]).update(person=absorbed)
    _restore(kept, merge.moved)
    absorbed.merged_into = None
    absorbed.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    write_down(viewer, "undo_merge", kept, absorbed=absorbed.pk)
    return merge


@transaction.atomic
def keep_apart(*, viewer: Viewer, first: Person, second: Person) -> KeptApart:
    """Two who look alike are two: do not ask again."""
    _check_two(first, second)
    low, high = sorted((first, second), key=lambda person: person.pk)
    apart, is_new = KeptApart.objects.get_or_create(first=low, second=high)
    if is_new:
        write_down(viewer, "keep_apart", low, second=high.pk)
    return apart


def _check_two(first: Person, second: Person) -> None:
    if first.pk == second.pk or first.partnership_id != second.partnership_id:
        raise NotMergeable(_("Choose two entries of the same register."))


def _check(kept: Person, absorbed: Person) -> None:
    _check_two(kept, absorbed)
    if kept.merged_into_id or absorbed.merged_into_id:
        raise NotMergeable(_("One of these was merged already."))


def _fields(person: Person) -> dict[str, Any]:
    before = {name: getattr(person, name) for name in FILLED}
    before["account_id"] = str(person.account_id) if person.account_id else None
    return before | {"provenance": person.provenance}


def _fill(kept: Person, absorbed: Person) -> None:
    for name in FILLED:
        if not getattr(kept, name) and getattr(absorbed, name):
            setattr(kept, name, getattr(absorbed, name))
            if name in absorbed.provenance:
                kept.provenance = kept.provenance | {name: absorbed.provenance[name]}
    kept.save()


def _restore(kept: Person, moved: dict[str, Any]) -> None:
    """Put back what the merge filled, save where somebody has written something else since."""
    now = _fields(kept)
    for name, value in moved["before"].items():
        if now[name] == moved["after"][name]:
            setattr(kept, name, value)
    kept.save()


def _later(merge: Merge) -> Any:
    both = (merge.kept, merge.absorbed)
    standing = Merge.objects.filter(undone_at=None, merged_at__gte=merge.merged_at)
    return standing.filter(Q(kept__in=both) | Q(absorbed__in=both)).exclude(pk=merge.pk)
