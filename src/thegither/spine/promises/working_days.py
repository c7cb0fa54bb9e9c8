"""Working days, as councils count them."""

from datetime import date, timedelta

from thegither.spine.spaces.holidays import SATURDAY, bank_holidays


def is_working_day(day: date) -> bool:
    """Monday to Friday, save the bank holidays of Scotland.

    >>> [is_working_day(date(2026, 12, day)) for day in (24, 25, 27, 28)]
    [True, False, False, False]
    """
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def add_working_days(day: date, days: int) -> date:
    """The working day that comes so many working days after a day, which itself does not count.

    `days` is at least 1; local holidays are not known here, so an answer may be due on one.

    >>> add_working_days(date(2026, 11, 20), 1)
    datetime.date(2026, 11, 23)
    >>> add_working_days(date(2026, 12, 23), 3)
    datetime.date(2026, 12, 30)
    """
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day
