"""The accessibility statement says all that the regulations ask, and marks what is missing."""

from datetime import date

import pytest

from thegither.config.environment import SettingsError, day

FILLED = {
    "organization": "Kirkbrae Council",
    "email": "access@kirkbrae.example",
    "phone": "",
    "reply_days": 5,
    "reviewed_on": date(2026, 11, 2),
}
ASKED_BY_THE_REGULATIONS = [
    "partially meets the Web Content Accessibility Guidelines, version 2.2, level AA",
    "What does not work yet",
    "Tell us when something does not work",
    "Equality and Human Rights Commission",
    "Equality Advisory and Support Service",
    "was prepared on 21 November 2026",
]


def page(client, settings, **said) -> str:
    settings.ACCESSIBILITY = FILLED | said
    return client.get("/accessibility/").text


@pytest.mark.parametrize("words", ASKED_BY_THE_REGULATIONS)
def test_it_says_what_the_regulations_ask(client, db, settings, words):
    assert words in page(client, settings)


def test_a_filled_in_statement_names_who_answers_and_has_no_gap(client, db, settings):
    text = page(client, settings)
    assert "run by Kirkbrae Council" in text
    assert "within 5 working days" in text
    assert "2 November 2026" in text
    assert "Missing:" not in text and "has gaps" not in text


@pytest.mark.parametrize("gap", [{"organization": ""}, {"email": ""}, {"reviewed_on": None}])
def test_each_gap_is_marked_where_it_is(client, db, settings, gap):
    text = page(client, settings, **gap)
    assert text.count("<mark>") == 1
    assert "This statement has gaps" in text


def test_a_day_that_is_none_says_how_to_write_one(monkeypatch):
    monkeypatch.setenv("THEGITHER_ACCESSIBILITY_REVIEWED", "21 November")
    with pytest.raises(SettingsError, match="a day like 2026-11-21"):
        day("THEGITHER_ACCESSIBILITY_REVIEWED")
