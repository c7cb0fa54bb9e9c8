"""A year of the board's meetings: who came, what the minutes say, and the next one with its agenda."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.capabilities.meetings.queries.suggestions import suggestions
from thegither.demo import board
from thegither.demo.board import Sitting
from thegither.demo.conversations import Truth
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.formats.documents import to_docx
from thegither.spine.papers.actions import add_paper
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity, Partnership
from thegither.spine.spaces.visibility import Viewer

# Steady all year, save one partner, of which nobody comes any more from the seventh meeting on.
COMES, SENDS_WORD, SENDS_SOMEBODY = 0.88, 0.8, 0.4
RETREATS, STAYS_AWAY_AFTER = "police", 6
CHANGED = "Two of us have moved to another division, and nobody was named in their place."
TWO_HOURS, AFTERNOON = timedelta(hours=2), time(14)
FEW_OF = {
    "council:councillor": 2,
    "police:chief.inspector": 1,
    "police:inspector": 2,
    "panel:panel.member": 2,
    "forum:forum.convener": 1,
}
# How many of what waits is on the next agenda; every which of the board has answered already.
SUGGESTED, ANSWERS = 3, 3


def hold_meetings(
    partnership: Partnership, register: Register, planned: Plan
) -> dict[date, Activity]:
    """Hold the year's meetings; each agrees the minutes of the one before. Returns them by their day."""
    year = _Year(partnership, register, planned)
    before: Meeting | None = None
    held: dict[date, Activity] = {}
    for sitting in board.YEAR:
        meeting = _hold(year, sitting, before)
        if before:
            _agree(year, before, meeting)
        held[timezone.localdate(meeting.starts_at)], before = meeting.activity, meeting
    return held


def ask_who_stays_away(partnership: Partnership, register: Register) -> tuple[Truth, ...]:
    """The house looks; the partner that drifts away is told alone, and says what changed."""
    leaving = register.bodies[RETREATS]
    for word in actions.watch_partners(partnership=partnership):
        somebody = Person.objects.filter(memberships__organization=word.organization)
        actions.answer_early_word(
            viewer=_eyes(somebody.order_by("name", "pk").first()), word=word, answer=CHANGED
        )
    return ({"kind": actions.RETREAT, "about": [f"organization:{leaving.pk}"]},)


def plan_next_meetings(partnership: Partnership, register: Register, planned: Plan) -> None:
    """The board's next meeting, with its agenda and a paper to read, and one of the community forum."""
    year = _Year(partnership, register, planned)
    last = Meeting.objects.filter(record__partnership=partnership, body=None).latest("starts_at")
    who = {"viewer": year.coordinator}
    meeting = actions.copy_meeting(**who, meeting=last, starts_at=_afternoon(board.AHEAD))
    for waiting in suggestions(meeting)[:SUGGESTED]:
        actions.add_item(
            **who, meeting=meeting, title=waiting.title, minutes=20, about=waiting.record
        )
    upload = SimpleUploadedFile(f"{board.PAPER.title}.docx", to_docx(board.PAPER))
    add_paper(viewer=year.coordinator, record=meeting.record, upload=upload)
    parent = _eyes(year.people["panel"][0])
    actions.suggest_item(viewer=parent, meeting=meeting, title=board.ASKED_FOR)
    for person in year.board[1::ANSWERS]:
        actions.answer_meeting(viewer=_eyes(person), meeting=meeting, is_coming=True)
    forum = register.bodies["forum"]
    coming = _plan(year, board.FORUM_TITLE, board.FORUM_AHEAD, body=forum, audience="public")
    actions.add_item(**who, meeting=coming, title=board.FORUM_ITEM, minutes=60)


