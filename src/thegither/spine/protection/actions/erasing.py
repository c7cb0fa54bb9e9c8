"""Forgetting one person: everywhere, and what follows from them too; only the agreed stub stays.

What stays, and why: what they promised, decided or wrote under their name is the partnership's record. It
is put down to "Somebody who left", one entry for all of them, so that nothing joins two of their doings.
Answers under a closed seal cannot be found by anybody, so they cannot be erased; they name nobody.
"""

from collections import Counter
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _

from thegither.methods.disclosure import MINIMUM
from thegither.spine.evidence.actions import erase_salts
from thegither.spine.people.models import Account, Membership, Person
from thegither.spine.people.queries import standing_seats
from thegither.spine.protection import rooms
from thegither.spine.protection.actions.keeping import write_stub
from thegither.spine.protection.errors import StillOnDuty
from thegither.spine.protection.letters import remove_letters_naming
from thegither.spine.protection.marks import Marks
from thegither.spine.protection.models import SOMEBODY_WHO_LEFT, Deletion
from thegither.spine.protection.ties import entries_of, ties_to
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE, Viewer

# Whoever once answered for a promise stays told of, without a name.
HANDED_ON = frozenset({"people.Responsibility"})
# That they left, and why, is kept as long as the person; without them it would tell of nobody.
GOES_ALONG = frozenset({"people.Leaving"})
# What was for this person alone, and is of no use to anybody else, goes even where it could stay.
FOR_THEM_ALONE = frozenset({"contact", "protection"})


@transaction.atomic
def erase_person(
    *, viewer: Viewer = HOUSE, person: Person, rule: str = Deletion.Rule.ASKED
) -> Deletion:
    """Erase a person from the register, from all that points at them, from texts, letters and digests.

    Raises `StillOnDuty` while they carry a duty: somebody else has to carry it first. The entry for
    those who were forgotten carries one for good.
    """
    _refuse_on_duty(person)
    partnership, entries = person.partnership, entries_of(person)
    marks, (sector, level) = Marks.of(entries), kept_attributes(person)
    counts = _of_capabilities(entries)
    counts["salts"] = erase_salts(chain=partnership.pk, ids=_ids(entries))
    _put_down_to_nobody(partnership, entries)
    counts.update(_delete(entries))
    counts["texts"] = _take_out(partnership, marks)
    deletion = Deletion.objects.create(
        partnership=partnership, rule=rule, counts=_some(counts), sector=sector, level=level
    )
    write_stub(viewer, "erase_person", deletion, f"deletion:{deletion.pk}")
    transaction.on_commit(lambda: remove_letters_naming(marks), robust=True)
    return deletion


def _refuse_on_duty(person: Person) -> None:
    if person.identifier == SOMEBODY_WHO_LEFT:
        raise StillOnDuty(_("This entry stands for everybody who was forgotten, and stays."))
    partnership = person.partnership
    is_told = bool(person.email) and person.email == partnership.safeguarding_email
    named = person.name == partnership.safeguarding_name
    if is_told or named or standing_seats(partnership).filter(person=person).exists():
        raise StillOnDuty(
            _("%(name)s still carries a duty. Give it to somebody else first.")
            % {"name": person.name}
        )


def kept_attributes(person: Person) -> tuple[str, str]:
    """Sector and level of the seat they held last, each only where five others or more share them."""
    ties = person.memberships.select_related("organization", "post")
    last = ties.order_by(F("valid_to").desc(nulls_first=True), "valid_from", "pk").first()
    if last is None:
        return "", ""
    sector, level = last.organization.sector, last.post.level if last.post else ""
    if level and _others(person, organization__sector=sector, post__level=level) >= MINIMUM:
        return sector, level
    return (sector if _others(person, organization__sector=sector) >= MINIMUM else ""), ""


def _others(person: Person, **alike: str) -> int:
    held = Membership.objects.filter(partnership=person.partnership_id, **alike)
    return held.exclude(person=person).values("person").distinct().count()


def _of_capabilities(entries: list[Person]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(rooms.erase(entry))
    return counts


def _ids(entries: list[Person]) -> set[UUID]:
    """The entries themselves and each row that points at them: whatever the chain may have named."""
    ids = {entry.pk for entry in entries}
    for tie in ties_to(Person):
        ids.update(tie.rows_of(entries).values_list("pk", flat=True))
    return ids


def _put_down_to_nobody(partnership: Partnership, entries: list[Person]) -> None:
    for tie in ties_to(Person):
        if tie.model is Person:
            continue
        if tie.model._meta.app_label in FOR_THEM_ALONE:
            tie.rows_of(entries).delete()
        elif tie.label in HANDED_ON:
            _change(tie.rows_of(entries), tie.field.name, somebody_who_left(partnership))
        elif tie.field.null and tie.label not in GOES_ALONG:
            _change(tie.rows_of(entries), tie.field.name, None)


def _change(rows: QuerySet[Model], name: str, value: Person | None) -> None:
    rows.update(**{name: value})


def somebody_who_left(partnership: Partnership) -> Person:
    """The one entry that stands for everybody who was erased."""
    found, _is_new = Person.objects.get_or_create(
        partnership=partnership,
        identifier=SOMEBODY_WHO_LEFT,
        defaults={"name": _("Somebody who left")},
    )
    return found


def _delete(entries: list[Person]) -> dict[str, int]:
    """The register's entries with all that hangs on them, and the account that only they used."""
    accounts = [entry.account_id for entry in entries if entry.account_id]
    keys = [entry.pk for entry in entries]
    _number, persons = Person.objects.filter(pk__in=keys).delete()
    # An account bears the number of whom it was opened for, also when it serves nobody since a merge.
    theirs = Q(pk__in=accounts) | Q(name__in=[str(key) for key in keys])
    unused = Account.objects.filter(theirs, persons=None)
    _number, signing_in = unused.delete()
    return dict(Counter(persons) + Counter(signing_in))


def _take_out(partnership: Partnership, marks: Marks) -> int:
    """Take name and addresses out of every text of the partnership. Says how many rows were changed."""
    return sum(_take_out_of(table, marks) for table in rooms.written_rows(partnership))


def _take_out_of(table: QuerySet[Model], marks: Marks) -> int:
    changed = 0
    names = [field.name for field in table.model._meta.concrete_fields if _is_written(field)]
    for row in table.iterator(chunk_size=500) if names else ():
        news = {name: _without(row, name, marks) for name in names}
        news = {name: value for name, value in news.items() if value != getattr(row, name)}
        if news:
            table.model._base_manager.filter(pk=row.pk).update(**news)
            changed += 1
    return changed


def _is_written(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and not field.choices and not field.primary_key and not field.unique


def _without(row: Model, name: str, marks: Marks) -> object:
    value = marks.taken_out_of(getattr(row, name))
    longest = row._meta.get_field(name).max_length
    return value[:longest] if longest and isinstance(value, str) else value


def _some(counts: Counter[str]) -> dict[str, int]:
    return {what: number for what, number in sorted(counts.items()) if number}
