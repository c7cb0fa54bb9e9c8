"""The shared world stands on actions, and everybody in it is who the tests think they are."""

from datetime import date

from thegither.spine.people.queries import frame, viewer_for


def test_everybody_stands_where_the_tests_expect(world):
    assert world.viewer("ailsa").duties == {"coordinator"}
    assert world.viewer("morag").duties == {"moderator"}
    assert world.viewer("effie").duties == {"safeguarding_lead"}
    assert world.viewer("bashir").is_member and not world.viewer("bashir").duties
    assert not world.viewer("duncan").is_member


def test_before_their_first_day_nobody_is_a_member(world):
    eve = viewer_for(world.account("ailsa"), world.partnership, on=date(2023, 12, 31))
    assert not eve.is_member


def test_the_frame_counts_everybody_once(world):
    rows = frame(world.partnership, date(2024, 1, 1))
    assert len(rows) == 5
    assert sorted({row.sector for row in rows}) == ["public", "voluntary"]
