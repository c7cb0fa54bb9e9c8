"""The consensus session: ratings stay locked, are shown together, become a finding; on phones and on paper."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from thegither.capabilities.assessments.actions.errors import (
    NotAsked,
    NothingToAsk,
    OneAtATime,
    TooFew,
)
from thegither.capabilities.assessments.actions.session import (
    ask_ratings,
    end_session,
    rate,
    settle_talk,
    show_ratings,
    start_session,
    type_ratings,
)
from thegither.capabilities.assessments.activity import arrive
from thegither.capabilities.assessments.models import SealedRating, Session
from thegither.capabilities.assessments.phases import CLOSED
from thegither.spine.evidence.figures import Figure
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.evidence.seals import SealLost, destroy_key, has_key
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.models import Finding, Link

ITEMS = ["trust_1", "equality_2"]


@pytest.fixture
def session(world, wave):
    move_phase(activity=wave.activity, phase=CLOSED)
    return start_session(
        viewer=world.viewer("ailsa"), wave=wave, items=ITEMS, facilitator=world.people["bashir"]
    )


@pytest.fixture
def rating(world, session):
    """The first question, being rated."""
    return ask_ratings(viewer=world.viewer("ailsa"), talk=session.talks.first())


def page(name, wave, *more):
    return reverse(f"assessments:{name}", args=["kirkbrae", wave.pk, *more])


def rated_by(talk, values):
    for number, value in enumerate(values):
        rate(talk=talk, place=f"person:{number}", value=value)


# --- rating alone --------------------------------------------------------------------------------


def test_all_ratings_are_shown_at_once_and_only_the_tally_is_kept(world, rating):
    rated_by(rating, [5, 5, 4, 2])
    rate(talk=rating, place="person:0", value=-2)
    type_ratings(viewer=world.viewer("ailsa"), talk=rating, counts={1: 3, 5: 0})
    found = show_ratings(viewer=world.viewer("ailsa"), talk=rating)
    assert found.tally == {"-2": 1, "1": 3, "2": 1, "4": 1, "5": 1}
    assert not SealedRating.objects.exists()


def test_typing_paper_again_corrects_it(world, rating):
    ailsa = world.viewer("ailsa")
    type_ratings(viewer=ailsa, talk=rating, counts={1: 9})
    type_ratings(viewer=ailsa, talk=rating, counts={2: 6})
    assert show_ratings(viewer=ailsa, talk=rating).tally == {"2": 6}


def test_fewer_than_five_ratings_are_not_shown(world, rating):
    rated_by(rating, [5, 5, 4, 2])
    with pytest.raises(TooFew):
        show_ratings(viewer=world.viewer("ailsa"), talk=rating)
    rating.refresh_from_db()
    assert rating.tally == {}


@pytest.mark.parametrize("value", [0, 6, -1])
def test_what_cannot_be_chosen_is_refused(rating, value):
    with pytest.raises(NotAsked):
        rate(talk=rating, place="person:1", value=value)


def test_nothing_is_rated_before_it_is_asked_nor_after_it_was_shown(world, session, rating):
    with pytest.raises(NotAsked):
        rate(talk=session.talks.last(), place="person:1", value=3)
    rated_by(rating, [1, 2, 3, 4, 5])
    show_ratings(viewer=world.viewer("ailsa"), talk=rating)
    with pytest.raises(NotAsked):
        rate(talk=rating, place="person:9", value=3)


def test_two_questions_are_not_rated_at_once(world, session, rating):
    with pytest.raises(OneAtATime):
        ask_ratings(viewer=world.viewer("ailsa"), talk=session.talks.last())


def test_a_session_without_questions_does_not_begin(world, wave):
    move_phase(activity=wave.activity, phase=CLOSED)
    with pytest.raises(NothingToAsk):
        start_session(viewer=world.viewer("ailsa"), wave=wave, items=["anything_else"])


# --- the attack: somebody with the whole database, and every page --------------------------------


def everything():
    """Every cell of every table as text, as somebody with a copy of the database reads it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, tuple(map(str, row))


