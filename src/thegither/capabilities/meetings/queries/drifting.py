"""Is a partner drifting away? Who came, who sent word and which promises were kept, meeting by meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.meetings.models import Attendance, EarlyWord, Meeting, PartnerLook
from thegither.capabilities.meetings.phases import AGREED, HELD
from thegither.capabilities.meetings.queries.attendance import (
    THERE,
    AttendanceTable,
    Floats,
    attendance_table,
)
from thegither.methods.change import Retreats, retreats
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Membership, Responsibility
from thegither.spine.spaces.models import Commitment, Partnership
from thegither.spine.spaces.visibility import COORDINATOR, Viewer, any_member

METHOD = "retreats 1"
# Of all series together, in how many quiet years anything may ring.
FALSE_ALARMS = 0.05
# Meetings of which something has to be known before a series is watched.
ENOUGH = 6
LABELS = {
    "came": gettext_lazy("Places that were filled"),
    "word": gettext_lazy("Places where somebody came or sent word"),
    "kept": gettext_lazy("Promises that were kept when they fell due"),
}


@dataclass(frozen=True, slots=True)
class Fall:
    """One partner's fall: since when, as of when, and the figures before and since."""

    organization: UUID
    name: str
    since: datetime
    until: datetime
    figures: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Series:
    """One signal of one partner: so many of so many, at each meeting (nan: nothing that day)."""

    place: int
    signal: str
    count: Floats
    offered: Floats


def falls(partnership: Partnership) -> list[Fall]:
    """The partners of which less is seen at the newest meeting than its own past would let one expect.

    All signals of all partners are watched together, so that no more than one quiet year in twenty brings any
    alarm. After an early word a partner's past begins anew.
    """
    table = attendance_table(any_member(partnership.pk), partnership)
    watched = [one for one in _series(partnership, table) if _is_known(one)]
    if not watched:
        return []
    counts, seats = (
        np.array([getattr(one, part) for one in watched]) for part in ("count", "offered")
    )
    watch = retreats(counts, seats, false_alarms=FALSE_ALARMS, looks=_looks(table))
    return list(_fallen(table, watched, watch))


def _looks(table: AttendanceTable) -> int:
    """Meetings in a year: at least four."""
    newest = table.starts[-1]
    return max(4, sum((newest - start).days < 365 for start in table.starts))


def _is_known(one: _Series) -> bool:
    return int((~np.isnan(one.count)).sum()) >= ENOUGH


def _series(partnership: Partnership, table: AttendanceTable) -> Iterator[_Series]:
    """Each signal of each partner, without what came before an earlier word to it."""
    begins = _begins(partnership, table)
    signals = {
        "came": (table.came, table.seats),
        "word": (_word_given(table), table.seats),
        "kept": _promises(partnership, table),
    }
    for signal, (counts, offered) in signals.items():
        for place, begin in enumerate(begins):
            count, room = counts[place].copy(), offered[place].copy()
            count[:begin] = room[:begin] = np.nan
            yield _Series(place, signal, count, room)


def _begins(partnership: Partnership, table: AttendanceTable) -> list[int]:
    words = EarlyWord.objects.filter(partnership=partnership)
    last: dict[UUID, datetime] = {}
    for organization, until in words.order_by("until").values_list("organization_id", "until"):
        last[organization] = until
    return [
        sum(key in last and start <= last[key] for start in table.starts)
        for key in table.organizations
    ]


def _word_given(table: AttendanceTable) -> Floats:
    """Places that were filled, or for which apologies came."""
    said = Attendance.objects.filter(meeting__in=table.meetings)
    said = said.filter(Q(came__in=THERE) | Q(answer=Attendance.Answer.APOLOGIES))
    down = {key: place for place, key in enumerate(table.organizations)}
    across = {key: place for place, key in enumerate(table.meetings)}
    counts = np.where(np.isnan(table.seats), np.nan, 0.0)
    for body, meeting in said.exclude(organization=None).values_list("organization", "meeting"):
        counts[down[body], across[meeting]] += 1
    return counts


def _promises(partnership: Partnership, table: AttendanceTable) -> tuple[Floats, Floats]:
    """Promises settled, by the first meeting after their day: how many were kept, of how many."""
    kept, due = np.zeros(table.came.shape), np.zeros(table.came.shape)
    down = {key: place for place, key in enumerate(table.organizations)}
    days = [timezone.localdate(start) for start in table.starts]
    for organization, day, state in _settled(partnership):
        across = int(np.searchsorted(days, day)) if days else 0
        if organization in down and across < len(days):
            due[down[organization], across] += 1
            kept[down[organization], across] += state == Commitment.State.KEPT
    return np.where(due > 0, kept, np.nan), np.where(due > 0, due, np.nan)


