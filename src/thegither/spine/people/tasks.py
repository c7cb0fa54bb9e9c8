"""Due work of the spine, found by query: codes to forget, and alerts that nobody answered in time."""

from collections.abc import Callable, Iterator
from functools import partial

from thegither.spine.people.actions import forget_expired_codes
from thegither.spine.people.queries import coordinators_mailboxes
from thegither.spine.spaces.actions import remind_of_alert
from thegither.spine.spaces.queries import overdue_alerts


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time; each may be done again without harm."""
    yield forget_expired_codes
    for alert in overdue_alerts():
        mailboxes = coordinators_mailboxes(alert.record.partnership)
        yield partial(remind_of_alert, alert=alert, also_to=mailboxes)


def tick() -> None:
    for work in due():
        work()
