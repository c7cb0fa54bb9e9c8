"""What could stand on an agenda: open issues, promises due, decisions to review, unanswered questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.queries import open_issues
from thegither.spine.promises.reading import decisions_for
from thegither.spine.spaces.models import Commitment, Link, Record
from thegither.spine.spaces.visibility import Viewer, any_member


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that waits for a meeting: what the item would be called, and why it comes up now."""

    record: Record
    title: str
    why: str


def suggestions(meeting: Meeting) -> list[Suggestion]:
    """What is due by the day of the meeting and not on its agenda yet, each record once.

    Only what all who may read the agenda see anyway: taking it on must not tell them of what is hidden.
    """
    viewer = readers_of(meeting)
    there = set(_on_agenda(meeting))
    found: dict[object, Suggestion] = {}
    for suggestion in _all(viewer, meeting):
        if suggestion.record.pk not in there:
            found.setdefault(suggestion.record.pk, suggestion)
    return list(found.values())


def suggestion_of(meeting: Meeting, key: object) -> Suggestion | None:
    return next((one for one in suggestions(meeting) if one.record.pk == key), None)


def readers_of(meeting: Meeting) -> Viewer:
    """Whoever may read the agenda, and sees no more than any other who may."""
    is_public = meeting.record.audience == Record.Audience.PUBLIC
    house = meeting.record.partnership_id
    return Viewer(partnership=house) if is_public else any_member(house)


def _on_agenda(meeting: Meeting) -> Iterator[object]:
    """The records that items of this meeting are about."""
    items = meeting.items.exclude(state=AgendaItem.State.DROPPED).values("record")
    yield from Link.objects.filter(to_record__in=items).values_list("from_record", flat=True)


def _all(viewer: Viewer, meeting: Meeting) -> Iterator[Suggestion]:
    yield from _unanswered(viewer, meeting)
    yield from _to_review(viewer, meeting)
    yield from _promises(viewer, meeting)
    yield from _issues(viewer, meeting)


def _day(meeting: Meeting):
    return timezone.localdate(meeting.starts_at)


def _unanswered(viewer: Viewer, meeting: Meeting) -> Iterator[Suggestion]:
    waiting = Question.objects.visible_to(viewer).filter(
        record__partnership=meeting.record.partnership,
        answered_at=None,
        answer_due__lte=_day(meeting),
    )
    for question in waiting.select_related("record", "about").order_by("answer_due", "pk"):
        title = _("What became of it? %(about)s") % {"about": question.about.title}
        why = _("Asked on %(asked)s; an answer was due by %(due)s.") % {
            "asked": date_format(question.asked_on, "j F Y"),
            "due": date_format(question.answer_due, "j F Y"),
        }
        yield Suggestion(question.record, title, why)


def _to_review(viewer: Viewer, meeting: Meeting) -> Iterator[Suggestion]:
    due = Decision.objects.visible_to(viewer).filter(
        record__partnership=meeting.record.partnership,
        review_on__lte=_day(meeting),
        ended_on=None,
    )
    ordered = due.select_related("record").order_by("review_on", "pk")
    for decision in decisions_for(viewer, ordered):
        title = _("Look again at: %(decision)s") % {"decision": decision.record.title}
        why = _("To be reviewed by %(day)s.") % {"day": date_format(decision.review_on, "j F Y")}
        yield Suggestion(decision.record, title, why)


def _promises(viewer: Viewer, meeting: Meeting) -> Iterator[Suggestion]:
    states = (Commitment.State.OPEN, Commitment.State.RENEGOTIATED)
    due = Commitment.objects.visible_to(viewer).filter(
        record__partnership=meeting.record.partnership,
        state__in=states,
        due_on__lte=_day(meeting),
    )
    for promise in due.select_related("record").order_by("due_on", "pk"):
        title = _("Promise: %(promise)s") % {"promise": promise.record.title}
        why = _("Promised by %(day)s.") % {"day": date_format(promise.due_on, "j F Y")}
        yield Suggestion(promise.record, title, why)


def _issues(viewer: Viewer, meeting: Meeting) -> Iterator[Suggestion]:
    for issue in open_issues(viewer, meeting.record.partnership):
        why = _("An open issue.")
        if issue.due_on:
            why = _("An open issue, due on %(day)s.") % {"day": date_format(issue.due_on, "j F Y")}
        yield Suggestion(issue.record, issue.record.title, why)