class _Year:
    """Who sits on the board, who could come instead, and a source of chance that the seed decides."""

    def __init__(self, partnership: Partnership, register: Register, planned: Plan) -> None:
        self.partnership, self.register = partnership, register
        self.coordinator = register.on_duty["coordinator"]
        self.leaving = register.bodies[RETREATS]
        self.source = Random(f"thegither-meetings-{planned.seed}")
        current = [m for m in planned.memberships if m.valid_to is None and m.post]
        levels = {post.key: post.level for post in planned.posts}
        self.people: dict[str, list[Person]] = {}
        for one in current:
            self.people.setdefault(one.body, []).append(register.people[one.person])
        seats = [m.person for m in current if levels[m.post] == "executive"]
        for post, count in FEW_OF.items():
            seats += [m.person for m in current if m.post == post][:count]
        self.board = [register.people[key] for key in dict.fromkeys(seats)]

    def somebody_of(self, person: Person) -> Person:
        """A colleague who does not sit on the board: the last in the list, where the front line stands."""
        body = next(found for found in self.people.values() if person in found)
        free = [one for one in body if one not in self.board]
        return self.source.choice(free)


def _plan(year: _Year, title: str, days: int, **fields: object) -> Meeting:
    starts = _afternoon(days)
    draft = actions.Draft(
        title=title,
        starts_at=starts,
        ends_at=starts + TWO_HOURS,
        place="The old school, Mill Lane",
        chair=year.board[0],
        note_taker=Person.objects.get(pk=year.coordinator.person),
        quorum=None if fields else len(year.board) // 2,
        **fields,
    )
    return actions.plan_meeting(viewer=year.coordinator, partnership=year.partnership, draft=draft)


def _afternoon(days: int) -> datetime:
    """Two o'clock on the weekday that many days from today."""
    day = board.weekday_before(timezone.localdate() + timedelta(days=days))
    return timezone.make_aware(datetime.combine(day, AFTERNOON))


def _hold(year: _Year, sitting: Sitting, before: Meeting | None) -> Meeting:
    meeting = _plan(year, "Board", -sitting.ago)
    who = {"viewer": year.coordinator, "meeting": meeting}
    if before is None:
        actions.expect_people(**who, people=year.board)
    said = {board.WELCOME: board.WELCOMED, board.LAST_MINUTES: board.AGREED}
    items = [
        (actions.add_item(**who, title=title, minutes=5, comes_every_time=True), notes)
        for title, notes in said.items()
    ]
    items.append((actions.add_item(**who, title=sitting.topic, minutes=60), sitting.notes))
    places = meeting.attendances.order_by("pk")
    came = {place.pk: _came(year, meeting, place, sitting) for place in places}
    meeting = actions.start_meeting(**who)
    actions.take_attendance(viewer=year.coordinator, meeting=meeting, came=came)
    for item, notes in items:
        actions.write_notes(viewer=year.coordinator, item=item, notes=notes, seen=0)
    return meeting


def _came(year: _Year, meeting: Meeting, place: Attendance, sitting: Sitting) -> str:
    """Most come; most others send word, and some of these somebody in their place."""
    if place.organization_id == year.leaving.pk and sitting in board.YEAR[STAYS_AWAY_AFTER:]:
        return Attendance.Came.NOBODY
    if year.source.random() < COMES:
        return Attendance.Came.SELF
    if year.source.random() >= SENDS_WORD:
        return Attendance.Came.NOBODY
    absent = _eyes(place.person)
    if year.source.random() >= SENDS_SOMEBODY:
        actions.answer_meeting(viewer=absent, meeting=meeting, is_coming=False)
        return Attendance.Came.NOBODY
    substitute = year.somebody_of(place.person)
    if meeting.attendances.filter(substitute=substitute).exists():
        return Attendance.Came.NOBODY
    may_decide = year.source.random() < 0.5
    actions.name_substitute(
        viewer=absent, meeting=meeting, substitute=substitute, may_decide=may_decide
    )
    return Attendance.Came.SUBSTITUTE


def _agree(year: _Year, before: Meeting, meeting: Meeting) -> None:
    actions.agree_minutes(
        viewer=year.coordinator,
        meeting=before,
        agreed_on=timezone.localdate(meeting.starts_at),
        agreed_at=meeting,
    )


def _eyes(person: Person) -> Viewer:
    return Viewer(partnership=person.partnership_id, person=person.pk)
