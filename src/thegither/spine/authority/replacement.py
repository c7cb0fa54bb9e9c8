"""Another scheme in place of the one that stands: which clauses end, which begin, which stay.

The old ones hold to the end of the day on which they are replaced, the new ones from the day after: on no
day do both hold, and what was answered before stays as it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from thegither.spine.authority.models import Delegation
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.spaces.models import Partnership

REPLACED, UNDONE = "replace_scheme", "undo_replacement"
DAY = timedelta(days=1)
SAYS = ("post_id", "decision_type", "limit", "conditions", "clause", "valid_to")


@dataclass(frozen=True, slots=True)
class Change:
    """What a list does to the scheme: clauses that end today, that begin, and that stay as they are."""

    ends: Sequence[Delegation]
    begins: Sequence[Delegation]
    stays: Sequence[Delegation]

    def __bool__(self) -> bool:
        return bool(self.ends or self.begins)


def change_of(partnership: Partnership, entries: Iterable[Delegation], today: date) -> Change:
    """Rows of the list that are over by today count for nothing, as nothing of them is left to begin."""
    wanted = {_says(one, today): one for one in entries if _goes_on(one, today)}
    still = Delegation.objects.filter(
        Delegation.known(), Q(valid_to=None) | Q(valid_to__gt=today), partnership=partnership
    )
    standing = list(still.select_related("post__organization").order_by("decision_type", "pk"))
    stays = [row for row in standing if _says(row, today) in wanted]
    ends = [row for row in standing if _says(row, today) not in wanted]
    kept = {_says(row, today) for row in stays}
    return Change(ends, [one for says, one in wanted.items() if says not in kept], stays)


def _goes_on(row: Delegation, today: date) -> bool:
    return row.valid_to is None or row.valid_to > today


def _says(row: Delegation, today: date) -> tuple[Any, ...]:
    """When it began makes no difference once it has begun."""
    begins = row.valid_from if row.valid_from and row.valid_from > today + DAY else None
    return begins, *(getattr(row, name) for name in SAYS)


def undoable(partnership: Partnership, today: date) -> datetime | None:
    """When the scheme was replaced, if that can be undone: on the same day, and nothing was written since."""
    morning = timezone.make_aware(datetime.combine(today, time.min))
    own = Delegation.objects.filter(partnership=partnership)
    # The audit chain is long, so it is asked only on a day on which something was written.
    if not own.filter(Q(written_at__gte=morning) | Q(struck_at__gte=morning)).exists():
        return None
    whole = AuditEntry.objects.filter(chain=partnership.pk, verb__in=(REPLACED, UNDONE))
    last = whole.order_by("-number").first()
    if last is None or last.verb == UNDONE:
        return None
    moment = datetime.fromisoformat(last.about.removeprefix("scheme:"))
    later = own.filter(Q(written_at__gt=moment) | Q(struck_at__gt=moment))
    return None if moment < morning or later.exists() else moment
