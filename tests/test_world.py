"""The shared world stands on actions, and everybody in it is who the tests think they are."""

from datetime import date

import pytest
from tests.made_once import make_once, rows_of_all

from thegither.spine.evidence.verify import verify_chains
from thegither.spine.people import actions as people
from thegither.spine.people.models import Seat
from thegither.spine.people.queries import frame, viewer_for
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE


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


def test_the_world_put_back_has_the_rows_of_its_making(world, world_made_once):
    there = {table: rows for table, rows in rows_of_all().items() if rows}
    for table, rows in world_made_once.added.items():
        assert sorted(rows, key=repr) == sorted(there[table], key=repr)
    chains = [world.partnership.pk, world.elsewhere.pk]
    assert all(one.is_intact and one.entries for one in verify_chains(chains))


def test_the_world_put_back_goes_on_as_a_new_one_would(world):
    una = people.add_person(viewer=HOUSE, partnership=world.partnership, name="Una", email="")
    assert una.pk not in {person.pk for person in world.people.values()}
    assert verify_chains([world.partnership.pk])[0].is_intact


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_does_to_the_world_no_other_test_sees(world, time):
    assert world.people.pop("ailsa").name == "Ailsa"
    bashir = world.people["bashir"]
    assert bashir.name == "Bashir"
    people.correct_person(viewer=HOUSE, person=bashir, name="Bert", email="", phone="")


def test_what_is_changed_and_removed_is_so_when_it_is_put_back(world):
    def make():
        world.partnership.name = "Otherwise"
        world.partnership.save()
        Seat.objects.filter(person=world.people["effie"]).delete()

    once = make_once(make)
    assert world.viewer("effie").duties
    once.put_back()
    assert not world.viewer("effie").duties
    assert Partnership.objects.get(slug="kirkbrae").name == "Otherwise"
