"""Due work of the spine, found by query: codes to forget, and alerts that nobody answered in time."""

from thegither.spine.people.actions import forget_expired_codes
from thegither.spine.people.queries import coordinators_mailboxes
from thegither.spine.spaces.actions import remind_of_alert
from thegither.spine.spaces.queries import overdue_alerts


def tick() -> None:
    """Safe to call at any time and any number of times."""
    forget_expired_codes()
    for alert in overdue_alerts():
        remind_of_alert(alert=alert, also_to=coordinators_mailboxes(alert.record.partnership))
