"""The worked-out bank holidays against those that were published."""

from datetime import date

import pytest

from thegither.spine.spaces.holidays import bank_holidays, easter

# mygov.scot, "Bank holidays": the weekdays on which offices were closed.
PUBLISHED = {
    2019: "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26",
    2021: "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28",
    2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
    2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_weekdays_are_those_that_were_published(year):
    weekdays = sorted(day for day in bank_holidays(year) if day.weekday() < 5)
    assert " ".join(f"{day:%m-%d}" for day in weekdays) == PUBLISHED[year]


def test_the_weekend_day_itself_is_a_holiday_too():
    assert date(2026, 12, 26) in bank_holidays(2026)


@pytest.mark.parametrize("year", range(1990, 2100))
def test_easter_is_a_sunday_between_its_earliest_and_latest_day(year):
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
