"""Reads of promises: who answers for what, what is open, what happened, and what is due."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.utils import timezone

from thegither.spine.people.models import Person, Responsibility
from thegither.spine.people.queries import standing_seats
from thegither.spine.promises.models import Decision, Event, Question
from thegither.spine.spaces.models import Commitment, Finding, Issue, Partnership, Record
from thegither.spine.spaces.queries import FOUND
from thegither.spine.spaces.visibility import COORDINATOR, Viewer

REVIEW_DUE, UNANSWERED = "review_due", "unanswered_question"


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of promises that belongs to a partnership, in an order in which it can be stored."""
    own = {"record__partnership": partnership}
    return [
        Decision.objects.filter(**own),
        Event.objects.filter(**own),
        Question.objects.filter(**own),
    ]


def owner_of(record: Record, on: date | None = None) -> Person | None:
    """Who answers for a record on a day: by its own, else by its activity's; None where nobody was named."""
    return owners_of([record], on).get(record.pk)


def owners_of(records: Iterable[Record], on: date | None = None) -> dict[UUID, Person]:
    """`owner_of` many records, in one question; records that nobody answers for are not in it."""
    wider = {one.pk: one.activity.record_id if one.activity_id else one.pk for one in records}
    asked = {*wider, *wider.values()}
    standing = Responsibility.objects.filter(
        Responsibility.on(on or timezone.localdate()), record__in=asked
    )
    ordered = standing.select_related("person").order_by("since", "given_at")
    held = {one.record_id: one.person for one in ordered}  # whoever came last
    found = {key: held.get(key) or held.get(activity) for key, activity in wider.items()}
    return {key: person for key, person in found.items() if person}


def who_answers(record: Record) -> list[Person]:
    """The owner of a record; the coordinators where there is none."""
    owner = owner_of(record)
    if owner:
        return [owner]
    seats = standing_seats(record.partnership).filter(duty=COORDINATOR)
    return [seat.person for seat in seats]


def open_issues(viewer: Viewer, partnership: Partnership) -> QuerySet[Issue]:
    """What an agenda draws from: everything not settled yet that this viewer sees, the most urgent first."""
    issues = Issue.objects.visible_to(viewer).filter(record__partnership=partnership)
    still = issues.filter(closed_on=None).select_related("record")
    return still.order_by(F("due_on").asc(nulls_last=True), "record__created_at", "pk")


def late_questions() -> QuerySet[Question]:
    """Questions whose day has passed without an answer, and which the board has not heard of yet."""
    waiting = Question.objects.filter(answered_at=None, went_to_board_at=None)
    late = waiting.filter(answer_due__lt=timezone.localdate())
    return late.select_related("record__partnership", "record__activity")


def waiting_questions(partnership: Partnership) -> QuerySet[Question]:
    """Questions without an answer, whoever may see them: for telling those who have to answer."""
    waiting = Question.objects.filter(record__partnership=partnership, answered_at=None)
    return waiting.select_related("record__partnership", "about__partnership", "about__activity")


def answered_since(partnership: Partnership, moment: datetime) -> QuerySet[Question]:
    """Questions answered since then whose asker is known."""
    answered = Question.objects.filter(record__partnership=partnership, answered_at__gte=moment)
    return answered.exclude(asked_by=None).select_related("asked_by", "record__partnership")


def promises_due_by(partnership: Partnership, day: date) -> QuerySet[Commitment]:
    """Promises that are open and due by a day, overdue ones too."""
    states = Commitment.State
    own = Commitment.objects.filter(
        record__partnership=partnership,
        state__in=(states.OPEN, states.RENEGOTIATED),
        due_on__lte=day,
    )
    return own.select_related("record__partnership", "record__activity").order_by("due_on", "pk")


def late_reviews() -> QuerySet[Decision]:
    """Decisions whose day of review has come, and of which nothing was found yet."""
    due = Decision.objects.filter(ended_on=None, review_on__lte=timezone.localdate())
    told = Finding.objects.filter(
        kind=REVIEW_DUE, record__state=FOUND, record__links_in__from_record=OuterRef("record")
    )
    return due.exclude(Exists(told)).select_related("record__partnership", "record__activity")


def open_findings(record: Record) -> QuerySet[Finding]:
    """What the clock found of a decision or a question, and is still so."""
    return Finding.objects.filter(
        record__state=FOUND,
        record__links_in__from_record=record,
        kind__in=(REVIEW_DUE, UNANSWERED),
    )


def findings(partnership: Partnership) -> QuerySet[Finding]:
    """Everything the clock found in a partnership that is still so."""
    own = Finding.objects.filter(
        record__partnership=partnership, record__state=FOUND, kind__in=(REVIEW_DUE, UNANSWERED)
    )
    return own.select_related("record").order_by("record__created_at", "pk")
