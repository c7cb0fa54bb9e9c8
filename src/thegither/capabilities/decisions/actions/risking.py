"""Risks taken for a person's benefit, and standing permissions to try things."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import sentence, write_down
from thegither.capabilities.decisions.actions.errors import RoomError
from thegither.capabilities.decisions.models import Permission, Risk
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

SAID = ("benefit", "harm", "mitigation", "shared_by", "stop_rule")


@dataclass(frozen=True, slots=True)
class RiskDraft:
    """What one writes down before starting. Nothing of it may be left out, the good least of all."""

    title: str
    benefit: str
    harm: str
    mitigation: str
    shared_by: str
    stop_rule: str
    review_on: date
    permission: Permission | None = None


@transaction.atomic
def take_risk(*, viewer: Viewer, partnership: Partnership, draft: RiskDraft) -> Risk:
    """Start something that may do good and may do harm. Without a stop rule it does not start."""
    said = {name: sentence(getattr(draft, name), name) for name in SAID}
    if draft.review_on <= timezone.localdate():
        raise RoomError(_("Choose a day in the future to look at it."), "review_on")
    _require_permission_holds(draft.permission)
    risk = Risk.objects.create(
        record=_record(partnership, "risk", sentence(draft.title, "title")),
        review_on=draft.review_on,
        permission=draft.permission,
        taken_by_id=viewer.person,
        **said,
    )
    if draft.permission:
        link_records(from_record=draft.permission.record, to_record=risk.record, relation="led_to")
    write_down(viewer, "take_risk", risk, **said, review_on=draft.review_on)
    return risk


def _record(partnership: Partnership, kind: str, title: str) -> Record:
    audience = Record.Audience.MEMBERS
    return create_record(partnership=partnership, kind=kind, title=title, audience=audience)


def _require_permission_holds(permission: Permission | None) -> None:
    if permission and not holds(permission):
        raise RoomError(
            _("This permission has ended. Ask for a new one, or start without it."), "permission"
        )


def holds(permission: Permission) -> bool:
    return permission.ended_on is None and permission.until >= timezone.localdate()


@transaction.atomic
def end_risk(*, viewer: Viewer, risk: Risk, went: str, what_happened: str) -> Risk:
    """Say what came of it: the good, the harm, or that it was stopped by its rule."""
    risk = Risk.objects.select_for_update(of=("self",)).select_related("record").get(pk=risk.pk)
    if risk.ended_on:
        raise RoomError(_("What came of it is written down already."))
    risk.went, risk.what_happened = went, sentence(what_happened, "what_happened")
    risk.ended_on = timezone.localdate()
    risk.save(update_fields=["went", "what_happened", "ended_on"])
    write_down(viewer, "end_risk", risk, went=went, what_happened=what_happened)
    return risk


@transaction.atomic
def permit(
    *, viewer: Viewer, partnership: Partnership, may: str, within: str, covered_by: str, until: date
) -> Permission:
    """Try this, within these limits, covered by this post, until a day: nobody has to ask again."""
    if until <= timezone.localdate():
        raise RoomError(_("Choose a day in the future."), "until")
    permission = Permission.objects.create(
        record=_record(partnership, "permission", sentence(may, "may")),
        may=may.strip(),
        within=sentence(within, "within"),
        covered_by=sentence(covered_by, "covered_by"),
        until=until,
    )
    write_down(viewer, "permit", permission, may=may, within=within, covered_by=covered_by)
    return permission


@transaction.atomic
def end_permission(*, viewer: Viewer, permission: Permission) -> Permission:
    """From today nobody may start anything on it; what has started runs on."""
    permission.ended_on = timezone.localdate()
    permission.save(update_fields=["ended_on"])
    write_down(viewer, "end_permission", permission)
    return permission
