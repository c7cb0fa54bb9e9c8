"""Instruments: those that we ship, and every fault of one by file, line and key."""

import pytest

from thegither.formats.errors import FormatError
from thegither.formats.instruments import read_instrument, shipped_instruments

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
