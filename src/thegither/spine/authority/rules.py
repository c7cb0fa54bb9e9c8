"""Who may do what with lines, clauses and matters sent up, as sentences."""

from django.utils import timezone
from rules import add_rule, predicate

from thegither.spine.authority.models import Escalation
from thegither.spine.authority.queries import holds_post
from thegither.spine.people.rules import is_coordinator, is_member
from thegither.spine.spaces.visibility import Viewer


@predicate
def is_asked(viewer: Viewer, escalation: Escalation) -> bool:
    """Whoever holds the post today to which a matter was sent."""
    return holds_post(viewer, escalation.to_post, timezone.localdate())


@predicate
def is_waiting(viewer: Viewer, escalation: Escalation) -> bool:
    return escalation.answered_on is None


add_rule("authority.see", is_member)
add_rule("authority.change", is_coordinator)
add_rule("authority.answer", is_member & is_waiting & is_asked)
