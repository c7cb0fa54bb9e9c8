"""What reaches whom: counted by layer, found where a layer blocks, and telling of nobody."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.world_relationships import (
    IDEAS,
    LAYERS,
    block_the_middle,
    layered_hospice,
    say,
    twelve_ideas,
)

from thegither.capabilities.relationships import activity, tasks
from thegither.capabilities.relationships.actions import look_for_blocked_layers
from thegither.capabilities.relationships.models import Receipt
from thegither.capabilities.relationships.queries.reaching import (
    DOWN,
    UP,
    large_layers,
    passages,
    place_of,
    things,
)
from thegither.spine.spaces.actions import hide_record
from thegither.spine.spaces.visibility import HOUSE


@pytest.fixture
def hospice(world):
    return layered_hospice(world)


@pytest.fixture
def ideas(world):
    return twelve_ideas(world)


def upwards(world):
    return next(one for one in passages(world.partnership) if one.way == UP)


def test_a_layer_that_passes_little_on_is_found_once_and_settled_when_it_does(
    world, hospice, ideas
):
    block_the_middle(world, hospice, ideas)
    [finding] = look_for_blocked_layers(partnership=world.partnership)
    assert finding.about == [f"organization:{hospice.pk}", "level:middle_manager"]
    assert "middle managers" in finding.sentence
    assert [figure["value"] for figure in finding.figures] == [pytest.approx(1 / 12), 1.0]
    assert not look_for_blocked_layers(partnership=world.partnership)
    assert list(activity.findings(world.partnership)) == [finding]

    say(world, hospice, LAYERS[3], ideas, ideas)
    look_for_blocked_layers(partnership=world.partnership)
    finding.record.refresh_from_db()
    assert finding.record.state == "settled"


def test_each_layer_has_its_share_with_limits(world, hospice, ideas):
    block_the_middle(world, hospice, ideas)
    shares = dict(upwards(world).reached)
    assert shares["the front line"].value == 1.0
    top = shares["senior managers"]
    assert (top.value, top.answered, top.asked) == (pytest.approx(1 / 12), 12, 12)
    assert top.interval[0] < 1 / 12 < top.interval[1]


def test_too_few_things_say_nothing(world, hospice, ideas):
    block_the_middle(world, hospice, ideas[:9])
    passage = upwards(world)
    assert not passage.blocking
    assert all(figure.suppressed for _label, figure in passage.reached + passage.passed)


def test_what_nobody_in_a_layer_has_spoken_of_is_not_counted_as_stopped(world, hospice, ideas):
    for level in LAYERS[:3]:
        say(world, hospice, level, ideas, ideas)
    passage = upwards(world)
    assert not passage.blocking
    assert dict(passage.reached)["senior managers"].suppressed


def test_a_layer_of_fewer_than_five_is_neither_asked_nor_shown(world, hospice):
    assert set(large_layers(world.partnership, timezone.localdate())[hospice.pk]) == set(LAYERS)
    assert place_of(world.viewer("ailsa"), world.partnership) is None
    page = world.client("ailsa").get(reverse("relationships:say_what_reached", args=["kirkbrae"]))
    assert "tell who you are" in page.content.decode()


def test_a_receipt_names_no_person_and_no_time(world, hospice, ideas):
    say(world, hospice, "front_line", ideas, ideas[:2])
    names = {field.name for field in Receipt._meta.get_fields()}
    assert names == {"id", "record", "organization", "level", "has_reached"}
    assert Receipt.objects.count() == IDEAS


def test_whoever_says_no_takes_nothing_back_and_a_second_yes_adds_nothing(world, hospice, ideas):
    for reached in (ideas[:3], [], ideas[:3]):
        say(world, hospice, "front_line", ideas, reached)
    assert Receipt.objects.filter(has_reached=True).count() == 3
    assert Receipt.objects.count() == IDEAS


def test_what_is_hidden_is_not_asked_about(world, hospice, ideas):
    record = things(world.partnership, UP)[0]
    until = timezone.now() + timedelta(days=3)
    hide_record(viewer=HOUSE, record=record, reason="It names somebody.", until=until)
    say(world, hospice, "front_line", [record.pk], [record.pk])
    assert record not in things(world.partnership, UP)
    assert not Receipt.objects.exists()


def test_a_member_is_asked_answers_and_is_asked_no_more(world, hospice, ideas):
    bashir, client = world.viewer("bashir"), world.client("bashir")
    address = reverse("relationships:say_what_reached", args=["kirkbrae"])
    while asks := activity.asks(bashir, world.partnership):
        assert asks[0].url == address
        shown = re.findall(r'name="shown" value="([^"]+)"', client.get(address).content.decode())
        assert 0 < len(shown) <= 10
        client.post(address, {"shown": shown, "reached": [shown[0], "no key"]})
    own = Receipt.objects.filter(organization=world.organizations["council"])
    assert (own.count(), own.filter(has_reached=True).count()) == (IDEAS, 2)


def test_the_clock_looks_once_a_day(world, hospice, ideas):
    block_the_middle(world, hospice, ideas)
    tasks.tick()
    assert activity.findings(world.partnership).count() == 1
    say(world, hospice, LAYERS[3], ideas, ideas)
    tasks.tick()
    assert activity.findings(world.partnership).get().record.state == "found"


def test_the_ways_have_their_layers_in_order():
    assert DOWN.in_order(LAYERS) == list(reversed(LAYERS))
    assert UP.in_order(LAYERS) == list(LAYERS)
