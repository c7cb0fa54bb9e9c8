"""Who is expected, who answers what, who comes instead, and who was there."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.audit import lock, write_down
from thegither.capabilities.meetings.actions.errors import NotExpected
from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.capabilities.meetings.phases import PHASES
from thegither.capabilities.meetings.queries.people import bodies_on, people_of
from thegither.capabilities.meetings.queries.reading import last_of_board
from thegither.capabilities.meetings.queries.substitutes import mandate_of
from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.visibility import Viewer


def expect_the_usual(meeting: Meeting, like: Meeting | None = None) -> None:
    """Everybody of the body on that day; of the board, and of a copy, whoever was expected last time."""
    before = like or (None if meeting.body_id else last_of_board(meeting))
    if before:
        _expect(meeting, before.attendances.values_list("person_id", flat=True))
    elif meeting.body:
        _expect(meeting, people_of(meeting.body, _day(meeting)))


def _day(meeting: Meeting):
    return timezone.localdate(meeting.starts_at)


def _expect(meeting: Meeting, people: Iterable[UUID]) -> int:
    """Each once, for the body they belong to on that day; whoever has left by then is left out."""
    bodies = bodies_on(meeting.record.partnership, _day(meeting), meeting.body_id)
    known = set(meeting.attendances.values_list("person_id", flat=True))
    new = [key for key in dict.fromkeys(people) if key not in known and key in bodies]
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=key, organization_id=bodies[key]) for key in new
    )
    return len(new)


@transaction.atomic
def expect_people(*, viewer: Viewer, meeting: Meeting, people: Iterable[Person]) -> int:
    """These people are expected too. Returns how many are new."""
    meeting = lock(meeting)
    PHASES.require("expect", meeting)
    new = _expect(meeting, [person.pk for person in people])
    write_down(viewer, "expect_people", meeting, new=new)
    return new


@transaction.atomic
def expect_body(*, viewer: Viewer, meeting: Meeting, body: Organization) -> int:
    """Everybody who belongs to this body on the day of the meeting."""
    meeting = lock(meeting)
    PHASES.require("expect", meeting)
    new = _expect(meeting, people_of(body, _day(meeting)))
    write_down(viewer, "expect_body", meeting, body=body.pk, new=new)
    return new


@transaction.atomic
def unexpect(*, viewer: Viewer, meeting: Meeting, attendance: Attendance) -> None:
    """Somebody is expected no longer."""
    meeting = lock(meeting)
    PHASES.require("expect", meeting)
    write_down(viewer, "unexpect", meeting, person=attendance.person_id)
    attendance.delete()


@transaction.atomic
def answer_meeting(*, viewer: Viewer, meeting: Meeting, is_coming: bool) -> Attendance:
    """Somebody says for themselves whether they come. Whoever comes after all needs no substitute."""
    meeting = lock(meeting)
    PHASES.require("answer", meeting)
    attendance = _own(viewer, meeting)
    answers = Attendance.Answer
    attendance.answer = answers.COMING if is_coming else answers.APOLOGIES
    attendance.answered_at = timezone.now()
    if is_coming:
        attendance.substitute, attendance.mandate = None, ""
        attendance.substitute_may_decide = False
    attendance.save()
    write_down(viewer, "answer_meeting", meeting, answer=attendance.answer)
    return attendance


@transaction.atomic
def name_substitute(
    *, viewer: Viewer, meeting: Meeting, substitute: Person, may_decide: bool
) -> Attendance:
    """Send apologies and somebody in one's place, and say what they may do there.

    What the scheme of delegation lets the absent person decide that day is stored as it stood, so that
    nobody has to guess later on what the substitute's word rested.
    """
    meeting = lock(meeting)
    PHASES.require("answer", meeting)
    attendance = _own(viewer, meeting)
    _check_substitute(meeting, attendance, substitute)
    attendance.answer, attendance.answered_at = Attendance.Answer.APOLOGIES, timezone.now()
    attendance.substitute, attendance.substitute_may_decide = substitute, may_decide
    attendance.mandate = mandate_of(viewer, attendance.person, _day(meeting)) if may_decide else ""
    attendance.save()
    state = {"substitute": substitute.pk, "may_decide": may_decide, "mandate": attendance.mandate}
    write_down(viewer, "name_substitute", meeting, **state)
    return attendance


def _own(viewer: Viewer, meeting: Meeting) -> Attendance:
    found = meeting.attendances.filter(person=viewer.person).select_related("person").first()
    if found is None:
        raise NotExpected(_("You are not on the list of this meeting. Ask a coordinator."))
    return found


def _check_substitute(meeting: Meeting, attendance: Attendance, substitute: Person) -> None:
    """Nobody sits in two places: not in one's own and another's, nor in those of two others."""
    others = meeting.attendances.exclude(pk=attendance.pk)
    if substitute.pk == attendance.person_id or others.filter(person=substitute).exists():
        raise NotExpected(
            _("%(name)s is expected already. Choose somebody else.") % {"name": substitute},
            "substitute",
        )
    if others.filter(substitute=substitute).exists():
        raise NotExpected(
            _("%(name)s comes for somebody else already. Choose another person.")
            % {"name": substitute},
            "substitute",
        )


@transaction.atomic
def take_attendance(*, viewer: Viewer, meeting: Meeting, came: Mapping[UUID, str]) -> int:
    """Note who was there, by the id of the attendance. Returns how many places were filled."""
    meeting = lock(meeting)
    PHASES.require("take_attendance", meeting)
    rows = list(meeting.attendances.order_by("pk"))
    for row in rows:
        row.came = came.get(row.pk, row.came)
    Attendance.objects.bulk_update(rows, ["came"])
    there = sum(row.came in (Attendance.Came.SELF, Attendance.Came.SUBSTITUTE) for row in rows)
    write_down(viewer, "take_attendance", meeting, there=there, expected=len(rows))
    return there