def test_the_database_tells_neither_who_rated_nor_what(world, session, rating):
    people = [str(person.pk) for person in world.people.values()]
    for number, person in enumerate(people):
        rate(talk=rating, place=f"person:{person}", value=1 + number % 5)
    rows = [row for table, row in everything() if "sealedrating" in table]
    assert len(rows) == len(people)
    assert not any(person in cell for row in rows for cell in row for person in people)
    assert len({len(rating.locked) for rating in SealedRating.objects.all()}) == 1


def test_equal_ratings_look_different_and_a_seat_has_another_name_at_each_question(world, session):
    ailsa, (first, second) = world.viewer("ailsa"), session.talks.all()
    ask_ratings(viewer=ailsa, talk=first)
    rated_by(first, [3, 3, 3, 3, 3])
    locked = set(SealedRating.objects.values_list("locked", flat=True))
    seats = set(SealedRating.objects.values_list("seat", flat=True))
    assert len(locked) == 5
    show_ratings(viewer=ailsa, talk=first)
    ask_ratings(viewer=ailsa, talk=second)
    rated_by(second, [3, 3, 3, 3, 3])
    assert seats.isdisjoint(SealedRating.objects.values_list("seat", flat=True))


def test_no_page_tells_a_rating_before_all_are_shown(world, session, rating):
    rated_by(rating, [2] * 6)
    before = [
        world.client("ailsa").get(page("session_talk", session.wave, rating.pk)).text,
        world.client("catriona").get(page("room", session.wave)).text,
        world.client("catriona").get(page("session", session.wave)).text,
    ]
    assert not any("bars-table" in text or "checked" in text for text in before)


def test_rating_leaves_nothing_in_the_audit_chain(world, rating):
    before = AuditEntry.objects.count()
    rated_by(rating, [2, 3])
    assert AuditEntry.objects.count() == before


def test_the_key_goes_when_the_session_ends(
    world, session, rating, django_capture_on_commit_callbacks
):
    rated_by(rating, [2, 3])
    assert has_key(session.pk)
    with django_capture_on_commit_callbacks(execute=True):
        end_session(viewer=world.viewer("ailsa"), session=session)
    assert not has_key(session.pk)
    assert not SealedRating.objects.exists()


def test_after_an_import_without_the_key_locked_ratings_go_and_the_session_has_ended(
    world, session, rating
):
    rated_by(rating, [2, 3])
    destroy_key(session.pk)
    with pytest.raises(SealLost):
        show_ratings(viewer=world.viewer("ailsa"), talk=rating)
    arrive(world.partnership)
    session.refresh_from_db()
    assert session.ended_on
    assert not SealedRating.objects.exists()


# --- agreeing ------------------------------------------------------------------------------------


def test_what_was_agreed_becomes_a_finding_with_the_ratings_as_figures(world, session, rating):
    ailsa = world.viewer("ailsa")
    rated_by(rating, [2, 2, 2, 4, 4])
    show_ratings(viewer=ailsa, talk=rating)
    settle_talk(viewer=ailsa, talk=rating, agreed=2, said="Late papers.", finding="Promises slip.")
    finding = Finding.objects.get(kind="agreed_in_session")
    figures = [Figure.from_json(one) for one in finding.figures]
    assert {f.label: f.value for f in figures if f.value} == {"Disagree": 3, "Agree": 2}
    link = Link.objects.get(to_record=finding.record)
    assert link.from_record == session.wave.record


def test_settling_again_corrects_and_makes_no_second_finding(world, rating):
    ailsa = world.viewer("ailsa")
    settle_talk(viewer=ailsa, talk=rating, agreed=2, finding="Promises slip.")
    talk = settle_talk(viewer=ailsa, talk=rating, agreed=None, finding="Another.")
    assert talk.agreed is None
    assert Finding.objects.filter(kind="agreed_in_session").count() == 1


# --- pages ---------------------------------------------------------------------------------------


