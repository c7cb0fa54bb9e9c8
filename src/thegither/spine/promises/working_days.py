"""Working days, as councils count them."""

from datetime import date, timedelta

# Bank holidays all over Scotland on the same day each year; local ones differ from town to town.
HOLIDAYS = frozenset({(1, 1), (1, 2), (12, 25), (12, 26)})


def is_working_day(day: date) -> bool:
    """Monday to Friday, save the bank holidays that fall on a fixed day.

    >>> [is_working_day(date(2026, 12, day)) for day in (24, 25, 27)]
    [True, False, False]
    """
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def add_working_days(day: date, days: int) -> date:
    """The working day that comes so many working days after a day, which itself does not count.

    `days` is at least 1; local holidays are not known here, so an answer may be due on one.

    >>> add_working_days(date(2026, 11, 20), 1)
    datetime.date(2026, 11, 23)
    >>> add_working_days(date(2026, 12, 23), 3)
    datetime.date(2026, 12, 29)
    """
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day