def _settled(partnership: Partnership) -> Iterator[tuple[UUID, date, str]]:
    """The organisation, day and end of each promise; the body its owner belongs to decides."""
    owners = Responsibility.objects.filter(
        record__partnership=partnership,
        until=None,
        record__commitment__state__in=[Commitment.State.KEPT, Commitment.State.BROKEN],
    )
    rows = list(
        owners.order_by("pk").values_list(
            "person", "record__commitment__due_on", "record__commitment__state"
        )
    )
    held = Membership.objects.filter(partnership=partnership, person__in=[row[0] for row in rows])
    first: dict[UUID, UUID] = {}
    for person, organization in held.order_by("valid_from", "pk").values_list(
        "person", "organization"
    ):
        first.setdefault(person, organization)
    yield from ((first[who], day, state) for who, day, state in rows if who in first)


def _fallen(table: AttendanceTable, watched: list[_Series], watch: Retreats) -> Iterator[Fall]:
    """One fall a partner, of the signal that says most; only what still stands at the newest meeting."""
    newest = np.nan_to_num(watch.evidence[:, -1], nan=-np.inf)
    told: set[int] = set()
    for row in np.argsort(-newest, kind="stable"):
        if newest[row] <= watch.limit:
            return
        place = watched[row].place
        if place not in told and watch.since[row] >= 0:
            told.add(place)
            yield _fall(table, watched, place, int(watch.since[row]))


def _fall(table: AttendanceTable, watched: list[_Series], place: int, since: int) -> Fall:
    own = [one for one in watched if one.place == place]
    return Fall(
        organization=table.organizations[place],
        name=table.names[place],
        since=table.starts[since],
        until=table.starts[-1],
        figures=tuple(pair for one in own for pair in _before_and_since(table, one, since)),
    )


def _before_and_since(
    table: AttendanceTable, one: _Series, since: int
) -> Iterator[tuple[str, Figure]]:
    day = date_format(timezone.localdate(table.starts[since]), "j F Y")
    for when, part in (
        (_("%(what)s before %(day)s"), slice(None, since)),
        (_("%(what)s since %(day)s"), slice(since, None)),
    ):
        offered = int(np.nansum(one.offered[part]))
        if offered:
            label = when % {"what": LABELS[one.signal], "day": day}
            figure = Figure.share(
                int(np.nansum(one.count[part])),
                offered,
                offered,
                as_of=timezone.localdate(table.starts[-1]),
                method=METHOD,
            )
            yield label, figure


# --- who sees what -----------------------------------------------------------------------------


def own_words(viewer: Viewer, partnership: Partnership) -> QuerySet[EarlyWord]:
    """What was said to the organisations to which this member belongs today."""
    today = Membership.on(timezone.localdate())
    own = Membership.objects.filter(today, person=viewer.person).values("organization")
    said = EarlyWord.objects.filter(partnership=partnership, organization__in=own)
    return said.select_related("organization")


def words_seen_by(viewer: Viewer, partnership: Partnership) -> QuerySet[EarlyWord]:
    """One's own; a coordinator also those that their partner has answered."""
    own = own_words(viewer, partnership)
    if viewer.partnership != partnership.pk or not viewer.has_duty(COORDINATOR):
        return own
    answered = EarlyWord.objects.filter(partnership=partnership).exclude(answered_on=None)
    return EarlyWord.objects.filter(
        Q(pk__in=own.values("pk")) | Q(pk__in=answered.values("pk"))
    ).select_related("organization")


def figures_of(word: EarlyWord) -> list[tuple[str, Figure]]:
    return [(label, Figure.from_json(stored)) for label, stored in word.figures]


def to_look_at(today: date) -> QuerySet[Partnership]:
    """Partnerships whose board has met, and that were not looked at today."""
    met = Meeting.objects.filter(body=None, activity__phase__in=[HELD, AGREED])
    done = PartnerLook.objects.filter(looked_on=today).values("partnership")
    own = Partnership.objects.filter(pk__in=met.values("record__partnership"))
    return own.exclude(pk__in=done).order_by("pk")
