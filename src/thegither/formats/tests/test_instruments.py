"""Instruments: those that we ship, and every fault of one by file, line and key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.formats.errors import FormatError
from thegither.formats.instruments import (
    content_text,
    in_language,
    instrument_of,
    parse_content,
    read_content,
    read_instrument,
    shipped_instruments,
)

GOOD = '''id = "small"
version = "1"
title = "Small"
purpose = "To show."
language = "en"
licence = "CC0-1.0"
source = """
Made up,
id = "not a key"
"""

[options.agree]
values = [1, 2, 3]
labels = ["No", "Perhaps", "Yes"]

[[scale]]
id = "trust"
title = "Trust"

[[item]]
id = "trust_1"
scale = "trust"
options = "agree"
text = "I trust you."

[[item]]
id = "trust_2"
scale = "trust"
options = "agree"
text = "I do not."
turned = true
'''

CHOICE = """
[[item]]
id = "where"
scale = "trust"
options = "area"
text = "Where do you work?"

[options.area]
kind = "choice"
values = [1, 2]
labels = ["North", "South"]
"""
IN_GAELIC = """
[translation.gd]
title = "Beag"
[translation.gd.scales]
trust = "Earbsa"
[translation.gd.items]
trust_1 = "Tha earbsa agam annad."
[translation.gd.options.agree]
labels = ["Chan eil", "’S dòcha", "Tha"]
"""


def written(tmp_path, text):
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(tmp_path, old, new):
    assert old in GOOD
    with pytest.raises(FormatError) as caught:
        read_instrument(written(tmp_path, GOOD.replace(old, new, 1)))
    return str(caught.value)


def test_a_small_instrument_is_read(tmp_path):
    found = read_instrument(written(tmp_path, GOOD))
    assert [item.id for item in found.items_of("trust")] == ["trust_1", "trust_2"]
    assert [item.turned for item in found.items] == [False, True]
    assert (found.margin, found.minutes) == (0.5, 10)


@pytest.mark.parametrize("name", sorted(shipped_instruments()))
def test_what_we_ship_is_sound(name):
    found = read_instrument(shipped_instruments()[name])
    assert found.id == name
    assert "Our own" in found.source or "our own" in found.source
    assert len({item.text for item in found.items}) == len(found.items)
    assert all(len(found.items_of(scale.id)) >= 3 for scale in found.scales)
    assert all(item.safeguarding for item in found.items if not item.options)


def test_the_areas_are_eight_and_nine_and_the_checklist_has_no_reliability():
    shipped = {name: read_instrument(path) for name, path in shipped_instruments().items()}
    assert len(shipped["collaborative-practice"].scales) == 8
    board = shipped["board-self-assessment"]
    assert len(board.scales) == 9
    assert not any(scale.reliable for scale in board.scales)


def test_the_board_checklist_has_57_statements():
    assert len(read_instrument(shipped_instruments()["board-self-assessment"]).closed) == 57


def test_each_of_the_seven_shifts_needs_something_to_show_for_it():
    shifts = read_instrument(shipped_instruments()["seven-shifts"]).closed
    assert [item.needs_evidence and item.evidence for item in shifts] == [True] * 7


@pytest.mark.parametrize("name", sorted(shipped_instruments()))
def test_written_as_toml_and_read_again_an_instrument_is_the_same(name):
    content = read_content(shipped_instruments()[name])
    mixed = dict(sorted(content.items(), reverse=True))
    assert parse_content(content_text(mixed), name) == content


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_written_in_an_instrument_comes_back_from_toml(words):
    content = parse_content(GOOD, "small") | {"title": words}
    assert parse_content(content_text(content), "small")["title"] == words


def test_a_choice_has_no_order_and_no_part_in_a_score():
    text = GOOD + CHOICE
    found = instrument_of(parse_content(text, "small"))
    assert len(found.closed) == 3
    assert [item.id for item in found.items_of("trust")] == ["trust_1", "trust_2"]
    assert [item.id for item in found.asked_in("trust")] == ["trust_1", "trust_2", "where"]


def test_translated_words_take_the_place_of_the_first_ones_and_the_rest_stays():
    found = instrument_of(parse_content(GOOD + IN_GAELIC, "small"))
    gaelic = in_language(found, "gd")
    assert found.languages == ("en", "gd")
    assert (gaelic.title, gaelic.scales[0].title) == ("Beag", "Earbsa")
    assert [item.text for item in gaelic.items] == ["Tha earbsa agam annad.", "I do not."]
    assert gaelic.items[1].options.labels == ("Chan eil", "’S dòcha", "Tha")
    assert parse_content(content_text(parse_content(GOOD + IN_GAELIC, "a")), "b")["translation"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("trust_1", "trust_9", "column trust_9: there is no “trust_9” to translate"),
        ('"Tha"]', '"Tha", "Fhathast"]', "column labels: 4 labels do not fit 3 values"),
        ("options.agree", "options.agre", "there are no options “agre” to translate"),
        ("[translation.gd]", "[translation.en]", "“en” is the language it is written in"),
    ],
)
def test_a_translation_of_what_is_not_there_is_refused(old, new, said):
    assert old in IN_GAELIC
    with pytest.raises(FormatError) as caught:
        parse_content(GOOD + IN_GAELIC.replace(old, new, 1), "small")
    assert said in str(caught.value)


def test_reference_values_of_2018_have_no_n_and_say_so():
    references = read_instrument(shipped_instruments()["partnership-health"]).references
    assert [(one.share, one.year, one.n) for one in references] == [
        (0.29, 2018, None),
        (0.3, 2018, None),
    ]
    assert all("no interval" in one.limits for one in references)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title = ", "title ", "small.toml, line 3, column 7: this is not TOML"),
        ('text = "I do not."', "", "line 26, column text: this is missing"),
        (
            "turned = true",
            "turned = 1",
            "line 31, column turned: 1 should be of another kind: boolean",
        ),
        (
            "turned = true",
            "reversed = true",
            "line 31, column reversed: no instrument has such a key",
        ),
        (
            'scale = "trust"',
            'scale = "thrust"',
            "line 22, column scale: there is no scale “thrust”",
        ),
        (
            'options = "agree"',
            'options = "agre"',
            "line 23, column options: there are no options “agre”",
        ),
        ('id = "trust_2"', 'id = "trust_1"', "line 27, column id: “trust_1” is there twice"),
        ('"Perhaps", ', "", "line 14, column labels: 2 labels do not fit 3 values"),
        ("[1, 2, 3]", "[1, 3, 2]", "line 13, column values: the values do not rise"),
        ("[1, 2, 3]", "[1, 2, 300]", "line 13, column values: 300 is above 127"),
        (
            'title = "Trust"',
            'title = "Trust"\nminimum = 3',
            "line 19, column minimum: there are only 2 items",
        ),
        ('options = "agree"\n', "", "needs a safeguarding line"),
        (
            'id = "trust"\n',
            'id = "Trust"\n',
            'line 17, column id: "Trust" has letters that do not belong',
        ),
    ],
)
def test_each_fault_is_named_by_line_and_key(tmp_path, old, new, said):
    assert said in refused(tmp_path, old, new)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ('[plane]\nx = "trust"\ny = "hope"\n', "column y: there is no scale “hope”"),
        (
            '[[reference]]\nitem = "hope_1"\nshare = 0.3\nyear = 2018\nabout = "us"\n',
            "column item: there is no item “hope_1” to compare",
        ),
        ('[[scale]]\nid = "hope"\ntitle = "Hope"\n', "column id: no item belongs to “hope”"),
    ],
)
def test_what_points_nowhere_is_refused(tmp_path, added, said):
    with pytest.raises(FormatError, match=said):
        read_instrument(written(tmp_path, GOOD + added))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(FormatError, match="No such file"):
        read_instrument(tmp_path / "none.toml")
