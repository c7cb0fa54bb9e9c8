"""A wave from the first draft to the picture: what people can do when, and what comes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.world_relationships import (
    answer,
    count,
    key_of,
    often,
    rated,
    voice,
)

from thegither.capabilities.relationships import actions, tasks
from thegither.capabilities.relationships.models import Sheet, Wave
from thegither.capabilities.relationships.phases import CLOSED, COUNTING
from thegither.capabilities.relationships.queries.positions import own_position
from thegither.capabilities.relationships.queries.reading import begun
from thegither.capabilities.relationships.queries.sheets import has_answered, said_by
from thegither.capabilities.relationships.queries.showing import fragile_bodies, picture_of
from thegither.spine.evidence.seals import destroy_key, has_key
from thegither.spine.people import actions as people
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.phasing import WrongPhase
from thegither.spine.spaces.visibility import HOUSE


def test_a_sheet_is_taken_up_again_where_it_was_left(world, opened_wave):
    own = voice(world, opened_wave, "bashir")
    ailsa, health = (
        key_of(opened_wave, thing)
        for thing in (world.people["ailsa"], world.organizations["health"])
    )
    actions.name_ties(voice=own, keys=[ailsa, health])
    actions.describe_ties(voice=own, ties={ailsa: often(4)})

    said = said_by(voice(world, opened_wave, "bashir"))

    assert said.ties[ailsa] == often(4)
    assert said.open_keys == [health]
    assert not said.finished


def test_nobody_names_themselves_or_their_own_organisation(world, opened_wave):
    own = voice(world, opened_wave, "bashir")
    for thing in (world.people["bashir"], world.organizations["council"]):
        with pytest.raises(actions.NotOnTheList):
            actions.name_ties(voice=own, keys=[key_of(opened_wave, thing)])


def test_who_joined_after_it_opened_is_not_asked(world, opened_wave):
    una = people.add_person(viewer=HOUSE, partnership=world.partnership, name="Una", email="")
    people.add_membership(
        viewer=HOUSE, person=una, organization=world.organizations["council"], post=None
    )
    world.people["una"] = una
    with pytest.raises(actions.NotOnTheList):
        actions.name_ties(voice=voice(world, opened_wave, "una"), keys=[])


def test_levels_narrow_whose_answers_are_wanted(world, own_keys):
    wave = actions.create_wave(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        title="Leaders",
        levels=("executive", "middle_manager"),
    )
    opened = actions.open_wave(viewer=world.viewer("ailsa"), wave=wave)
    assert begun(opened).asked == 2


def test_only_sheets_that_were_handed_in_count(world, opened_wave):
    own = voice(world, opened_wave, "bashir")
    actions.name_ties(voice=own, keys=[key_of(opened_wave, world.people["ailsa"])])
    answer(world, opened_wave, "ailsa", {})
    assert begun(opened_wave).value == 2
    assert not has_answered(world.people["bashir"].pk, opened_wave)

    result = count(world, opened_wave).snapshot.result

    assert result["response"]["people"] == [1, 21]
    assert not result["people"]


def test_a_paper_sheet_replaces_what_was_said_before(world, opened_wave):
    own = voice(world, opened_wave, "catriona")
    morag = key_of(opened_wave, world.people["morag"])
    ailsa = key_of(opened_wave, world.people["ailsa"])
    actions.name_ties(voice=own, keys=[morag])
    actions.type_sheet(viewer=world.viewer("ailsa"), voice=own, ties={ailsa: often(1)})
    said = said_by(own)
    assert list(said.ties) == [ailsa]
    assert said.finished


def test_nobody_names_more_than_a_hundred(world, opened_wave):
    own = voice(world, opened_wave, "bashir")
    for number in range(100):
        actions.add_missing(voice=own, name=f"Somebody {number}")
    with pytest.raises(actions.TooMany):
        actions.add_missing(voice=own, name="One more")


def test_the_bridge_is_found_and_told_to_the_one_alone(world, counted):
    first = own_position(counted, world.people["bashir"].pk)
    other = own_position(counted, world.people["hospice3"].pk)
    assert (first["band"], first["parts"]) == (0, 2)
    assert ["Kirkbrae Hospice", "Kirkbrae Housing"] in [sorted(pair) for pair in first["plan"]]
    assert other["band"] > 0
    assert not Finding.objects.filter(kind="lone_bridge").exists(), "the council has two people"


def test_the_picture_tells_who_hangs_by_one_thread(world, counted):
    result = counted.snapshot.result
    assert fragile_bodies(result) == ["Kirkbrae Council"]
    picture = picture_of(counted)
    assert "Kirkbrae Council" in picture.sentences[2]
    assert picture.spanners.value == 1
    assert "<svg" in picture.svg


def test_everybody_counts_in_the_frame_and_silence_widens_the_limits(counted):
    rows = dict(picture_of(counted).people)
    density = next(iter(rows.values()))
    assert (density.answered, density.asked) == (20, 21)
    assert density.interval[0] < density.interval[1]


def test_a_rated_organisation_is_told_nothing_below_three_raters(world, counted):
    told = counted.snapshot.result["rated"]
    assert told[str(world.organizations["council"].pk)]["trust"] == [3.25, 4]
    assert str(world.organizations["health"].pk) not in told


def test_a_mean_never_tells_that_all_gave_the_highest_mark(world, opened_wave):
    council = key_of(opened_wave, world.organizations["council"])
    full = rated(trust={"reliable": 4}, value={"resources": 1})
    for name in ("effie", "morag", "catriona", "hospice1", "hospice2"):
        answer(world, opened_wave, name, {council: full})
    told = count(world, opened_wave).snapshot.result["rated"]
    assert told[str(world.organizations["council"].pk)] == {"trust": [3.75, 5], "value": [1.25, 5]}


def test_nobody_rates_their_own_organisation(world, opened_wave):
    """A paper sheet may say so; it does not count."""
    council = key_of(opened_wave, world.organizations["council"])
    for name in ("ailsa", "bashir", "effie", "morag"):
        answer(world, opened_wave, name, {council: rated()})
    told = count(world, opened_wave).snapshot.result["rated"]
    assert str(world.organizations["council"].pk) not in told


def test_it_closes_by_itself_and_the_tick_counts_it(
    world, opened_wave, django_capture_on_commit_callbacks
):
    answer(world, opened_wave, "bashir", {})
    Wave.objects.filter(pk=opened_wave.pk).update(
        closes_on=timezone.localdate() - timedelta(days=1)
    )
    with django_capture_on_commit_callbacks(execute=True):
        tasks.tick()
        tasks.tick()
    wave = Wave.objects.select_related("activity", "snapshot").get(pk=opened_wave.pk)
    assert wave.activity.phase == CLOSED
    assert wave.snapshot
    assert not has_key(wave.activity_id)
    assert not Sheet.objects.filter(wave=wave).exists()


def test_counting_twice_stores_one_picture(world, opened_wave):
    answer(world, opened_wave, "bashir", {})
    closed = actions.close_wave(viewer=world.viewer("ailsa"), wave=opened_wave)
    stale = Wave.objects.select_related("activity", "record").get(pk=closed.pk)
    assert stale.activity.phase == COUNTING
    actions.count_wave(wave=closed, imputations=2)
    with pytest.raises(WrongPhase):
        actions.count_wave(wave=stale, imputations=2)


def test_without_its_key_a_wave_closes_with_nothing(world, opened_wave):
    answer(world, opened_wave, "bashir", {})
    destroy_key(opened_wave.activity_id)
    tasks.tick()
    wave = Wave.objects.select_related("activity").get(pk=opened_wave.pk)
    assert wave.activity.phase == CLOSED
    assert not hasattr(wave, "snapshot")


def test_after_closing_nothing_more_is_taken(world, opened_wave):
    own = voice(world, opened_wave, "bashir")
    actions.close_wave(viewer=world.viewer("ailsa"), wave=opened_wave)
    with pytest.raises(WrongPhase):
        actions.finish_sheet(voice=replace(own))


def test_a_name_stands_there_only_while_its_owner_agrees(world, counted):
    bashir = world.viewer("bashir")
    with pytest.raises(actions.NotASpanner):
        actions.agree_to_be_named(viewer=world.viewer("effie"), wave=counted)
    named = actions.agree_to_be_named(viewer=bashir, wave=counted)
    assert named.shown["parts"] == 2
    actions.withdraw_name(viewer=bashir, wave=counted)
    named.refresh_from_db()
    assert named.withdrawn_at
    assert not named.shown


def test_who_is_erased_is_on_no_sheet_any_more(world, opened_wave):
    bashir = key_of(opened_wave, world.people["bashir"])
    answer(world, opened_wave, "bashir", {})
    answer(world, opened_wave, "ailsa", {bashir: often()})
    counts = actions.erase_person(person=world.people["bashir"])
    assert counts == {"sheets": 1, "mentions": 1}
    assert bashir not in said_by(voice(world, opened_wave, "ailsa")).ties


def test_pages_about_oneself_go_with_their_key(world, counted, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        counts = actions.forget_positions(activity=counted.activity)
    assert counts["positions"] == 21
    assert not has_key(counted.own_seal)
    assert own_position(counted, world.people["bashir"].pk) is None
