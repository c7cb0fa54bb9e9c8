"""When somebody moderates: whether now, when next, and how long a statement has waited.

All times are those of the place (Europe/London), so that nine o'clock stays nine o'clock in summer.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.capabilities.conversations.models import Conversation
from thegither.spine.spaces.holidays import bank_holidays

ONE_DAY = timedelta(days=1)
# No stretch of holidays and free days is longer: hours that are ever kept are kept within this.
AHEAD = 21


@dataclass(frozen=True, slots=True)
class Hours:
    """The weekdays (Monday is 1) on which somebody moderates, and from when until when.

    >>> Hours(frozenset({1, 2, 3, 4, 5}), time(9), time(17)).are_kept_on(date(2026, 12, 25))
    False
    """

    days: frozenset[int]
    begins: time
    ends: time

    def are_kept_on(self, day: date) -> bool:
        return day.isoweekday() in self.days and day not in bank_holidays(day.year)

    def hold(self, at: datetime) -> bool:
        """Whether somebody is there at this local time."""
        return self.are_kept_on(at.date()) and self.begins <= at.time() < self.ends

    def next_day(self, at: datetime) -> date | None:
        """The day on which somebody comes next, after this local time; None if nobody comes for weeks."""
        first = 0 if at.time() < self.begins else 1
        days = (at.date() + n * ONE_DAY for n in range(first, AHEAD))
        return next((day for day in days if self.are_kept_on(day)), None)


def hours_of(conversation: Conversation) -> Hours | None:
    """The hours its coordinator named, if any."""
    days = frozenset(int(day) for day in conversation.moderated_on)
    begins, ends = conversation.moderated_from, conversation.moderated_until
    return Hours(days, begins, ends) if days and begins and ends else None


def when_read(conversation: Conversation) -> str:
    """What somebody who adds a statement is told: when a moderator reads it. Empty where nobody knows."""
    hours, now = hours_of(conversation), timezone.localtime()
    if hours is None:
        return ""
    if hours.hold(now):
        return _("A moderator is there today until %(time)s.") % {"time": _clock(hours.ends)}
    day = hours.next_day(now)
    if day is None:
        return ""
    words = {"day": date_format(day, "l j F Y"), "time": _clock(hours.begins)}
    return (
        _("Nobody moderates just now. A moderator is there next on %(day)s from %(time)s.") % words
    )


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def how_long_waited(since: date) -> str:
    """By days: the hour in which somebody wrote is not kept."""
    days = (timezone.localdate() - since).days
    if days < 1:
        return _("Came today.")
    return ngettext(
        "Has waited for %(days)s day, since %(since)s.",
        "Has waited for %(days)s days, since %(since)s.",
        days,
    ) % {"days": days, "since": date_format(since, "j F Y")}
