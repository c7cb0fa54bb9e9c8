"""Everything that changes a space. The small building blocks at the end are audited by their caller."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces import mail
from thegither.spine.spaces.addresses import check_address
from thegither.spine.spaces.errors import AlreadyLifted, NoReason, NotInTheFuture
from thegither.spine.spaces.models import (
    Activity,
    Hiding,
    Lease,
    Link,
    Partnership,
    Phase,
    Record,
    SafeguardingAlert,
)
from thegither.spine.spaces.visibility import HOUSE, Viewer

# Long enough for any inquiry, and still an end: nothing stays hidden because it was forgotten.
SAFEGUARDING_HIDES_FOR = timedelta(days=365)


@transaction.atomic
def create_partnership(
    *,
    viewer: Viewer = HOUSE,
    slug: str,
    name: str,
    purpose: str,
    is_made_up: bool = False,
    **safeguarding: object,
) -> Partnership:
    """`safeguarding` takes the fields `safeguarding_name`, `_email`, `_phone` and `_hours`.

    Raises `NoAddress`, `ReservedAddress` or `AddressTaken` where `slug` cannot be had.
    """
    check_address(slug)
    partnership = Partnership.objects.create(
        slug=slug, name=name, purpose=purpose, is_made_up=is_made_up, **safeguarding
    )
    write_down(partnership.pk, viewer, "create_partnership", partnership, slug=slug, name=name)
    return partnership


@transaction.atomic
def change_partnership(
    *,
    viewer: Viewer,
    partnership: Partnership,
    name: str,
    purpose: str,
    language: str,
    complaints: str,
    answer_days: int,
) -> Partnership:
    """What a partnership says of itself. Its address stays, since people have written it down."""
    state: dict[str, str | int] = {
        "name": name,
        "purpose": purpose,
        "language": language,
        "complaints": complaints,
        "answer_days": answer_days,
    }
    for field, value in state.items():
        setattr(partnership, field, value)
    partnership.save(update_fields=list(state))
    write_down(partnership.pk, viewer, "change_partnership", partnership, **state)
    return partnership


@transaction.atomic
def set_step_aside(*, viewer: Viewer, partnership: Partnership, step: str) -> None:
    """A coordinator skips a step of the guided start; doing it twice is doing it once."""
    row = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if step not in row.set_aside:
        _keep_set_aside(viewer, row, [*row.set_aside, step], "set_step_aside", step)


@transaction.atomic
def take_step_up(*, viewer: Viewer, partnership: Partnership, step: str) -> None:
    """Come back to a step that was skipped."""
    row = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if step in row.set_aside:
        rest = [name for name in row.set_aside if name != step]
        _keep_set_aside(viewer, row, rest, "take_step_up", step)


def _keep_set_aside(
    viewer: Viewer, partnership: Partnership, steps: list[str], verb: str, step: str
) -> None:
    partnership.set_aside = steps
    partnership.save(update_fields=["set_aside"])
    write_down(partnership.pk, viewer, verb, partnership, step=step)


@transaction.atomic
def name_safeguarding_lead(
    *, viewer: Viewer, partnership: Partnership, name: str, email: str, phone: str, hours: int
) -> Partnership:
    partnership.safeguarding_name, partnership.safeguarding_email = name, email
    partnership.safeguarding_phone, partnership.safeguarding_hours = phone, hours
    partnership.save()
    state = {"name": name, "email": email, "phone": phone, "hours": hours}
    write_down(partnership.pk, viewer, "name_safeguarding_lead", partnership, **state)
    return partnership


@transaction.atomic
def hide_record(
    *,
    viewer: Viewer,
    record: Record,
    reason: str,
    until: datetime,
    seen_by_coordinator: bool = True,
    seen_by_moderator: bool = True,
    seen_by_safeguarding_lead: bool = False,
) -> Hiding:
    """Hide a record from members: never without a written reason, never without an end."""
    if not reason.strip():
        raise NoReason(_("Write why this is hidden; every member may read the reason."))
    if until <= timezone.now():
        raise NotInTheFuture(_("Choose a day in the future until which this stays hidden."))
    hiding = Hiding.objects.create(
        record=record,
        reason=reason.strip(),
        until=until,
        seen_by_coordinator=seen_by_coordinator,
        seen_by_moderator=seen_by_moderator,
        seen_by_safeguarding_lead=seen_by_safeguarding_lead,
    )
    state = {"reason": hiding.reason, "until": until.isoformat()}
    write_down(record.partnership_id, viewer, "hide_record", record, **state)
    return hiding


@transaction.atomic
def lift_hiding(*, viewer: Viewer, hiding: Hiding) -> Hiding:
    if hiding.lifted_at:
        raise AlreadyLifted(_("This is not hidden any more."))
    hiding.lifted_at = timezone.now()
    hiding.save(update_fields=["lifted_at"])
    write_down(hiding.record.partnership_id, viewer, "lift_hiding", hiding.record)
    return hiding


@transaction.atomic
def raise_safeguarding(*, viewer: Viewer, record: Record, reason: str) -> SafeguardingAlert:
    """Hide a text that may tell of harm, tell the safeguarding lead, and start the clock.

    Pressing the button twice, or two moderators at once, makes one alert. Members read a plain reason;
    what the moderator wrote is read by the safeguarding lead and the moderators alone.
    """
    partnership = Partnership.objects.select_for_update().get(pk=record.partnership_id)
    due_at = timezone.now() + timedelta(hours=partnership.safeguarding_hours)
    alert, is_new = SafeguardingAlert.objects.get_or_create(
        record=record, defaults={"reason": reason, "due_at": due_at}
    )
    if is_new:
        _hide_to_keep_safe(viewer, record)
        write_down(partnership.pk, viewer, "raise_safeguarding", record, reason=reason)
        transaction.on_commit(lambda: mail.tell_safeguarding_lead(partnership, alert), robust=True)
    return alert


def _hide_to_keep_safe(viewer: Viewer, record: Record) -> Hiding:
    return hide_record(
        viewer=viewer,
        record=record,
        reason=_("It may tell of harm to somebody. The safeguarding lead is looking into it."),
        until=timezone.now() + SAFEGUARDING_HIDES_FOR,
        seen_by_coordinator=False,
        seen_by_safeguarding_lead=True,
    )


@transaction.atomic
def answer_safeguarding(
    *, viewer: Viewer, alert: SafeguardingAlert, answer: str, show_again: bool
) -> SafeguardingAlert:
    """The safeguarding lead says what was done, which stops the clock; the text may be shown again."""
    if not answer.strip():
        raise NoReason(_("Write what was done, so that others can rely on it."))
    alert.answer, alert.answered_at = answer.strip(), timezone.now()
    alert.save(update_fields=["answer", "answered_at"])
    for hiding in alert.record.hidings.filter(lifted_at=None) if show_again else ():
        lift_hiding(viewer=viewer, hiding=hiding)
    state = {"answer": alert.answer, "show_again": show_again}
    write_down(alert.record.partnership_id, viewer, "answer_safeguarding", alert.record, **state)
    return alert


@transaction.atomic
def remind_of_alert(*, alert: SafeguardingAlert, also_to: list[str]) -> None:
    """Tell once more, and the coordinators too, that the time to answer has run out."""
    alert.reminded_at = timezone.now()
    alert.save(update_fields=["reminded_at"])
    partnership = alert.record.partnership
    write_down(partnership.pk, HOUSE, "remind_of_alert", alert.record)
    mail.say_alert_is_late(partnership, also_to)


def write_down(
    chain: UUID, viewer: Viewer, verb: str, about: models.Model, **state: object
) -> None:
    """One line in the audit chain of a partnership, about it or something of its own."""
    label = f"{about._meta.model_name}:{about.pk}"
    append_entry(chain=chain, actor=viewer.actor, verb=verb, about=label, state=state)


# --- building blocks: called by an action of a capability, which writes the one audit entry ------


@transaction.atomic
def create_record(
    *,
    partnership: Partnership,
    kind: str,
    title: str,
    audience: str,
    activity: Activity | None = None,
    **fields: str,
) -> Record:
    """`fields` takes a record's `state` and `language`."""
    return Record.objects.create(
        partnership=partnership,
        activity=activity,
        kind=kind,
        title=title[:300],
        audience=audience,
        **fields,
    )


