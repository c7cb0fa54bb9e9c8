"""The balance of power: every act counted once, against a null that is named, for members only."""

import pytest
from django.utils import timezone
from tests.world_decisions import decide
from tests.world_meetings import hold_board

from thegither.capabilities.meetings import actions as meetings
from thegither.spine.authority.power import ATTENDANCE, EQUAL, NULLS, ROWS, SEATS
from thegither.spine.authority.tests.made import a_scheme
from thegither.spine.people.classes import PEOPLE, STATUTORY, VOLUNTARY
from thegither.spine.spaces.house import Act, Doing
from thegither.thread.queries import balance_of
from thegither.thread.tests.pretend import activity

PAGE = "/kirkbrae/balance/"


def sheet(world, null=SEATS):
    today = timezone.localdate()
    what = {"since": today, "until": today, "null": null}
    return balance_of(world.viewer("bashir"), world.partnership, **what)


def line(found, doing):
    return found.rows[list(Doing).index(doing)]


def done(found, doing):
    return [cell.split(" (")[0] for cell in line(found, doing).cells]


def test_every_act_of_rooms_meetings_and_scheme_is_counted_for_its_class(world, keys):
    decide(world)
    board = hold_board(world)
    came = {
        board.attendances.get(person=world.people[who]).pk: "self" for who in ("ailsa", "effie")
    }
    meetings.take_attendance(viewer=world.viewer("ailsa"), meeting=board, came=came)
    a_scheme(world)
    found = sheet(world)
    counted = {doing: done(found, doing) for doing in ROWS}
    assert counted == {
        Doing.AGENDA: ["–"] * 3,
        Doing.PROPOSED: ["0 of 2", "1 of 2", "1 of 2"],
        Doing.AMENDED: ["–"] * 3,
        Doing.CHAIRED: ["–"] * 3,
        Doing.VOTED: ["3 of 5", "1 of 5", "1 of 5"],
        Doing.MONEY: ["3 of 3", "0 of 3", "0 of 3"],
    }
    assert "by lot" in line(sheet(world, ATTENDANCE), Doing.VOTED).verdict


@pytest.fixture
def offer(settings, monkeypatch) -> activity.Offer:
    settings.CAPABILITIES = ("thegither.thread.tests.pretend",)
    monkeypatch.setattr(activity, "OFFER", activity.Offer())
    return activity.OFFER


@pytest.mark.parametrize(
    ("null", "verdict"), [(SEATS, "not shown"), (EQUAL, "yes"), (ATTENDANCE, "nothing to compare")]
)
def test_the_verdict_depends_on_the_null_and_names_it(world, offer, null, verdict):
    """Three of five seats are statutory: 24 of 40 acts are even by seats, not between equal classes."""
    offer.acts = [
        Act(Doing.CHAIRED, *one) for one in ((STATUTORY, 24), (VOLUNTARY, 8), (PEOPLE, 8))
    ]
    found = sheet(world, null)
    assert verdict in line(found, Doing.CHAIRED).verdict
    assert found.null == str(NULLS[null])


def test_the_page_is_for_members_and_says_what_even_means(world, offer):
    offer.acts = [Act(Doing.CHAIRED, STATUTORY, 30)]
    page = world.client("catriona").get(PAGE)
    assert "30 of 30 (by lot: " in page.text
    assert "by seats" in page.text
    assert world.client("duncan").get(PAGE).status_code == 403
    assert world.client("catriona").get(PAGE, {"since": "x"}).status_code == 200
