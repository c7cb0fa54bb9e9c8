"""The clock: until when something is kept, what has to go today, and what goes within the next month.

    an activity's single rows   so many months after it closed, as its notice in force says
    a register entry            twelve months after the last membership or duty ended
    letters on disk, notices    ninety days

Both of the first can be kept longer by an `Extension`, which has a written reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from thegither.spine.people.models import Membership, Person, Seat
from thegither.spine.protection.models import Extension, PrivacyNotice, months_after
from thegither.spine.protection.notices import notice_of
from thegither.spine.protection.rooms import handling_of
from thegither.spine.spaces.house import Handling
from thegither.spine.spaces.models import Activity, Partnership

REGISTER_MONTHS = 12
LETTERS_FOR = timedelta(days=90)
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long the single rows of one activity are kept. `until` is None while it has not closed."""

    activity: Activity
    handling: Handling
    notice: PrivacyNotice
    until: date | None
    extension: Extension | None
    deleted_on: date | None

    @property
    def is_due(self) -> bool:
        return self._goes_by(timezone.localdate())

    @property
    def is_due_soon(self) -> bool:
        return self._goes_by(timezone.localdate() + SOON)

    def _goes_by(self, day: date) -> bool:
        return self.deleted_on is None and self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who left, and the last day on which the register keeps them."""

    person: Person
    left_on: date
    until: date

    @property
    def is_due_soon(self) -> bool:
        return self.until < timezone.localdate() + SOON


def keeping_of(activity: Activity) -> Keeping:
    handling = handling_of(activity)
    notice = notice_of(activity, handling)
    closed = handling.closed_on
    longer = activity.extensions.order_by("-until").first()
    until = months_after(closed, notice.keep_months) if closed else None
    deleted = activity.deletions.order_by("-deleted_on").first()
    return Keeping(
        activity=activity,
        handling=handling,
        notice=notice,
        until=max(until, longer.until) if until and longer else until,
        extension=longer,
        deleted_on=deleted.deleted_on if deleted else None,
    )


def keepings(partnership: Partnership) -> list[Keeping]:
    """Every activity of a partnership with its clock, the newest first."""
    activities = Activity.objects.filter(partnership=partnership)
    ordered = activities.select_related("record", "partnership").order_by(
        "-record__created_at", "pk"
    )
    return [keeping_of(activity) for activity in ordered]


def due_activities(partnership: Partnership) -> Iterator[Activity]:
    """Activities whose single rows are to be deleted now; those deleted before are not asked again."""
    open_ended = Activity.objects.filter(partnership=partnership, deletions=None)
    for activity in open_ended.select_related("record", "partnership"):
        if keeping_of(activity).is_due:
            yield activity


def leavers(partnership: Partnership) -> list[Leaver]:
    """Everybody whose memberships and duties have all ended, the first to go first.

    Nobody who was never a member, nor carried a duty: such an entry is a coordinator's to remove. A
    made-up partnership keeps its people: they are nobody.
    """
    if partnership.is_made_up:
        return []
    found = [_leaver(person) for person in _gone(partnership)]
    return sorted(found, key=lambda leaver: (leaver.until, leaver.person.name))


def due_leavers(partnership: Partnership) -> Iterator[Person]:
    today = timezone.localdate()
    return (leaver.person for leaver in leavers(partnership) if leaver.until < today)


def _gone(partnership: Partnership) -> QuerySet[Person]:
    today = timezone.localdate()
    people = Person.objects.filter(partnership=partnership, merged_into=None)
    for model in (Membership, Seat):
        going_on = model.objects.filter(person=OuterRef("pk")).exclude(valid_to__lt=today)
        people = people.filter(~Exists(going_on))
    return people.exclude(memberships=None, seats=None).prefetch_related(
        "memberships", "seats", "extensions"
    )


def _leaver(person: Person) -> Leaver:
    ends = [tie.valid_to for tie in (*person.memberships.all(), *person.seats.all())]
    left = max(ends)
    longer = [extension.until for extension in person.extensions.all()]
    return Leaver(person, left, max([months_after(left, REGISTER_MONTHS), *longer]))
