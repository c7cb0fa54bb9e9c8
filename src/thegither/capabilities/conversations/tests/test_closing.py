"""What closing leaves behind: counts that can be trusted, and nobody who can be found."""

from collections import Counter

import pytest

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.models import Participant, Statement, Vote
from thegither.capabilities.conversations.phases import WrongPhase
from thegither.capabilities.conversations.queries.coverage import COVERAGE
from thegither.capabilities.conversations.queries.taking_part import guest_of, votes_of
from thegither.capabilities.conversations.queries.totals import newest_release
from thegither.spine.evidence.models import AuditEntry, Seal
from thegither.spine.evidence.seals import SealLost, create_key, destroy_key, has_key


def tallies(conversation) -> Counter:
    cast = Vote.objects.filter(participant__conversation=conversation)
    return Counter(cast.values_list("statement", "choice"))


def test_closing_keeps_every_vote_and_forgets_every_voter(busy, close):
    before, old_keys = tallies(busy), set(Participant.objects.values_list("pk", flat=True))
    close(busy)
    assert tallies(busy) == before
    people = Participant.objects.all()
    assert not old_keys & {person.pk for person in people}
    assert {person.pseudonym for person in people} == {None}
    assert sorted(person.number for person in people) == list(range(37))


def test_closing_forgets_who_wrote_what(world, busy, close):
    actions.write_statement(voter=guest_of(busy, "a"), text="More buses.")
    close(busy)
    assert set(Statement.objects.values_list("author", flat=True)) == {""}


def test_the_key_is_gone_and_the_seal_holds_the_digest(busy, close):
    assert has_key(busy.activity_id)
    close(busy)
    assert not has_key(busy.activity_id)
    seal = Seal.objects.get(activity=busy.activity_id)
    assert seal.state == Seal.State.CLOSED
    assert len(seal.digest) == 64
    with pytest.raises(SealLost):
        guest_of(busy, "neighbour 1")


def test_no_combination_of_attributes_is_held_by_fewer_than_five(busy, close):
    close(busy)
    cells = Counter(Participant.objects.values_list("sector", "level"))
    assert min(cells.values()) >= 5


def test_coverage_goes_out_once_and_hides_small_counts(busy, close):
    """One member of five took part: nobody may learn of which sector."""
    close(busy)
    content = newest_release(busy, COVERAGE).content
    public = next(row for row in content["sides"]["sector"]["rows"] if row["key"] == "public")
    assert public == {"key": "public", "answered": None, "asked": 3}


def test_closing_is_written_down_once(busy, close):
    close(busy)
    assert AuditEntry.objects.filter(verb="close_conversation").count() == 1


def test_it_closes_once_only(world, busy, close):
    close(busy)
    with pytest.raises(WrongPhase):
        actions.close_conversation(viewer=world.viewer("ailsa"), conversation=busy)


def test_a_conversation_without_votes_can_be_closed(world, opened, close):
    close(opened)
    tasks.tick()
    assert opened.landscapes.get().result["verdict"] == "too_few"


def test_a_lost_key_closes_the_conversation_without_attributes(busy):
    destroy_key(busy.activity_id)
    tasks.tick()
    busy.activity.refresh_from_db()
    assert busy.activity.phase == "closed"
    assert set(Participant.objects.values_list("pseudonym", "sector", "level")) == {(None, "", "")}
    assert Vote.objects.count() == 36 * 8 + 1


def test_a_key_that_a_crash_left_behind_is_destroyed_by_the_next_tick(busy, close):
    close(busy)
    create_key(busy.activity_id)
    tasks.tick()
    assert not has_key(busy.activity_id)


def test_votes_of_a_browser_cannot_be_asked_for_after_closing(busy, close):
    voter = guest_of(busy, "neighbour 1")
    assert len(votes_of(voter)) == 8
    close(busy)
    assert votes_of(voter) == {}