def test_a_facilitator_who_is_no_coordinator_walks_the_group_through(world, session):
    client, talk = world.client("bashir"), session.talks.first()
    client.post(page("ask_ratings", session.wave, talk.pk))
    rated_by(talk, [1, 1, 1])
    client.post(page("type_ratings", session.wave, talk.pk), {"n4": "2", "n5": ""})
    shown = client.post(page("show_ratings", session.wave, talk.pk), follow=True)
    assert "Of 5 who rated" in shown.text
    fields = {"agreed": "none", "said": "", "evidence": "", "finding": "We see it two ways."}
    after = client.post(page("session_talk", session.wave, talk.pk), fields)
    assert after.url == page("session_talk", session.wave, session.talks.last().pk)
    assert "We see it two ways." in client.get(page("session", session.wave)).text


def test_only_those_who_lead_see_the_code_of_the_room(world, session):
    address = page("session", session.wave)
    assert session.code in world.client("bashir").get(address).text
    assert session.code not in world.client("catriona").get(address).text


def test_too_few_ratings_are_said_on_the_page(world, session, rating):
    answer = world.client("ailsa").post(page("show_ratings", session.wave, rating.pk), follow=True)
    assert "Fewer than five have rated" in answer.text


def test_other_members_do_not_run_it(world, session):
    talk = session.talks.first()
    assert (
        world.client("catriona").get(page("session_talk", session.wave, talk.pk)).status_code == 403
    )
    assert world.client("catriona").post(page("end_session", session.wave)).status_code == 403


def test_a_member_rates_on_a_phone_without_javascript(world, session, rating):
    client, room = world.client("catriona"), page("room", session.wave)
    assert "Look again" in client.get(room).text
    answer = client.post(room, {"talk": str(rating.pk), "trust_1": "4"}, follow=True)
    assert "Your rating is in" in answer.text
    assert SealedRating.objects.count() == 1


def test_a_rating_sent_for_an_earlier_question_is_not_taken_for_this_one(world, session, rating):
    settle_talk(viewer=world.viewer("ailsa"), talk=rating, agreed=2)
    ask_ratings(viewer=world.viewer("ailsa"), talk=session.talks.last())
    room = page("room", session.wave)
    world.client("catriona").post(room, {"talk": str(rating.pk), "trust_1": "4"})
    assert not SealedRating.objects.exists()


def test_the_code_of_the_room_lets_in_whoever_has_no_account(world, client, session, rating):
    room = page("room", session.wave)
    assert client.get(room).url == page("room_code", session.wave)
    wrong = client.post(page("room_code", session.wave), {"code": "WRONG1"})
    assert (wrong.status_code, "This is not the code" in wrong.text) == (422, True)
    client.post(page("room_code", session.wave), {"code": session.code.lower()})
    client.post(room, {"talk": str(rating.pk), "trust_1": "1"})
    client.post(room, {"talk": str(rating.pk), "trust_1": "5"})
    assert SealedRating.objects.count() == 1


def test_after_the_end_the_code_opens_nothing(world, client, session):
    end_session(viewer=world.viewer("ailsa"), session=session)
    answer = client.post(page("room_code", session.wave), {"code": session.code})
    assert answer.status_code == 422


def test_phones_ask_cheaply_whether_there_is_something_new(
    world, session, rating, django_assert_max_num_queries
):
    client = world.client("catriona")
    text = client.get(page("room", session.wave)).text
    address = re.search(r'hx-get="([^"]+)"', text)[1]
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 204
    settle_talk(viewer=world.viewer("ailsa"), talk=rating, agreed=2)
    fresh = client.get(address)
    assert (fresh.status_code, "next question comes" in fresh.text) == (200, True)


def test_a_session_is_prepared_once(world, wave):
    move_phase(activity=wave.activity, phase=CLOSED)
    client = world.client("ailsa")
    assert (
        "Choose at least one" in client.post(page("start_session", wave), {"facilitator": ""}).text
    )
    client.post(page("start_session", wave), {"items": ITEMS})
    client.post(page("start_session", wave), {"items": ["trust_2"]})
    assert [talk.item for talk in Session.objects.get().talks.all()] == ITEMS
    assert "Tick one box" in client.get(page("session_sheets", wave)).text
