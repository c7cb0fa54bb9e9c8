"""Sending up what one may not decide, answering it, and noting at which level a decision was taken."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority.actions.entries import as_spelled, something_changed
from thegither.spine.authority.models import Escalation, LevelTaken
from thegither.spine.authority.wording import escalation_title
from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.models import Post
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND, WAITING, ANSWERED = "escalation", "waiting", "answered"


@transaction.atomic
def escalate(
    *,
    viewer: Viewer,
    partnership: Partnership,
    from_post: Post,
    to_post: Post,
    decision_type: str,
    proposal: str,
    amount: Decimal | None = None,
    sent_on: date | None = None,
    due_on: date | None = None,
) -> Escalation:
    """Send a matter to a post that may decide it, with what the sender would do, and by when they need it."""
    if from_post == to_post:
        raise WrongEntry(_("Choose another post than your own."), "to_post")
    if due_on and due_on < (sent_on or timezone.localdate()):
        raise WrongEntry(_("This day has passed. Give whoever is asked some days."), "due_on")
    escalation = Escalation(
        decision_type=as_spelled(partnership, decision_type),
        amount=amount,
        from_post=from_post,
        to_post=to_post,
        proposal=proposal.strip(),
        sent_on=sent_on or timezone.localdate(),
        due_on=due_on,
        sent_by_id=viewer.person,
    )
    escalation.record = create_record(
        partnership=partnership,
        kind=KIND,
        title=escalation_title(escalation),
        audience=Record.Audience.MEMBERS,
        state=WAITING,
    )
    escalation.save()
    _write_down(viewer, "escalate", escalation.record, proposal=proposal)
    return escalation


@transaction.atomic
def answer_escalation(
    *,
    viewer: Viewer,
    escalation: Escalation,
    result: str,
    reason: str = "",
    on: date | None = None,
) -> Escalation:
    """As proposed, something else, or no: once, and the wait is known from then on."""
    rows = Escalation.objects.select_for_update(of=("self",)).select_related("record__partnership")
    escalation = rows.get(pk=escalation.pk)
    if escalation.answered_on:
        raise WrongEntry(_("This was answered already."))
    escalation.answered_on = on or timezone.localdate()
    if escalation.answered_on < escalation.sent_on:
        raise WrongEntry(_("It cannot be answered before it was sent."), "on")
    escalation.answered_by_id = viewer.person
    escalation.result, escalation.reason = result, reason.strip()
    escalation.save()
    escalation.record.state = ANSWERED
    escalation.record.save(update_fields=["state"])
    _write_down(viewer, "answer_escalation", escalation.record, result=result, reason=reason)
    something_changed(escalation.record.partnership)
    return escalation


@transaction.atomic
def note_level(
    *, viewer: Viewer, record: Record, decision_type: str, level: str, on: date
) -> LevelTaken:
    """At which level the decision behind a record was taken. Once a record; said again, it corrects."""
    values = {
        "decision_type": as_spelled(record.partnership, decision_type),
        "level": level,
        "on": on,
    }
    taken, _made = LevelTaken.objects.update_or_create(record=record, defaults=values)
    _write_down(viewer, "note_level", record, **values)
    something_changed(record.partnership)
    return taken


def _write_down(viewer: Viewer, verb: str, record: Record, **state: object) -> None:
    append_entry(
        chain=record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{record.kind}:{record.pk}",
        state={name: str(value) for name, value in state.items()},
    )
