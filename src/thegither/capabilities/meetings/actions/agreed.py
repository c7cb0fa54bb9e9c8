"""What a meeting agreed: decisions, promises and questions, the same records as everywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.audit import lock, sentence
from thegither.capabilities.meetings.actions.errors import MeetingError
from thegither.capabilities.meetings.actions.planning import start_meeting
from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.phases import PHASES, PLANNED
from thegither.spine.people.models import Person
from thegither.spine.promises.actions import make_promise, raise_issue, record_decision
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.models import Issue
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Agreed:
    """One row of the two-minute record: what was agreed, and who does it by when, or why nobody has to."""

    text: str
    owner: Person | None = None
    due_on: date | None = None
    no_promise_because: str = ""
    mandate: str = ""
    dissent: str = ""
    review_on: date | None = None


@transaction.atomic
def record_agreed(
    *, viewer: Viewer, meeting: Meeting, rows: Iterable[Agreed], item: AgendaItem | None = None
) -> list[Decision]:
    """Write down each row as a decision, with its promise or the reason why it has none.

    A meeting that was only planned and whose day has come counts as begun by this. What is written down
    already is refused: somebody went back and pressed the button again.
    """
    meeting = lock(meeting)
    PHASES.require("record_agreed", meeting)
    if meeting.activity.phase == PLANNED:
        meeting = start_meeting(viewer=viewer, meeting=meeting)
    return [_record(viewer, meeting, row, item) for row in rows]


def _record(viewer: Viewer, meeting: Meeting, row: Agreed, item: AgendaItem | None) -> Decision:
    """Both actions write their own line into the audit chain."""
    has_promise = row.owner is not None and row.due_on is not None
    if not has_promise and not row.no_promise_because.strip():
        raise MeetingError(_("Say who does it and by when, or why nobody has to do anything."))
    text = sentence(row.text, "text")
    if Decision.objects.filter(record__activity=meeting.activity, text=text).exists():
        raise MeetingError(
            _("“%(text)s” is written down for this meeting already.") % {"text": text}
        )
    here = {
        "partnership": meeting.record.partnership,
        "audience": meeting.record.audience,
        "activity": meeting.activity,
    }
    day = timezone.localdate(meeting.starts_at)
    decision = record_decision(
        viewer=viewer,
        text=text,
        decided_on=day,
        how=_("agreed at the meeting"),
        mandate=row.mandate,
        level=meeting.body.name if meeting.body else _("the board"),
        dissent=row.dissent,
        review_on=row.review_on,
        no_promise_because="" if has_promise else row.no_promise_because,
        because_of=(item or meeting).record,
        **here,
    )
    if has_promise:
        make_promise(
            viewer=viewer,
            promise=row.text,
            owner=row.owner,
            due_on=row.due_on,
            because_of=decision.record,
            made_on=day,
            **here,
        )
    return decision


@transaction.atomic
def raise_question(
    *,
    viewer: Viewer,
    item: AgendaItem,
    title: str,
    owner: Person | None = None,
    due_on: date | None = None,
) -> Issue:
    """What the meeting left open: an issue, from which later agendas are made."""
    meeting = lock(item.meeting)
    PHASES.require("raise_question", meeting)
    return raise_issue(
        viewer=viewer,
        partnership=meeting.record.partnership,
        title=sentence(title, "title"),
        owner=owner,
        due_on=due_on,
        because_of=item.record,
        audience=meeting.record.audience,
        activity=meeting.activity,
    )
