"""What a partner takes along when it leaves: its part of the register, its promises, decisions of its time."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thegither.formats.tables import write_csv
from thegither.spine.people.models import Membership, Organization, Person, holds
from thegither.spine.promises.models import Decision
from thegither.spine.promises.reading import decisions_for, told_of, with_owners
from thegither.spine.spaces.models import Commitment
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the register: who belonged to the partner, in which post, from when to when."""

    person: str
    email: str
    phone: str
    post: str
    level: str
    role: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Promise:
    promise: str
    answered_for_by: str
    made_on: str
    due_on: str
    state: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken while the partner took part."""

    decision: str
    decided_on: str
    how: str
    where: str
    mandate: str
    dissent: str
    no_promise_because: str
    review_on: str
    ended_on: str


def zip_of(organization: Organization) -> bytes:
    """The file: each table as CSV, all of them as JSON, and a word on what is in it.

    Nothing goes out that any of its people could not read as a plain member: what is hidden stays behind.
    """
    reader = Viewer(partnership=organization.partnership_id, person=organization.pk)
    tables = {
        "register": list(_seats(organization)),
        "promises": list(_promises(organization, reader)),
        "decisions": list(_decisions(organization, reader)),
    }
    kinds = {"register": Seat, "promises": Promise, "decisions": Taken}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("READ-ME.txt", _read_me(organization))
        rows = {name: [asdict(row) for row in table] for name, table in tables.items()}
        file.writestr("everything.json", json.dumps(rows, ensure_ascii=False, indent=2))
        for name, table in rows.items():
            header = tuple(kinds[name].__dataclass_fields__)
            lines = ([row[column] for column in header] for row in table)
            file.writestr(f"{name}.csv", write_csv(header, lines))
    return content.getvalue()


def _read_me(organization: Organization) -> str:
    return _(
        "What %(body)s takes along from %(partnership)s: its part of the register, the promises its "
        "people answered for, and the decisions taken while it took part. What was hidden from members "
        "is not in it. Votes and answers under a seal are in it nowhere: nothing joins them to anybody."
    ) % {"body": organization.name, "partnership": organization.partnership.name}


def _ties(organization: Organization) -> QuerySet[Membership]:
    ties = organization.memberships.filter(person__merged_into=None)
    return ties.select_related("person", "post").order_by("person__name", "valid_from", "pk")


def _seats(organization: Organization) -> Iterator[Seat]:
    for tie in _ties(organization):
        yield Seat(
            person=tie.person.name,
            email=tie.person.email,
            phone=tie.person.phone,
            post=tie.post.label if tie.post else "",
            level=tie.post.level if tie.post else "",
            role=tie.role,
            valid_from=_day(tie.valid_from),
            valid_to=_day(tie.valid_to),
        )


def _promises(organization: Organization, reader: Viewer) -> Iterator[Promise]:
    people = Person.objects.filter(memberships__organization=organization)
    theirs = Commitment.objects.visible_to(reader).filter(
        record__responsibilities__person__in=people
    )
    for one in with_owners(theirs.distinct()).order_by("due_on", "pk"):
        owner = told_of(one, reader).owner
        yield Promise(
            promise=one.promise,
            answered_for_by=owner.name if owner else "",
            made_on=_day(one.record.created_at.date()),
            due_on=_day(one.due_on),
            state=one.state,
        )


def _decisions(organization: Organization, reader: Viewer) -> Iterator[Taken]:
    spans = [(tie.valid_from, tie.valid_to) for tie in _ties(organization)]
    visible = Decision.objects.visible_to(reader).filter(
        record__partnership=organization.partnership
    )
    ordered = visible.select_related("record").order_by("decided_on", "pk")
    for one in decisions_for(reader, ordered):
        if not _took_part(spans, one.decided_on):
            continue
        yield Taken(
            decision=one.text,
            decided_on=_day(one.decided_on),
            how=one.how,
            where=one.level,
            mandate=one.mandate,
            dissent=one.dissent,
            no_promise_because=one.no_promise_because,
            review_on=_day(one.review_on),
            ended_on=_day(one.ended_on),
        )


def _took_part(spans: list[tuple[date | None, date | None]], day: date) -> bool:
    return any(holds(first, last, day) for first, last in spans)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
