import pytest

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.plan import planned
from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.phases import CLOSED, OPEN
from thegither.demo.build import CannotBuild, build
from thegither.demo.findings import findings_of
from thegither.demo.match import match
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import any_member

pytestmark = pytest.mark.django_db


def conversation(built, phase):
    own = Conversation.objects.filter(record__partnership=built.partnership)
    return own.get(activity__phase=phase)


def test_it_says_that_it_is_made_up(built):
    assert built.partnership.is_made_up


def test_one_conversation_is_open_to_anyone_with_the_link(built):
    assert conversation(built, OPEN).open_to_link


def test_some_statements_wait_for_a_moderator(built):
    waiting = conversation(built, OPEN).statements.filter(state=Statement.State.WAITING)

    assert waiting.count() == 3


def test_the_other_is_closed_and_names_nobody(built):
    participants = conversation(built, CLOSED).participants

    assert participants.count() > 100
    assert not participants.exclude(pseudonym=None).exists()


def test_what_was_planted_is_found_and_nothing_else(built):
    said = findings_of("made-up")
    assert len(said) == len({str(one) for one in said}), "said twice"
    result = match(built.truths, said)

    assert len(result.found) == len(built.truths)
    assert not result.missed and not result.false_alarms


def test_an_address_that_is_taken_is_refused_and_nothing_is_built(built):
    with pytest.raises(CannotBuild):
        build(4, "made-up")

    assert Partnership.objects.count() == 1


def test_two_partnerships_can_stand_side_by_side(built):
    other = build(4)

    assert other.partnership.slug == "made-up-4"
    # A sector or an area of questions is called the same in both; a thing of a partnership's own never is.
    own = {t["about"][0] for t in other.truths if ":" not in t["about"][0]}
    assert own.isdisjoint(t["about"][0] for t in built.truths)


def test_what_the_board_planned_stands_beside_what_moved_since(built):
    own = Wave.objects.filter(record__partnership=built.partnership)
    wave = own.get(
        plan_entries__isnull=False, session__isnull=False, plan_entries__looks_at="trust"
    )
    lines = planned(any_member(built.partnership.pk), wave)

    assert len(lines) == 2 and all(line.owner and line.entry.measure for line in lines)
    assert all(line.since.said and line.since.figure for line in lines)
