"""Reads of the register: who looks, who is who on a day, and the frame that every share counts against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from thegither.spine.people.models import (
    Account,
    ContactConsent,
    Import,
    KeptApart,
    Leaving,
    Membership,
    Merge,
    Organization,
    Person,
    Post,
    Responsibility,
    Seat,
    holds,
)
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.planned import KEY, TEXT, Planned, Row, as_object, columns
from thegither.spine.spaces.queries import partnership_at
from thegither.spine.spaces.visibility import COORDINATOR, OUTSIDER, Viewer


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One person who could be asked: register ids of person and organization, and the codes that group them.

    `level` is empty for somebody who belongs to an organization without holding a post.
    """

    person: UUID
    sector: str
    level: str
    organization: UUID


def frame(partnership: Partnership, on: date) -> list[FrameRow]:
    """Everybody with a membership on this day, one row a person, in the order of their ids.

    Somebody with several memberships counts where they came first: the earliest start decides, an
    unknown start counting as earliest; then a membership with a post goes before one without.
    """
    held = Membership.objects.filter(Membership.on(on), partnership=partnership)
    by_start = held.order_by(
        "person_id", F("valid_from").asc(nulls_first=True), F("post_id").asc(nulls_last=True), "pk"
    )
    fields = by_start.values_list(
        "person_id", "organization__sector", "post__level", "organization_id"
    )
    first: dict[UUID, FrameRow] = {}
    for person, sector, level, organization in fields:
        first.setdefault(person, FrameRow(person, sector, level or "", organization))
    return list(first.values())


def frame_size(partnership: Partnership, on: date) -> int:
    """How many rows `frame` has, without reading them: pages ask it while people vote."""
    held = Membership.objects.filter(Membership.on(on), partnership=partnership)
    return held.aggregate(people=Count("person", distinct=True))["people"]


# What a person holds; whether it holds today is worked out here, so the question stays plain.
HELD = (
    "pk",
    "seats__duty",
    "seats__valid_from",
    "seats__valid_to",
    "memberships__pk",
    "memberships__valid_from",
    "memberships__valid_to",
)


def _held_by(partnership: UUID, account: UUID) -> QuerySet:
    mine = Person.objects.filter(partnership=partnership, account=account, merged_into=None)
    return mine.order_by("name", "pk").values_list(*HELD)


def _arriving(slug: str, account: UUID) -> QuerySet:
    mine = Q(persons__account=account, persons__merged_into=None)
    found = Partnership.objects.filter(slug=slug).annotate(
        own=FilteredRelation("persons", condition=mine)
    )
    held = (f"own__{name}" for name in HELD)
    return found.order_by("own__name", "own__pk").values_list(*columns(Partnership), *held)


_persons_of = Planned(_held_by, partnership=KEY, account=KEY)
_arrivals = Planned(_arriving, slug=TEXT, account=KEY)


def arrive(
    account: Account | AnonymousUser, slug: str, on: date | None = None
) -> tuple[Partnership | None, Viewer]:
    """The partnership at an address and who this account is there: what every page asks first, at once."""
    if not (account.is_authenticated and account.is_active):
        partnership = partnership_at(slug)
        return partnership, Viewer(partnership=partnership.pk) if partnership else OUTSIDER
    rows, own = _arrivals(slug=slug, account=account.pk), len(columns(Partnership))
    if not rows:
        return None, OUTSIDER
    partnership = as_object(Partnership, rows[0][:own])
    return partnership, _member(partnership.pk, [row[own:] for row in rows], on)


def viewer_for(
    account: Account | AnonymousUser, partnership: Partnership, on: date | None = None
) -> Viewer:
    """Who this account is in a partnership on a day: a member with duties, or an outsider.

    A member holds a membership or a seat on that day; whoever left sees what an outsider sees.
    """
    if not (account.is_authenticated and account.is_active):
        return Viewer(partnership=partnership.pk)
    held = _persons_of(partnership=partnership.pk, account=account.pk)
    return _member(partnership.pk, held, on)


def _member(partnership: UUID, rows: list[Row], on: date | None) -> Viewer:
    """The first person, of whom these rows tell what they hold, that holds something on the day."""
    day = on or timezone.localdate()
    for person in dict.fromkeys(row[0] for row in rows):
        own = [row[1:] for row in rows if row[0] == person]
        duties = frozenset(duty for duty, *seat, _, _, _ in own if duty and holds(*seat, day))
        if duties or any(key and holds(*dates, day) for _, _, _, key, *dates in own):
            return Viewer(partnership=partnership, person=person, duties=duties)
    return Viewer(partnership=partnership)


def belonging(partnership: Partnership, day: date) -> QuerySet[Person]:
    """Everybody who holds a membership or a seat on this day, by name."""
    mine = {"person": OuterRef("pk")}
    member = Exists(Membership.objects.filter(Membership.on(day), **mine))
    seated = Exists(Seat.objects.filter(Seat.on(day), **mine))
    people = Person.objects.filter(partnership=partnership, merged_into=None)
    return people.filter(member | seated).order_by("name", "pk")


