"""Bank holidays in Scotland, worked out from the rules, so that no list has to be kept up to date.

A council may keep other local holidays, and a single day may be added for a coronation or a football
cup: neither is known here. Whoever relies on a day to the hour should say so in words as well.

Rules: Banking and Financial Dealings Act 1971, Schedule 1, and the yearly substitutes by proclamation.
"""

from datetime import date, timedelta
from functools import cache

MONDAY, SATURDAY = 0, 5
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year. One that falls on a weekend counts there and on the next free weekday.

    >>> sorted(day.isoformat() for day in bank_holidays(2027) if day.month in (1, 12))
    ['2027-01-01', '2027-01-02', '2027-01-04', '2027-12-25', '2027-12-26', '2027-12-27', '2027-12-28']
    """
    fixed = [(1, 1), (1, 2), (11, 30), (12, 25), (12, 26)]
    named = [date(year, month, day) for month, day in fixed]
    moving = {
        easter(year) - 2 * ONE_DAY,
        first_monday(year, 5),
        first_monday(year, 6) - ONE_WEEK,  # the last one of May
        first_monday(year, 8),
    }
    taken = {*named, *moving}
    for day in named:
        if day.weekday() >= SATURDAY:
            taken.add(_next_free_weekday(day, taken))
    return frozenset(taken)


def _next_free_weekday(day: date, taken: set[date]) -> date:
    while day in taken or day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day


def first_monday(year: int, month: int) -> date:
    """
    >>> first_monday(2026, 5)
    datetime.date(2026, 5, 4)
    """
    first = date(year, month, 1)
    return first + (MONDAY - first.weekday()) % 7 * ONE_DAY


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by Gauss's method as corrected for the century.

    >>> easter(2026), easter(2038)
    (datetime.date(2026, 4, 5), datetime.date(2038, 4, 25))
    """
    golden, century = year % 19, year // 100
    shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = shift - (shift // 28) * (1 - (29 // (shift + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full_moon + 2 - century + century // 4) % 7
    offset = full_moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))
