"""Rows taken apart by areas: what stays the same, and what cannot be read any more."""

from random import Random

import numpy as np

from thegither.capabilities.assessments.actions.unjoining import unjoined
from thegither.formats.instruments import read_instrument, shipped_instruments

PRACTICE, CULTURE = (
    read_instrument(shipped_instruments()[name]) for name in ("collaborative-practice", "culture")
)
ONE, OTHER = ("", "public", "any"), ("", "any", "front_line")


def sheets_of(instrument, people=40):
    """Everybody marks what they answer with their own number; every fourth passes some questions over."""
    return [
        {item.id: person for place, item in enumerate(instrument.closed) if person % 4 or place % 5}
        for person in range(people)
    ]


def dealt(instrument):
    sheets = sheets_of(instrument)
    groups = [ONE if person < 20 else OTHER for person in range(len(sheets))]
    return sheets, unjoined(instrument, sheets, groups, Random(1))


def test_each_area_stays_whole_within_its_group():
    before, after = dealt(PRACTICE)
    for scale in PRACTICE.scales:
        items = [item.id for item in PRACTICE.items_of(scale.id)]
        for group in (slice(0, 20), slice(20, 40)):
            one, other = (
                sorted(str([sheet.get(item) for item in items]) for sheet in sheets[group])
                for sheets in (before, after)
            )
            assert one == other


def test_a_row_holds_answers_of_many_people_and_none_becomes_empty():
    _before, after = dealt(PRACTICE)
    people = [len(set(sheet.values())) for sheet in after]
    assert min(people) > 1
    assert np.mean(people) > 5


def test_a_place_on_a_plane_stays_one_persons():
    _before, after = dealt(CULTURE)
    assert {len(set(sheet.values())) for sheet in after} == {1}
