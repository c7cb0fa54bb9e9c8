"""The clock at work: deleting what is due and leaving the agreed stub; keeping longer, with a reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.contact.models import Invitation, Letter, Notice
from thegither.spine.evidence.actions import append_entry, empty_journal
from thegither.spine.people.models import Person
from thegither.spine.protection import rooms
from thegither.spine.protection.clock import LETTERS_FOR
from thegither.spine.protection.errors import CannotExtend
from thegither.spine.protection.models import Deletion, Extension
from thegither.spine.spaces.models import Activity, Partnership
from thegither.spine.spaces.visibility import HOUSE, Viewer
from thegither.spine.young.models import GuardianConsent


@transaction.atomic
def delete_rows(*, viewer: Viewer = HOUSE, activity: Activity) -> Deletion:
    """Delete the single rows of an activity whose time is over. Results stay, and so does this stub."""
    counts = rooms.forget(activity) | _forget_who_was_asked(activity)
    deletion = Deletion.objects.create(
        partnership=activity.partnership,
        activity=activity,
        rule=Deletion.Rule.ACTIVITY_OVER,
        counts=counts,
    )
    write_stub(viewer, "delete_rows", deletion, f"activity:{activity.pk}")
    return deletion


def _forget_who_was_asked(activity: Activity) -> dict[str, int]:
    counts: dict[str, int] = {}
    for model in (Invitation, Letter, GuardianConsent):
        rows = model.objects.filter(activity=activity)
        counts[model._meta.label] = rows.count()
        rows.delete()
    return {what: number for what, number in counts.items() if number}


@transaction.atomic
def forget_notices() -> int:
    """Delete what people were told long ago. No stub: it would say more than the notices did."""
    old = Notice.objects.filter(made_on__lt=timezone.localdate() - LETTERS_FOR)
    return old.delete()[0]


def write_stub(viewer: Viewer, verb: str, deletion: Deletion, about: str) -> None:
    """Chain the stub, and bring the deleted rows out of the database's own files once it is stored."""
    append_entry(
        chain=deletion.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=about,
        state=stub_state(deletion),
    )
    transaction.on_commit(empty_journal)


def stub_state(deletion: Deletion) -> dict[str, object]:
    """What the chain holds of a stub."""
    return {
        "rule": str(deletion.rule),
        "deleted_on": deletion.deleted_on.isoformat(),
        "counts": deletion.counts,
        "sector": deletion.sector,
        "level": deletion.level,
    }


@transaction.atomic
def extend_keeping(
    *,
    viewer: Viewer,
    partnership: Partnership,
    until: date,
    reason: str,
    activity: Activity | None = None,
    person: Person | None = None,
) -> Extension:
    """Keep one activity's single rows, or one register entry, until a later day; everybody may read why."""
    if not reason.strip():
        raise CannotExtend(_("Write why it has to be kept longer."))
    if until <= timezone.localdate():
        raise CannotExtend(_("Choose a day in the future until which it is kept."))
    extension = Extension.objects.create(
        partnership=partnership,
        activity=activity,
        person=person,
        until=until,
        reason=reason.strip(),
    )
    about = f"activity:{activity.pk}" if activity else f"person:{person.pk}"
    append_entry(
        chain=partnership.pk,
        actor=viewer.actor,
        verb="extend_keeping",
        about=about,
        state={"until": until.isoformat(), "reason": extension.reason},
    )
    return extension