def who_is_who(
    viewer: Viewer, day: date, words: str = "", *, everybody: bool = False
) -> QuerySet[Person]:
    """The people a member may look up on a day, each with `held`: the memberships of that day.

    `words` narrows them to names that hold each word; `everybody` adds those without any membership then.
    """
    held = Membership.objects.filter(Membership.on(day)).select_related("organization", "post")
    prefetch = Prefetch("memberships", queryset=held.order_by("valid_from", "pk"), to_attr="held")
    seats = Prefetch("seats", queryset=Seat.objects.filter(Seat.on(day)), to_attr="duties")
    people = named(Person.objects.visible_to(viewer).filter(merged_into=None), words)
    if not everybody:
        current = Exists(Membership.objects.filter(Membership.on(day), person=OuterRef("pk")))
        people = people.filter(current)
    return people.order_by("name", "pk").prefetch_related(prefetch, seats)


def named(entries: QuerySet, words: str) -> QuerySet:
    """The entries whose name holds each of these words, whatever their order and capitals."""
    for word in words.split():
        entries = entries.filter(name__icontains=word)
    return entries


def organizations(viewer: Viewer, words: str = "") -> QuerySet[Organization]:
    """The bodies of the register, by name, each with `members`: how many belong to it today."""
    today = Membership.on(timezone.localdate())
    held = Membership.objects.filter(today, person__merged_into=None, organization=OuterRef("pk"))
    one_each = held.order_by().values("organization").annotate(n=Count("person", distinct=True))
    bodies = named(Organization.objects.visible_to(viewer), words).select_related("parent")
    return bodies.annotate(
        members=Coalesce(Subquery(one_each.values("n")), 0, output_field=IntegerField())
    ).order_by("name", "pk")


def coordinators(partnership: Partnership) -> list[str]:
    """Whom to ask: the names of today's coordinators."""
    return [seat.person.name for seat in standing_seats(partnership).filter(duty=COORDINATOR)]


def coordinators_mailboxes(partnership: Partnership) -> list[str]:
    """Where today's coordinators read their mail, save those who want none."""
    seats = standing_seats(partnership).filter(duty=COORDINATOR)
    may_mail = import_module(settings.LETTERS).may_mail
    return list(dict.fromkeys(seat.person.email for seat in seats if may_mail(seat.person)))


def entries_standing_for(people: Iterable[Person]) -> dict[UUID, UUID]:
    """Every entry that stands for one of these people, and for whom: their own, and those that merges
    made part of it, through however many merges."""
    found = level = {person.pk: person.pk for person in people}
    while level:
        absorbed = Person.objects.filter(merged_into__in=level).values_list("pk", "merged_into")
        level = {entry: level[kept] for entry, kept in absorbed}
        found = found | level
    return found


def people_of_mailbox(address: str) -> QuerySet[Person]:
    """Everybody who reads this mailbox, in every partnership. Several people may share one."""
    people = Person.objects.filter(email__iexact=address.strip(), merged_into=None)
    return people.exclude(email="").order_by("name", "pk")


def accounts_of_mailbox(address: str) -> QuerySet[Account]:
    """The accounts of those who read this mailbox, as the register has it today."""
    people = people_of_mailbox(address)
    return Account.objects.filter(persons__in=people, is_active=True).distinct().order_by("pk")


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of the register that belongs to a partnership, in an order in which it can be stored.

    Sign-in codes are left out: they are of use on one installation only, and only for a while.
    """
    entries = (Import, Organization, Person, Post, Membership)
    of_person = (Seat, ContactConsent, Responsibility)
    return [
        Account.objects.filter(persons__partnership=partnership).distinct(),
        *(model.objects.filter(partnership=partnership) for model in entries),
        *(model.objects.filter(person__partnership=partnership) for model in of_person),
        Leaving.objects.filter(partnership=partnership),
        Merge.objects.filter(kept__partnership=partnership),
        KeptApart.objects.filter(first__partnership=partnership),
    ]


def standing_seats(partnership: Partnership) -> QuerySet[Seat]:
    """Today's seats of a partnership, by duty and name."""
    seats = Seat.objects.filter(Seat.on(timezone.localdate()), person__partnership=partnership)
    return seats.select_related("person").order_by("duty", "person__name", "pk")


def partners(partnership: Partnership, day: date) -> dict[str, list[str]]:
    """Who takes part, for anybody to read: the names of the organizations of a day, by sector.

    Names of bodies only: nobody learns from it who works there.
    """
    left = Leaving.objects.filter(left_on__lte=day, undone_at=None, organization__isnull=False)
    found = Organization.objects.filter(partnership=partnership).exclude(dissolution_date__lte=day)
    found = found.exclude(pk__in=left.values("organization"))
    names: dict[str, list[str]] = {str(label): [] for label in Organization.Sector.labels}
    for organization in found.order_by("name"):
        names[str(organization.get_sector_display())].append(organization.name)
    return {sector: listed for sector, listed in names.items() if listed}
