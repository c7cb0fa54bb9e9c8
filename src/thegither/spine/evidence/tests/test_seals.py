"""A seal's key lives outside the database, and with it goes every way back to a person."""

import logging
import stat
from uuid import UUID

import pytest
from django.db import transaction

from thegither.spine.evidence import seals
from thegither.spine.evidence.actions import close_seal, destroy_left_keys, open_seal
from thegither.spine.evidence.models import Seal

ACTIVITY = UUID(int=1)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.SEAL_DIR = tmp_path / "seals"


def test_a_pseudonym_is_the_same_each_time_and_differs_by_person_and_activity():
    seals.create_key(ACTIVITY)
    seals.create_key(UUID(int=2))
    names = [seals.pseudonym(ACTIVITY, "ailsa"), seals.pseudonym(ACTIVITY, "bashir")]
    names += [seals.pseudonym(UUID(int=2), "ailsa"), seals.pseudonym(ACTIVITY, "a", "ilsa")]
    assert len(set(names)) == 4
    assert names[0] == seals.pseudonym(ACTIVITY, "ailsa")
    assert len(names[0]) == 64


def test_sheet_and_token_of_one_invitation_cannot_be_joined_without_the_key():
    seals.create_key(ACTIVITY)
    assert seals.sheet_id(ACTIVITY, "i") != seals.invitation_token(ACTIVITY, "i")


def test_only_the_server_may_read_the_key():
    seals.create_key(ACTIVITY)
    path = seals.key_path(ACTIVITY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_second_key_is_refused():
    seals.create_key(ACTIVITY)
    before = seals.pseudonym(ACTIVITY, "ailsa")
    with pytest.raises(seals.SealExists):
        seals.create_key(ACTIVITY)
    assert seals.pseudonym(ACTIVITY, "ailsa") == before


def test_a_missing_or_cut_off_key_says_what_that_means():
    with pytest.raises(seals.SealLost, match="answer twice"):
        seals.pseudonym(ACTIVITY, "ailsa")
    seals.create_key(ACTIVITY)
    seals.key_path(ACTIVITY).write_bytes(b"short")
    with pytest.raises(seals.SealLost):
        seals.pseudonym(ACTIVITY, "ailsa")


def test_a_destroyed_key_is_overwritten_before_it_is_removed(tmp_path):
    seals.create_key(ACTIVITY)
    key = seals.key_path(ACTIVITY).read_bytes()
    twin = tmp_path / "twin"
    twin.hardlink_to(seals.key_path(ACTIVITY))
    seals.destroy_key(ACTIVITY)
    assert not seals.has_key(ACTIVITY)
    assert twin.read_bytes() != key
    seals.destroy_key(ACTIVITY)


def test_the_key_is_not_logged(caplog):
    caplog.set_level(logging.DEBUG)
    seals.create_key(ACTIVITY)
    key = seals.key_path(ACTIVITY).read_bytes()
    seals.pseudonym(ACTIVITY, "ailsa")
    seals.destroy_key(ACTIVITY)
    assert key.hex() not in caplog.text
    assert repr(key) not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_closing_destroys_the_key_only_when_the_rows_are_safe():
    open_seal(activity=ACTIVITY)
    with transaction.atomic():
        close_seal(activity=ACTIVITY, digest="d" * 64)
        assert seals.has_key(ACTIVITY)
    assert not seals.has_key(ACTIVITY)
    assert Seal.objects.get().state == Seal.State.CLOSED


@pytest.mark.django_db(transaction=True)
def test_closing_that_fails_keeps_the_key():
    open_seal(activity=ACTIVITY)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        close_seal(activity=ACTIVITY, digest="d" * 64)
        raise ZeroDivisionError
    assert seals.has_key(ACTIVITY)
    assert Seal.objects.get().state == Seal.State.OPEN


@pytest.mark.django_db(transaction=True)
def test_closing_without_its_key_is_marked_as_lost():
    open_seal(activity=ACTIVITY)
    seals.destroy_key(ACTIVITY)
    assert close_seal(activity=ACTIVITY, digest="d" * 64).state == Seal.State.LOST


@pytest.mark.django_db(transaction=True)
def test_a_key_left_by_a_crash_is_destroyed_later_and_an_open_one_is_kept():
    open_seal(activity=ACTIVITY)
    open_seal(activity=UUID(int=2))
    Seal.objects.filter(activity=ACTIVITY).update(state=Seal.State.CLOSED)
    assert destroy_left_keys() == 1
    assert not seals.has_key(ACTIVITY)
    assert seals.has_key(UUID(int=2))
