"""The walk over links.

said --> found --> decided --> kept
  \\________________^
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.visibility import HOUSE
from thegither.thread.walk import thread_of

NAMES = ("said", "found", "decided", "kept")


@pytest.fixture
def records(world):
    made = {
        name: spaces.create_record(
            partnership=world.partnership, kind="finding", title=name, audience="members"
        )
        for name in NAMES
    }
    for one, other in (("said", "found"), ("found", "decided"), ("decided", "kept")):
        link(made[one], made[other])
    link(made["said"], made["decided"])
    return made


def link(one, other, **extra):
    return spaces.link_records(from_record=one, to_record=other, relation="led_to", **extra)


def titles(steps) -> list[str]:
    return [step.record.title for step in steps]


def test_the_thread_leads_back_to_the_voice_and_forward_to_the_outcome(world, records):
    thread = thread_of(records["decided"], world.viewer("bashir"))
    assert sorted(titles(thread.before)) == ["found", "said"]
    assert titles(thread.after) == ["kept"]


def test_the_furthest_step_back_comes_first(world, records):
    thread = thread_of(records["kept"], world.viewer("bashir"))
    distances = [step.distance for step in thread.before]
    assert distances == sorted(distances, reverse=True)
    assert titles(thread.before)[-1] == "decided"


def test_a_record_is_one_step_however_many_ways_lead_to_it(world, records):
    thread = thread_of(records["said"], world.viewer("bashir"))
    assert sorted(titles(thread.after)) == ["decided", "found", "kept"]


def test_a_circle_of_links_ends(world, records):
    link(records["kept"], records["said"])
    thread = thread_of(records["said"], world.viewer("bashir"))
    assert sorted(titles(thread.after)) == ["decided", "found", "kept"]


def test_the_walk_stops_at_what_the_viewer_may_not_see(world, records):
    spaces.hide_record(
        viewer=HOUSE, record=records["decided"], reason="not yet agreed",
        until=timezone.now() + timedelta(days=1), seen_by_coordinator=False,
    )  # fmt: skip
    thread = thread_of(records["found"], world.viewer("bashir"))
    assert titles(thread.after) == []
    assert thread_of(records["found"], world.viewer("nobody")).before == []


def test_the_page_shows_the_written_reason_of_a_step(world, records):
    end = spaces.create_record(
        partnership=world.partnership, kind="decision", title="stopped", audience="members"
    )
    link(records["kept"], end, reason="the money went elsewhere")
    page = world.client("bashir").get(f"/kirkbrae/thread/{records['kept'].pk}/").content.decode()
    assert "Why: the money went elsewhere" in page and "stopped" in page


def test_the_page_leads_to_what_the_record_is_about(world, offer):
    for kind, leads in (("conversation", True), ("finding", False)):
        record = spaces.create_record(
            partnership=world.partnership, kind=kind, title=kind, audience="members"
        )
        page = world.client("bashir").get(f"/kirkbrae/thread/{record.pk}/").content.decode()
        assert ('href="/kirkbrae/x/"' in page) is leads


def test_a_record_of_another_partnership_has_no_page_here(world, records):
    assert world.client("duncan").get(f"/elsewhere/thread/{records['said'].pk}/").status_code == 404
    assert world.client("nobody").get(f"/kirkbrae/thread/{records['said'].pk}/").status_code == 404
