"""Each way to tamper with the audit chain is found, and many may append at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from thegither.spine.evidence import chain as hashing
from thegither.spine.evidence.actions import append_entry, erase_salts, publish_release
from thegither.spine.evidence.models import AuditEntry, AuditHead, AuditSalt, Release
from thegither.spine.evidence.verify import HeadTooShort, state_is, verify_chain, verify_chains

CHAIN = UUID(int=7)
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def append(number: int = 1, chain: UUID = CHAIN, about: str = "statement:1") -> AuditEntry:
    return append_entry(
        chain=chain,
        actor="person:1",
        verb="accept_statement",
        about=about,
        state={"number": number},
        mandate="moderator",
    )


@pytest.fixture
def five(db) -> list[AuditEntry]:
    return [append(number) for number in range(1, 6)]


def test_an_untouched_chain_is_intact(five):
    result = verify_chain(CHAIN)
    assert (result.is_intact, result.entries, result.head) == (True, 5, five[-1].hash)


def test_an_empty_chain_is_intact(db):
    assert verify_chain(CHAIN).is_intact


FIELDS = {
    "actor": "person:2",
    "verb": "reject_statement",
    "about": "statement:2",
    "mandate": "",
    "state_digest": "f" * 64,
    "previous_hash": "f" * 64,
    "hash": "f" * 64,
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_field_is_found_by_number(five, field):
    AuditEntry.objects.filter(number=3).update(**{field: FIELDS[field]})
    result = verify_chain(CHAIN)
    assert (result.altered, result.entries) == (3, 2)


def test_a_changed_time_is_found(five):
    AuditEntry.objects.filter(number=3).update(at=five[2].at + timedelta(microseconds=1))
    assert verify_chain(CHAIN).altered == 3


def test_an_entry_hashed_anew_breaks_the_next_one(five):
    third = AuditEntry.objects.get(number=3)
    third.actor = "person:2"
    third.hash = hashing.entry_hash(third)
    third.save()
    assert verify_chain(CHAIN).altered == 4


def test_a_removed_entry_is_found(five):
    AuditEntry.objects.filter(number=2).delete()
    assert verify_chain(CHAIN).altered == 2


def test_two_entries_that_changed_places_are_found(five):
    AuditEntry.objects.filter(number=2).update(number=99)
    AuditEntry.objects.filter(number=3).update(number=2)
    AuditEntry.objects.filter(number=99).update(number=3)
    assert verify_chain(CHAIN).altered == 2


def test_a_cut_off_end_is_found(five):
    AuditEntry.objects.filter(number__gt=3).delete()
    assert verify_chain(CHAIN).altered == 4


def cut_off_with_head(five) -> None:
    AuditEntry.objects.filter(number__gt=3).delete()
    AuditHead.objects.update(number=3, hash=five[2].hash)


def test_a_cut_off_end_with_a_matching_head_row_needs_the_printed_hash(five):
    cut_off_with_head(five)
    assert verify_chain(CHAIN).is_intact
    assert not verify_chain(CHAIN, five[4].hash).is_intact
    assert verify_chain(CHAIN, five[2].hash).is_intact


def recompute_all() -> None:
    previous = hashing.START
    for entry in AuditEntry.objects.order_by("number"):
        entry.previous_hash, entry.actor = previous, "person:2"
        entry.hash = previous = hashing.entry_hash(entry)
        entry.save()
    AuditHead.objects.update(hash=previous)


def test_a_chain_written_anew_needs_the_printed_hash(five):
    recompute_all()
    assert verify_chain(CHAIN).is_intact
    assert not verify_chain(CHAIN, five[4].hash).is_intact


def test_a_chain_written_anew_without_its_head_row_is_found(five):
    recompute_all()
    AuditHead.objects.update(hash=five[4].hash)
    assert not verify_chain(CHAIN).is_intact


def test_a_head_row_set_back_or_removed_is_found(five):
    AuditHead.objects.update(number=3, hash=five[2].hash)
    assert not verify_chain(CHAIN).is_intact
    AuditHead.objects.all().delete()
    assert not verify_chain(CHAIN).is_intact


def test_a_printed_hash_may_be_older_and_shortened(five):
    append(6)
    assert verify_chain(CHAIN, five[4].hash[:16].upper()).is_intact
    with pytest.raises(HeadTooShort):
        verify_chain(CHAIN, five[4].hash[:8])


def test_a_printed_hash_need_only_be_in_one_of_the_chains(five):
    append(chain=UUID(int=8))
    both = [CHAIN, UUID(int=8)]
    assert all(result.is_intact for result in verify_chains(both, five[4].hash))
    assert not any(result.is_intact for result in verify_chains(both, "0" * 64))


def test_an_altered_or_removed_release_is_found(five):
    release = publish_release(
        chain=CHAIN, activity=UUID(int=1), kind="totals", content={"agree": 19.0}, method="count 1"
    )
    assert verify_chain(CHAIN).is_intact
    Release.objects.update(content={"agree": 20.0})
    assert verify_chain(CHAIN).altered == 6
    release.delete()
    assert verify_chain(CHAIN).altered == 6


def test_releases_are_numbered_within_activity_and_kind(db):
    common = {"chain": CHAIN, "content": {2: (-0.0, 1e-7)}, "method": "count 1"}
    numbers = [
        publish_release(activity=UUID(int=activity), kind=kind, **common).number
        for activity, kind in [(1, "totals"), (1, "totals"), (1, "groups"), (2, "totals")]
    ]
    assert numbers == [1, 2, 1, 1]
    assert verify_chain(CHAIN).is_intact


def test_erasing_the_salts_of_an_object_leaves_the_chain_intact(five):
    nine = UUID(int=9)
    append(about=f"person:{nine}")
    entry = AuditEntry.objects.get(about=f"person:{nine}")
    assert state_is(entry, {"number": 1}) is True
    assert state_is(entry, {"number": 2}) is False
    assert erase_salts(chain=CHAIN, ids=[nine]) == 1
    assert state_is(AuditEntry.objects.get(about=f"person:{nine}"), {"number": 1}) is None
    assert AuditSalt.objects.count() == 5
    assert verify_chain(CHAIN).is_intact


def test_an_action_that_fails_leaves_no_entry(five):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        append(6)
        raise ZeroDivisionError
    assert verify_chain(CHAIN).entries == 5


def append_many(chain: UUID) -> None:
    try:
        for number in range(8):
            append(number, chain=chain)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_many_may_append_the_first_entries_at_once():
    chain = uuid4()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(append_many, [chain] * 6))
    result = verify_chain(chain)
    assert (result.entries, result.problem) == (48, "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's lock")
def test_on_sqlite_every_action_takes_the_lock_when_it_begins():
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_canonical_json_does_not_depend_on_order(value):
    twisted = dict(reversed(value.items())) if isinstance(value, dict) else value
    assert hashing.canonical(twisted) == hashing.canonical(value)


@given(st.text(), st.text())
def test_different_parts_never_share_a_hash_by_moving_a_border(first, second):
    one = AuditEntry(chain=CHAIN, number=1, at=AT, actor=first + second, verb="")
    two = AuditEntry(chain=CHAIN, number=1, at=AT, actor=first, verb=second)
    assert (hashing.entry_hash(one) == hashing.entry_hash(two)) == (second == "")
