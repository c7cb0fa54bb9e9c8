"""Writing a privacy notice: freely until the activity opens, afterwards as a new version with its reason."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.actions import append_entry
from thegither.spine.protection.errors import NoticeInForce
from thegither.spine.protection.models import PrivacyNotice
from thegither.spine.protection.notices import notice_of
from thegither.spine.protection.rooms import handling_of
from thegither.spine.spaces.models import Activity
from thegither.spine.spaces.visibility import HOUSE, Viewer


@transaction.atomic
def write_notice(
    *, viewer: Viewer, activity: Activity, changed_because: str = "", **texts: Any
) -> PrivacyNotice:
    """Write the notice of an activity; `texts` takes the fields that people read.

    While it has not opened, this is the one draft. Once it is open, people have read what stands there:
    so the new text becomes another version, with today's date and the reason, which must be given.
    """
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if handling_of(activity).has_opened:
        notice = _next_version(activity, changed_because, texts)
    else:
        notice = notice_of(activity)
        _fill(notice, texts)
    _write_down(viewer, "write_notice", notice)
    return notice


@transaction.atomic
def put_notice_in_force(*, activity: Activity, viewer: Viewer = HOUSE) -> PrivacyNotice:
    """On the day an activity opens, its notice gets its date; doing it twice is doing it once."""
    notice = notice_of(activity)
    if notice.in_force_since is None:
        notice.in_force_since = timezone.localdate()
        notice.save()
        _write_down(viewer, "put_notice_in_force", notice)
    return notice


def _next_version(activity: Activity, because: str, texts: dict[str, Any]) -> PrivacyNotice:
    if not because.strip():
        raise NoticeInForce(
            _("People have read this notice. Write why it changes: the reason stands beside it.")
        )
    before = put_notice_in_force(activity=activity)
    notice = PrivacyNotice(
        activity=activity,
        number=before.number + 1,
        in_force_since=timezone.localdate(),
        changed_because=because.strip(),
    )
    _fill(notice, texts)
    return notice


def _fill(notice: PrivacyNotice, texts: dict[str, Any]) -> None:
    for name, value in texts.items():
        setattr(notice, name, value)
    notice.save()


def _write_down(viewer: Viewer, verb: str, notice: PrivacyNotice) -> None:
    append_entry(
        chain=notice.activity.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"activity:{notice.activity_id}",
        state={
            "number": notice.number,
            "basis": notice.basis,
            "keep_months": notice.keep_months,
            "because": notice.changed_because,
        },
    )
