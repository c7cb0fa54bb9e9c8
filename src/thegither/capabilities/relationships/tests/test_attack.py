"""Somebody has the whole database, its export, every page and every notice: no pair can be read."""

import json
import zipfile
from io import BytesIO
from itertools import chain

import pytest
from django.apps import apps
from django.core import serializers
from tests.world_relationships import (
    answer,
    answer_all,
    count,
    key_of,
    often,
    prepare_wave,
    rated,
    voice,
)

from thegither.capabilities.relationships import activity
from thegither.capabilities.relationships.actions import (
    TooSoon,
    add_missing,
    close_wave,
    count_wave,
)
from thegither.capabilities.relationships.actions import open_wave as open_it
from thegither.capabilities.relationships.models import Position, Sheet
from thegither.capabilities.relationships.queries.reading import APART
from thegither.capabilities.relationships.queries.sheets import filled_up, said_by
from thegither.spine.evidence.seals import SealLost, has_key, key_path, unlock_words
from thegither.spine.protection.copying import as_zip


def everything() -> str:
    """Every row of every table, as an attacker reads them."""
    rows = chain.from_iterable(model._default_manager.all() for model in apps.get_models())
    return serializers.serialize("json", rows)


def rows_alone() -> str:
    """The rows of relationships, without the list of who could have answered."""
    tables = [m for m in apps.get_app_config("relationships").get_models()]
    rows = [row for model in tables for row in model._default_manager.all()]
    for row in rows:
        if hasattr(row, "roster"):
            row.roster = {}
    return serializers.serialize("json", rows)


def test_an_open_sheet_tells_neither_who_nor_whom_nor_how_many(world, opened_wave):
    health = key_of(opened_wave, world.organizations["health"])
    ailsa = key_of(opened_wave, world.people["ailsa"])
    answer(world, opened_wave, "bashir", {health: rated(), ailsa: often()})
    answer(world, opened_wave, "catriona", {})
    add_missing(voice=voice(world, opened_wave, "bashir"), name="Grannie Broon")

    found = rows_alone()

    for person in world.people.values():
        assert str(person.pk) not in found
        assert person.name not in found
    assert "Grannie Broon" not in everything()
    assert "reliable" not in found
    assert "joint_work" not in found
    lengths = {len(sheet.locked) for sheet in Sheet.objects.all()}
    assert len(lengths) == 1


def test_what_is_locked_opens_only_in_its_own_place(world, opened_wave):
    answer(world, opened_wave, "bashir", {})
    answer(world, opened_wave, "ailsa", {})
    first, second = Sheet.objects.all()
    with pytest.raises(SealLost):
        unlock_words(opened_wave.activity_id, first.pseudonym, second.locked)


def test_no_audit_entry_and_no_notice_tells_that_somebody_answered(world, opened_wave):
    before = everything()
    answer(world, opened_wave, "bashir", {})
    after = json.loads(everything())
    known = {(row["model"], row["pk"]) for row in json.loads(before)}
    new = [row for row in after if (row["model"], row["pk"]) not in known]
    assert [row["model"] for row in new] == ["relationships.sheet"]
    assert set(new[0]["fields"]) == {"wave", "pseudonym", "locked"}


def test_after_counting_no_sheet_no_key_and_no_name_is_left(world, counted):
    assert not Sheet.objects.exists()
    assert not has_key(counted.activity_id)
    found = rows_alone()
    for person in world.people.values():
        assert str(person.pk) not in found
        assert person.name not in found
    with pytest.raises(SealLost):
        said_by(voice(world, counted, "bashir"))


def test_pages_about_people_are_alike_from_outside(counted):
    """The one who holds all together has a row like everybody's: as long, under a pseudonym, and no others."""
    rows = Position.objects.filter(wave=counted)
    assert rows.count() == 21
    assert len({len(row.locked) for row in rows}) == 1


def test_the_database_without_the_folder_of_keys_opens_no_page(world, counted):
    names = [row.pseudonym for row in Position.objects.all()]
    key_path(counted.own_seal).unlink()
    for name in names:
        with pytest.raises(SealLost):
            unlock_words(counted.own_seal, name, filled_up(""))


def test_the_export_holds_the_map_and_no_person(world, counted):
    files = dict(activity.export_files(world.partnership))
    assert files
    text = b"".join(files.values()).decode()
    assert "Kirkbrae Council" in text
    for person in world.people.values():
        assert person.name not in text


def test_the_copy_that_a_coordinator_makes_of_somebody_tells_neither_ties_nor_place(
    world, opened_wave
):
    answer_all(world, opened_wave)
    while_open = as_zip(world.people["bashir"])
    count(world, opened_wave)
    for content in (while_open, as_zip(world.people["bashir"])):
        archive = zipfile.ZipFile(BytesIO(content))
        text = "".join(archive.read(name).decode() for name in archive.namelist())
        assert "Hospice" not in text
        assert "links_alone" not in text


def test_a_line_of_the_map_does_not_tell_which_of_the_two_named_the_other(
    world, opened_wave, django_capture_on_commit_callbacks
):
    """Turn every tie between organisations round: everything that is stored stays the same."""
    council, health = (
        key_of(opened_wave, world.organizations[name]) for name in ("council", "health")
    )
    answer(world, opened_wave, "ailsa", {health: often()})
    answer(world, opened_wave, "effie", {})
    first = count(world, opened_wave).snapshot.result["map"]["lines"]

    from tests.world_relationships import open_wave

    other = open_wave(world)
    answer(world, other, "ailsa", {})
    answer(world, other, "effie", {council: often()})
    assert count(world, other).snapshot.result["map"]["lines"] == first


def test_no_group_of_people_with_fewer_than_five_answers_is_told(world, opened_wave):
    answer_all(world, opened_wave)
    result = count(world, opened_wave).snapshot.result["people"]
    for side in ("sectors", "levels"):
        assert min(result[side]["answered"]) >= 5


def test_pages_of_others_show_no_person(world, counted):
    from django.urls import reverse

    for page in ("results", "what_if"):
        address = reverse(f"relationships:{page}", args=["kirkbrae", counted.pk])
        text = world.client("ailsa").get(address).content.decode()
        main = text.split("<main", 1)[1]
        assert "Bashir" not in main
        assert "Hospice worker" not in main


def test_no_survey_opens_so_soon_after_another_that_one_more_answer_would_stand_out(
    world, opened_wave, time_machine
):
    """Somebody who joins between two surveys days apart would be the only change: the second cannot open."""
    second = prepare_wave(world)
    with pytest.raises(TooSoon, match="going on"):
        open_prepared(world, second)
    answer_all(world, opened_wave)
    closed = close_wave(viewer=world.viewer("ailsa"), wave=opened_wave)
    snapshot = count_wave(wave=closed, imputations=5)
    with pytest.raises(TooSoon, match="single person"):
        open_prepared(world, second)

    time_machine.move_to(snapshot.as_of + APART)
    assert open_prepared(world, second).activity.phase == "open"


def open_prepared(world, wave):
    return open_it(viewer=world.viewer("ailsa"), wave=wave)
