"""Reminders go into the digest of those who stayed silent, and stop at an answer or a no."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.spine.contact import actions as contact
from thegither.spine.contact import tasks as contact_tasks
from thegither.spine.contact.models import ContactPreference, Invitation
from thegither.spine.people import actions as people

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.get_default_timezone())
CLOSES = date(2026, 12, 14)


@pytest.fixture
def clock(monkeypatch):
    """The time on the wall: `clock(7)` is eight o'clock seven days after the first Monday."""
    now = {"is": MONDAY}
    monkeypatch.setattr(timezone, "now", lambda: now["is"])

    def on_day(days):
        now["is"] = MONDAY + timedelta(days=days)
        tasks.tick()
        contact_tasks.tick()

    return on_day


@pytest.fixture
def asked(world, opened, clock):
    """Everybody was asked on Monday; the mails are out of the way."""
    opened.closes_on = CLOSES
    opened.save()
    contact.invite(
        viewer=world.viewer("ailsa"),
        activity=opened.activity,
        people=[person for name, person in world.people.items() if name != "duncan"],
        words=contact.Words("Your view", "Dear {name}", path="/kirkbrae/"),
    )
    clock(0)
    mail.outbox.clear()
    return opened


def reminded():
    return sorted(one.to[0].split("@")[0] for one in mail.outbox if "We asked you" in one.body)


def vote(world, conversation, name):
    voter = voter_of(world.viewer(name), conversation)
    actions.cast_vote(voter=voter, statement=conversation.statements.get(number=1).pk, choice=1)


def test_silent_people_are_reminded_after_a_week_and_before_closing(world, asked, clock):
    days = {}
    for day in range(1, 25):
        mail.outbox.clear()
        clock(day)
        if reminded():
            days[day] = reminded()
    everybody = ["ailsa", "bashir", "effie", "morag"]
    assert days == {7: everybody, 19: everybody}


def test_whoever_answered_is_not_reminded(world, asked, clock):
    vote(world, asked, "bashir")
    clock(7)
    assert reminded() == ["ailsa", "effie", "morag"]


def test_an_answer_between_two_reminders_stops_the_second(world, asked, clock):
    clock(7)
    vote(world, asked, "effie")
    mail.outbox.clear()
    clock(19)
    assert reminded() == ["ailsa", "bashir", "morag"]


def test_whoever_said_no_is_not_reminded(world, asked, clock):
    contact.decline(invitation=Invitation.objects.get(person=world.people["bashir"]))
    clock(7)
    assert reminded() == ["ailsa", "effie", "morag"]


def test_whoever_turned_mail_off_is_not_reminded(world, asked, clock):
    contact.turn_mail_off(person=world.people["bashir"])
    clock(7)
    assert reminded() == ["ailsa", "effie", "morag"]


def test_whoever_left_is_not_reminded(world, asked, clock):
    people.end_membership(
        viewer=world.viewer("ailsa"),
        membership=world.people["bashir"].memberships.get(),
        last_day=MONDAY.date(),
    )
    clock(7)
    assert reminded() == ["ailsa", "effie", "morag"]


def test_a_reminder_shares_the_days_letter_with_the_news(world, asked, clock):
    contact.tell(
        partnership=world.partnership, person=world.people["bashir"], kind="news", about=None,
        sentence="A promise was kept", path="/kirkbrae/",
    )  # fmt: skip
    contact.choose_rhythm(
        viewer=world.viewer("bashir"), person=world.people["bashir"], rhythm="weekly"
    )
    ContactPreference.objects.update(next_at=None)
    clock(7)
    [letter] = [one for one in mail.outbox if one.to == ["bashir@kirkbrae.example"]]
    assert "A promise was kept" in letter.body
    assert "We asked you: How do we look after carers?" in letter.body
    assert "by 14 December 2026" in letter.body


def test_days_can_be_changed_and_left_out(world, asked, clock):
    contact.change_reminders(
        viewer=world.viewer("ailsa"), activity=asked.activity, remind_after=3, remind_before=None
    )
    days = []
    for day in range(1, 25):
        mail.outbox.clear()
        clock(day)
        days += [day] if reminded() else []
    assert days == [3]


def test_no_reminder_once_it_has_closed(world, asked, clock, close):
    close(asked)
    clock(7)
    assert not reminded()


def test_rows_of_those_who_answered_look_like_those_of_the_silent(world, asked, clock):
    """The attack on a reminder: who was spared it has answered. Nothing stored says who was."""
    vote(world, asked, "bashir")
    clock(7)
    assert "bashir" not in reminded()
    by_mail = Invitation.objects.filter(channel="email")
    kept = {
        tuple(row) for row in by_mail.values_list("state", "reminded_on", "declined_on", "tries")
    }
    assert len(kept) == 1
    people = [world.people[name] for name in ("ailsa", "bashir", "effie", "morag")]
    times = ContactPreference.objects.filter(person__in=people).values_list("next_at", flat=True)
    assert len(set(times)) == 1
