"""Who belongs to a body on a day, who comes to a meeting, and whether they are enough."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.spine.people.models import Membership, Organization, Person
from thegither.spine.people.queries import belonging, frame
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def people_of(body: Organization, day: date) -> list[UUID]:
    """Everybody who belongs to a body on a day, by name."""
    held = Membership.objects.filter(Membership.on(day), organization=body)
    alive = held.filter(person__merged_into=None).order_by("person__name", "person_id")
    return list(dict.fromkeys(alive.values_list("person_id", flat=True)))


def bodies_on(partnership: Partnership, day: date, body: UUID | None) -> dict[UUID, UUID]:
    """For which body each person would sit at a meeting on that day.

    At a meeting of one body its own people sit for it; everybody else for the body they came first to.
    """
    bodies = {row.person: row.organization for row in frame(partnership, day)}
    if body:
        held = Membership.objects.filter(Membership.on(day), organization=body)
        bodies |= dict.fromkeys(held.values_list("person_id", flat=True), body)
    return bodies


def expected(meeting: Meeting) -> QuerySet[Attendance]:
    """The list of a meeting, by body and name."""
    rows = meeting.attendances.select_related("person", "organization", "substitute")
    return rows.order_by("organization__name", "person__name", "pk")


def own_place(viewer: Viewer, meeting: Meeting) -> Attendance | None:
    if not viewer.is_member:
        return None
    return expected(meeting).filter(person=viewer.person).first()


@dataclass(frozen=True, slots=True)
class SectorRow:
    """The places of one sector at a meeting."""

    sector: str
    places: list[Attendance]

    @property
    def came(self) -> int:
        kinds = Attendance.Came
        return sum(place.came in (kinds.SELF, kinds.SUBSTITUTE) for place in self.places)

    @property
    def apologies(self) -> int:
        return sum(place.answer == Attendance.Answer.APOLOGIES for place in self.places)


def by_sector(places: Iterable[Attendance]) -> list[SectorRow]:
    """The list sorted into sectors, in the order in which the register names them."""
    rows: dict[str, list[Attendance]] = {str(label): [] for label in Organization.Sector.labels}
    for place in places:
        sector = place.organization.get_sector_display() if place.organization else _("no body")
        rows.setdefault(str(sector), []).append(place)
    return [SectorRow(sector, found) for sector, found in rows.items() if found]


def coming_sentence(places: list[Attendance]) -> str:
    """How many come, in words."""
    said = Counter(place.answer for place in places)
    answers = Attendance.Answer
    return _("Coming: %(coming)s of %(all)s. Apologies: %(sorry)s. No answer yet: %(silent)s.") % {
        "coming": said[answers.COMING],
        "all": len(places),
        "sorry": said[answers.APOLOGIES],
        "silent": said[answers.NONE],
    }


def quorum_sentence(meeting: Meeting, places: list[Attendance]) -> str:
    """Whether enough were there to decide. Substitutes who may speak and not decide are not counted."""
    there = sum(place.counts_for_quorum for place in places)
    words = _("There, and able to decide: %(there)s of %(all)s expected.") % {
        "there": there,
        "all": len(places),
    }
    if meeting.quorum is None:
        return words
    enough = (
        _("Quorum: %(quorum)s, reached.")
        if there >= meeting.quorum
        else _("Quorum: %(quorum)s, not reached, so nothing can be decided.")
    )
    return f"{words} {enough % {'quorum': meeting.quorum}}"


def is_noted(places: list[Attendance]) -> bool:
    """Whether anybody has noted who was there."""
    return any(place.came for place in places)


def people_who_may_come(viewer: Viewer, meeting: Meeting) -> QuerySet[Person]:
    """Everybody of the partnership on the day of the meeting, by name."""
    there = belonging(meeting.record.partnership, timezone.localdate(meeting.starts_at))
    return Person.objects.visible_to(viewer).filter(pk__in=there).order_by("name", "pk")


Groups = list[tuple[str, list[tuple[UUID, str]]]]


def people_by_body(viewer: Viewer, partnership: Partnership, day: date) -> Groups:
    """Everybody a list can offer on a day: bodies by name, and in each its people by name."""
    held = Membership.objects.filter(Membership.on(day), person__merged_into=None)
    own = held.filter(person__in=Person.objects.visible_to(viewer), partnership=partnership)
    rows = own.order_by("organization__name", "person__name", "pk")
    groups: dict[str, dict[UUID, str]] = {}
    for body, key, name in rows.values_list("organization__name", "person_id", "person__name"):
        groups.setdefault(body, {})[key] = name
    return [(body, list(people.items())) for body, people in groups.items()]


def people_at(viewer: Viewer, meeting: Meeting) -> Groups:
    """The same with those first who are expected at a meeting, or come for somebody."""
    there: dict[UUID, str] = {}
    for place in expected(meeting) if viewer.is_member else ():
        there[place.person_id] = place.person.name
        if place.substitute:
            there[place.substitute.pk] = place.substitute.name
    first = sorted(there.items(), key=lambda pair: pair[1])
    day = timezone.localdate(meeting.starts_at)
    rest = people_by_body(viewer, meeting.record.partnership, day)
    return ([(_("At this meeting"), first)] if first else []) + rest
