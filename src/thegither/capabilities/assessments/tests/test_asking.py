"""Who is asked and reminded, and what Home says."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests.world_assessments import answer_all, open_wave

from thegither.capabilities.assessments import actions, activity, tasks
from thegither.capabilities.assessments.phases import CLOSED
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.spine.contact.actions import Words, decline, invite, send_invitations
from thegither.spine.contact.models import ContactPreference, Invitation
from thegither.spine.evidence.seals import destroy_key

pytestmark = pytest.mark.django_db


def ask(world, wave, *names):
    words = Words(subject="How do you see us?", body="Dear {name}", path="/kirkbrae/")
    people = [world.people[name] for name in names]
    return invite(viewer=world.viewer("ailsa"), activity=wave.activity, people=people, words=words)


def a_week_later() -> list[str]:
    """Everybody was asked a week ago; the clock strikes; who got a letter now?"""
    send_invitations()
    Invitation.objects.update(invited_on=timezone.localdate() - timedelta(days=7))
    ContactPreference.objects.update(next_at=None)
    mail.outbox.clear()
    for work in tasks.due():
        work()
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_reminders_stop_at_an_answer_or_a_no(world, wave):
    made = {one.person.name: one for one in ask(world, wave, "bashir", "effie", "morag")}
    respondent = respondent_of(wave, world.people["bashir"].pk)
    actions.save_answers(respondent=respondent, answers={wave.instrument.closed[0].id: 3})
    decline(invitation=made["Morag"])
    assert a_week_later() == ["effie@kirkbrae.example"]


def test_home_asks_until_one_has_finished(world, wave):
    bashir = world.viewer("bashir")
    [found] = activity.asks(bashir, world.partnership)
    assert (found.title, found.minutes) == (wave.title, wave.instrument.minutes)
    answer_all(wave, world.people["bashir"], 3)
    assert activity.asks(bashir, world.partnership) == []


def test_a_wave_whose_key_is_lost_closes_at_the_next_tick(wave):
    destroy_key(wave.activity_id)
    for work in tasks.due():
        work()
    wave.activity.refresh_from_db()
    assert wave.activity.phase == CLOSED


def test_a_member_sees_what_waits_and_a_coordinator_what_can_be_begun(world, wave):
    open_wave(world, title="Our culture", instrument="culture")
    cards = activity.cards(world.viewer("bashir"), world.partnership)
    assert {card.title for card in cards} == {"Our culture", "How do we work together?"}
    assert activity.templates(world.viewer("bashir"), world.partnership) == []
    ready = activity.templates(world.viewer("ailsa"), world.partnership)
    assert "Culture" in {one.title for one in ready}


def test_an_outsider_is_asked_nothing_and_sees_nothing(world, wave):
    nobody = world.viewer("nobody")
    assert activity.asks(nobody, world.partnership) == []
    assert activity.cards(nobody, world.partnership) == []


def test_erasing_somebody_takes_their_answers_where_something_leads_to_them(world, wave):
    answer_all(wave, world.people["bashir"], 3)
    answer_all(wave, world.people["effie"], 4)
    assert activity.erase(world.people["bashir"]) == {"responses": 1}
    assert wave.responses.count() == 1


def test_a_copy_of_ones_data_holds_confidential_answers_and_no_anonymous_ones(world, wave, keys):
    answer_all(wave, world.people["bashir"], 3)
    assert activity.kept_about(world.people["bashir"]) == []
    named = open_wave(world, title="In confidence", pledge="confidential")
    answer_all(named, world.people["bashir"], 4)
    [kept] = activity.kept_about(world.people["bashir"])
    assert kept.title == "Answers: In confidence"
    assert len(kept.rows) == len(named.instrument.closed)
    open_question = next(item for item in named.instrument.items if not item.options)
    respondent = respondent_of(named, world.people["bashir"].pk)
    actions.save_answers(
        respondent=respondent, answers={}, remarks={open_question.id: "We write too much"}
    )
    [kept] = activity.kept_about(world.people["bashir"])
    assert "We write too much" in [row["answer"] for row in kept.rows]


def test_the_clock_deletes_answers_and_leaves_the_mirror(world, busy_wave, close_wave):
    close_wave(busy_wave)
    busy_wave.refresh_from_db()
    counts = activity.forget(busy_wave.activity)
    assert counts["responses"] == 20
    assert not busy_wave.responses.exists() and not busy_wave.places.exists()
