"""A decision of a kind that the scheme knows says at which level it was taken."""

import pytest
from django.urls import reverse

from thegither.spine.authority.models import LevelTaken
from thegither.spine.authority.tests.made import TODAY, a_scheme
from thegither.spine.promises.models import Decision


def record(world, **more):
    given = {"text": "Two weekends more", "decided_on": TODAY, "how": "agreed"} | more
    return world.client("ailsa").post(reverse("promises:record_decision", args=["kirkbrae"]), given)


def test_the_level_is_noted_with_its_kind(world):
    a_scheme(world)
    record(world, decision_type="respite", taken_at="front_line")
    taken = LevelTaken.objects.get()
    assert (taken.decision_type, taken.level, taken.on) == ("respite", "front_line", TODAY)
    assert taken.record == Decision.objects.get().record


@pytest.mark.parametrize(
    ("more", "decisions"),
    [({}, 1), ({"decision_type": "respite"}, 0), ({"taken_at": "executive"}, 1)],
)
def test_without_a_kind_nothing_is_noted_and_a_kind_needs_its_level(world, more, decisions):
    a_scheme(world)
    record(world, **more)
    assert Decision.objects.count() == decisions
    assert not LevelTaken.objects.exists()


def test_without_a_scheme_nothing_is_asked(world):
    page = world.client("ailsa").get(reverse("promises:record_decision", args=["kirkbrae"]))
    assert "Which kind of decision" not in page.content.decode()