@transaction.atomic
def create_activity(
    *, partnership: Partnership, kind: str, title: str, phase: str, audience: str, **fields: str
) -> Activity:
    record = create_record(
        partnership=partnership, kind=kind, title=title, audience=audience, **fields
    )
    activity = Activity.objects.create(
        partnership=partnership, kind=kind, phase=phase, record=record
    )
    Phase.objects.create(activity=activity, kind=phase, starts_at=timezone.now())
    return activity


@transaction.atomic
def move_phase(*, activity: Activity, phase: str) -> Activity:
    """End the phase an activity is in and start the next one; its record says so too."""
    now = timezone.now()
    activity.phases.filter(ends_at=None).update(ends_at=now)
    Phase.objects.create(activity=activity, kind=phase, starts_at=now)
    activity.phase = activity.record.state = phase
    activity.save(update_fields=["phase"])
    activity.record.save(update_fields=["state"])
    return activity


@transaction.atomic
def link_records(
    *, from_record: Record, to_record: Record, relation: str, reason: str = ""
) -> Link:
    """Tie two records; saying the same twice is saying it once."""
    link, _is_new = Link.objects.get_or_create(
        from_record=from_record,
        to_record=to_record,
        relation=relation,
        defaults={"reason": reason},
    )
    return link


# Renewed before each piece of work, so a worker that was killed holds up the next one no longer.
LEASE_LASTS = timedelta(minutes=2)


@transaction.atomic
def take_lease(*, name: str, holder: str) -> bool:
    """Whether this holder may now do the work of that name, alone, until it returns the lease."""
    now = timezone.now()
    Lease.objects.get_or_create(name=name, defaults={"holder": "", "until": now})
    free = Lease.objects.filter(name=name, until__lte=now) | Lease.objects.filter(
        name=name, holder=holder
    )
    return bool(free.update(holder=holder, until=now + LEASE_LASTS))


def return_lease(*, name: str, holder: str) -> None:
    Lease.objects.filter(name=name, holder=holder).update(holder="", until=timezone.now())
