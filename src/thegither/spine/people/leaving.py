"""What leaving would do, before anybody leaves: what ends, and what needs a new owner."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model, Q, QuerySet

from thegither.spine.people.models import (
    Leaving,
    Membership,
    Organization,
    Person,
    Responsibility,
    Seat,
)
from thegither.spine.spaces.models import Commitment
from thegither.spine.spaces.visibility import Viewer

SETTLED = (Commitment.State.KEPT, Commitment.State.BROKEN)


@dataclass(frozen=True, slots=True)
class Going:
    """One person who leaves: what ends for them, and what somebody else has to take over."""

    person: Person
    memberships: list[Membership]
    seats: list[Seat]
    open_things: list[Responsibility]


@dataclass(frozen=True, slots=True)
class Parting:
    """A partner that leaves: those who leave with it, and those who stay through another body."""

    organization: Organization
    leavers: list[Going]
    staying: list[Membership]

    @property
    def handing_over(self) -> list[Going]:
        return [going for going in self.leavers if going.open_things]


def going(person: Person, day: date) -> Going:
    """What ends when this person leaves the partnership on a day."""
    memberships = not_over(person.memberships.select_related("organization", "post"), day)
    return Going(
        person,
        list(memberships.order_by("organization__name", "pk")),
        list(not_over(person.seats.all(), day).order_by("duty")),
        open_things_of(person),
    )


def parting(organization: Organization, day: date) -> Parting:
    """What ends when this body leaves. Whoever belongs to another body too stays, with what they promised."""
    ties = not_over(organization.memberships.filter(person__merged_into=None), day)
    ties = list(ties.select_related("person").order_by("person__name", "person_id", "pk"))
    elsewhere = not_over(Membership.objects.filter(person__in=[t.person_id for t in ties]), day)
    stays = set(elsewhere.exclude(organization=organization).values_list("person_id", flat=True))
    leavers = dict.fromkeys(tie.person for tie in ties if tie.person_id not in stays)
    staying = [tie for tie in ties if tie.person_id in stays]
    return Parting(organization, [going(person, day) for person in leavers], staying)


def not_over(rows: QuerySet, day: date) -> QuerySet:
    """Memberships or seats that last until a day or longer, those that have yet to begin among them."""
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=day))


def open_things_of(person: Person) -> list[Responsibility]:
    """What this person answers for and is not over: promises, issues, activities and the like."""
    standing = person.responsibilities.filter(until=None).select_related("record")
    over = Q(record__commitment__state__in=SETTLED) | Q(record__issue__closed_on__isnull=False)
    return list(standing.exclude(over).order_by("since", "given_at"))


def leavings_of(viewer: Viewer) -> QuerySet[Leaving]:
    """Who left, the last first; what was undone is not told again."""
    left = Leaving.objects.visible_to(viewer).filter(undone_at=None)
    return left.select_related("person", "organization").order_by("-left_on", "pk")


def is_as_left(leaving: Leaving) -> bool:
    """Whether nothing happened since to what this leaving changed, so that it can be undone."""
    moved, last_day = leaving.moved, last_day_of(leaving.left_on)
    for model, name in ((Membership, "memberships"), (Seat, "seats")):
        if not _all_end_on(model, list(moved[name]), last_day):
            return False
    new = list(moved["responsibilities"].values())
    standing = Responsibility.objects.filter(pk__in=new, until=None)
    settled = Q(record__commitment__state__in=SETTLED)
    return standing.exclude(settled).count() == len(new)


def _all_end_on(model: type[Model], keys: list[str], day: date) -> bool:
    return model.objects.filter(pk__in=keys, valid_to=day).count() == len(keys)


def last_day_of(left_on: date) -> date:
    """The days of a membership are included: access ends on a day if the last was the one before."""
    return left_on - timedelta(days=1)
