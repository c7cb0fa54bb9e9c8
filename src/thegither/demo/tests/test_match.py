from thegither.demo.match import match

SILENT = {"kind": "silent_sector", "about": ["sector:private"]}
GROUPS = {"kind": "opinion_groups", "about": ["record-1"]}


def test_what_was_planted_and_said_is_found():
    result = match([SILENT, GROUPS], [GROUPS | {"sentence": "Three groups."}, SILENT])

    assert result.found == (SILENT, GROUPS)
    assert not result.missed and not result.false_alarms


def test_what_was_planted_and_not_said_is_missed():
    assert match([SILENT, GROUPS], [SILENT]).missed == (GROUPS,)


def test_what_was_said_and_not_planted_is_a_false_alarm():
    other = {"kind": "opinion_groups", "about": ["record-2"]}

    result = match([GROUPS], [GROUPS, other])

    assert result.false_alarms == (other,)


def test_the_same_kind_about_something_else_does_not_count_as_found():
    assert match([SILENT], [{"kind": "silent_sector", "about": ["sector:public"]}]).missed == (
        SILENT,
    )


def test_the_order_of_what_a_finding_is_about_does_not_matter():
    line = {"kind": "dual_line", "about": ["a", "b"]}

    assert match([line], [{"kind": "dual_line", "about": ["b", "a"]}]).found == (line,)
