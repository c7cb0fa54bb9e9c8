"""What spoke against a decision, in full: objections that stand, who stood aside, and the minority's report."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Objection, Room


def dissent_of(room: Room, minority_report: str = "") -> str:
    """In the words of those who disagreed; who they are stands beside the objection itself."""
    return "\n\n".join(filter(None, [*_objections(room), minority_report.strip()]))


def _objections(room: Room) -> Iterator[str]:
    for objection in room.objections.filter(state=Objection.State.STANDS):
        yield _("An objection stands: %(reason)s") % {"reason": objection.reason}
