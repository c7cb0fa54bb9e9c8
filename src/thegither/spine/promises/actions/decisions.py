"""Taking a decision, saying why it carries no promise, and looking at it again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority.actions import note_level
from thegither.spine.promises.actions.audit import (
    add_event,
    moment_of,
    sentence,
    set_state,
    write_down,
)
from thegither.spine.promises.actions.findings import settle_findings
from thegither.spine.promises.errors import NotOpen, WrongDay
from thegither.spine.promises.models import Decision, Event
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Activity, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND, STANDS, ENDED, REPLACED = "decision", "stands", "ended", "replaced"


@transaction.atomic
def record_decision(
    *,
    viewer: Viewer,
    partnership: Partnership,
    text: str,
    decided_on: date,
    how: str,
    mandate: str = "",
    level: str = "",
    dissent: str = "",
    review_on: date | None = None,
    no_promise_because: str = "",
    audience: str = Record.Audience.MEMBERS,
    activity: Activity | None = None,
    because_of: Record | None = None,
    instead_of: Decision | None = None,
) -> Decision:
    """Write down what was decided. `because_of` led to it; `instead_of` is the one whose place it takes."""
    _check_days(decided_on, review_on)
    where = {"partnership": partnership, "audience": audience, "activity": activity}
    moment = moment_of(decided_on)
    title = sentence(text, "text")
    decision = Decision.objects.create(
        record=create_record(kind=KIND, title=title, state=STANDS, created_at=moment, **where),
        text=title,
        decided_on=decided_on,
        how=sentence(how, "how"),
        mandate=mandate.strip(),
        level=level.strip(),
        dissent=dissent.strip(),
        review_on=review_on,
        no_promise_because=no_promise_because.strip(),
    )
    _tie(viewer, decision, because_of, instead_of)
    state = {"text": title, "on": decided_on}
    write_down(viewer, "record_decision", decision.record, decision.mandate, **state)
    return decision


def _check_days(decided_on: date, review_on: date | None) -> None:
    if decided_on > timezone.localdate():
        raise WrongDay(_("A decision is written down when it was taken, not before."), "decided_on")
    if review_on and review_on <= decided_on:
        raise WrongDay(_("Choose a day after the decision to look at it again."), "review_on")


def _tie(
    viewer: Viewer, decision: Decision, because_of: Record | None, instead_of: Decision | None
) -> None:
    if because_of:
        link_records(from_record=because_of, to_record=decision.record, relation="led_to")
    if instead_of:
        old = _end(viewer, instead_of, decision.decided_on, decision.text, REPLACED)
        old.replaced_by = decision
        old.save(update_fields=["replaced_by"])
        link_records(from_record=old.record, to_record=decision.record, relation="replaced_by")


@transaction.atomic
def record_with_level(
    *, viewer: Viewer, decision_type: str = "", taken_at: str = "", **decision: Any
) -> Decision:
    """A decision of a kind that the scheme of delegation knows also notes at which level it was taken."""
    made = record_decision(viewer=viewer, **decision)
    if decision_type:
        note_level(
            viewer=viewer,
            record=made.record,
            decision_type=decision_type,
            level=taken_at,
            on=made.decided_on,
        )
    return made


@transaction.atomic
def say_no_promise(*, viewer: Viewer, decision: Decision, because: str) -> Decision:
    """A decision carries promises, or says why it carries none."""
    decision.no_promise_because = sentence(because, "because")
    decision.save(update_fields=["no_promise_because"])
    write_down(viewer, "say_no_promise", decision.record, because=because)
    return decision


@transaction.atomic
def review_decision(
    *,
    viewer: Viewer,
    decision: Decision,
    found: str,
    review_on: date | None = None,
    on: date | None = None,
) -> Decision:
    """It was looked at again and stands: say what was found, and when it is looked at next, if ever."""
    day = on or timezone.localdate()
    if review_on and review_on <= day:
        raise WrongDay(_("Choose a day in the future to look at it again."), "review_on")
    decision = _lock(decision)
    decision.review_on = review_on
    decision.save(update_fields=["review_on"])
    add_event(
        viewer, decision.record, Event.Kind.REVIEWED, day, sentence(found, "found"), day=review_on
    )
    settle_findings(decision.record)
    write_down(viewer, "review_decision", decision.record, found=found, review_on=review_on)
    return decision


@transaction.atomic
def end_decision(
    *, viewer: Viewer, decision: Decision, because: str, on: date | None = None
) -> Decision:
    """From this day on it counts no longer. It stays to be read, with its reason."""
    return _end(viewer, decision, on or timezone.localdate(), because, ENDED)


def _end(viewer: Viewer, decision: Decision, day: date, because: str, state: str) -> Decision:
    decision = _lock(decision)
    decision.ended_on, decision.review_on = day, None
    decision.save(update_fields=["ended_on", "review_on"])
    set_state(decision.record, state)
    add_event(viewer, decision.record, Event.Kind.ENDED, day, sentence(because, "because"))
    settle_findings(decision.record)
    write_down(viewer, "end_decision", decision.record, because=because, on=day)
    return decision


def _lock(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related("record__partnership")
    decision = rows.get(pk=decision.pk)
    if decision.ended_on:
        raise NotOpen(_("This decision counts no longer, so nothing about it can change."))
    return decision
