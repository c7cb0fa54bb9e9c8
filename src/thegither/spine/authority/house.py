"""What the house asks of authority, as it asks every capability: asks, findings, the page of a record."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.authority.models import Escalation
from thegither.spine.authority.queries import open_findings, waiting_for
from thegither.spine.spaces.house import Ask
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

__all__ = ["WORD", "address_of", "asks", "findings", "starts", "words_of"]

WORD = "decide"
findings = open_findings


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """To answer what was sent to a post of one's own."""
    if not viewer.is_member:
        return []
    return [
        Ask(one.record.title, address_of(one.record), 5, one.due_on)
        for one in waiting_for(viewer, timezone.localdate())
        if one.record.partnership_id == partnership.pk
    ]


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """The button under "Decide" that every member has."""
    if not viewer.is_member:
        return []
    return [(_("Can I decide this?"), reverse("authority:can_i", args=[partnership.slug]))]


def address_of(record: Record) -> str:
    """The page of a matter sent up; nothing for any other record."""
    matter = _behind(record)
    return reverse("authority:sent", args=[record.partnership.slug, matter.pk]) if matter else ""


def words_of(record: Record) -> str:
    """What was proposed and answered, for those whose duty is to read it."""
    matter = _behind(record)
    return "\n\n".join(filter(None, (matter.proposal, matter.reason))) if matter else ""


def _behind(record: Record) -> Escalation | None:
    return Escalation.objects.filter(record=record).first() if record.kind == "escalation" else None
