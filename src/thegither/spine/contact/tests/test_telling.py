"""Each thing is told once, in a digest that goes out once a day at most, or not at all."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from thegither.spine.contact import actions, tasks
from thegither.spine.contact.models import ContactPreference, Notice
from thegither.spine.people import actions as people
from thegither.spine.people.errors import NoLetters
from thegither.spine.people.tests.lists_read import LIST, read, store
from thegither.spine.spaces.actions import create_record, hide_record

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clock(monkeypatch):
    """The time on the wall, set by `clock(days, hours)` after six on a Monday morning."""
    now = {"is": MONDAY}
    monkeypatch.setattr(timezone, "now", lambda: now["is"])

    def later(days=0, hours=0):
        now["is"] = MONDAY + timedelta(days=days, hours=hours)

    return later


@pytest.fixture
def tell(world):
    def telling(name="bashir", sentence="A new page is there.", about=None, **more):
        return actions.tell(
            partnership=world.partnership,
            person=world.people[name],
            kind="news",
            about=about,
            sentence=sentence,
            path="/kirkbrae/",
            **more,
        )

    return telling


def letters_to(world, name):
    return [letter for letter in mail.outbox if letter.to == [world.people[name].email]]


def test_nothing_to_tell_means_no_mail(world, clock):
    tasks.tick()
    assert not mail.outbox


def test_a_thing_is_told_once(world, clock, tell):
    assert tell() is not None
    assert tell(sentence="The same page again.") is None
    tasks.tick()
    for day in (1, 2, 3):
        clock(days=day, hours=2)
        tasks.tick()
    assert len(letters_to(world, "bashir")) == 1


def test_a_record_is_told_once_whatever_the_page(world, clock, tell):
    record = create_record(
        partnership=world.partnership,
        kind="finding",
        title="Carers want a break",
        audience="members",
    )
    assert tell(about=record) is not None
    assert tell(about=record, sentence="Again") is None
    assert tell(name="morag", about=record) is not None


def test_two_things_on_one_day_come_in_one_letter_and_the_third_the_next_morning(
    world, clock, tell
):
    record = create_record(
        partnership=world.partnership,
        kind="finding",
        title="Carers want a break",
        audience="members",
    )
    tell()
    tell(about=record, sentence="Say what you think", minutes=3, due_on=MONDAY.date())
    tasks.tick()
    [letter] = letters_to(world, "bashir")
    assert "Say what you think (about 3 minutes, by 23 November 2026)" in letter.body
    assert letter.body.index("Say what you think") < letter.body.index("A new page is there")
    actions.tell(partnership=world.partnership, person=world.people["bashir"], kind="other",
                 about=None, sentence="Later", path="/kirkbrae/")  # fmt: skip
    clock(hours=10)
    tasks.tick()
    assert len(letters_to(world, "bashir")) == 1
    clock(days=1, hours=2)
    tasks.tick()
    assert "Later" in letters_to(world, "bashir")[1].body


def test_once_a_week_means_once_a_week(world, clock, tell):
    viewer, bashir = world.viewer("bashir"), world.people["bashir"]
    actions.choose_rhythm(viewer=viewer, person=bashir, rhythm="weekly")
    tell()
    tasks.tick()
    for day in range(1, 8):
        actions.tell(partnership=world.partnership, person=bashir, kind=f"day {day}",
                     about=None, sentence=f"Day {day}", path="/kirkbrae/")  # fmt: skip
        clock(days=day, hours=2)
        tasks.tick()
    assert len(letters_to(world, "bashir")) == 2


def test_what_was_hidden_meanwhile_is_not_told(world, clock, tell):
    record = create_record(
        partnership=world.partnership, kind="finding", title="Somebody said", audience="members"
    )
    tell(about=record)
    hide_record(
        viewer=world.viewer("ailsa"), record=record, reason="Names somebody",
        until=MONDAY + timedelta(days=9),
    )  # fmt: skip
    tasks.tick()
    assert not mail.outbox


def test_whoever_left_is_told_nothing(world, clock, tell):
    tell()
    membership = world.people["bashir"].memberships.get()
    people.end_membership(
        viewer=world.viewer("ailsa"),
        membership=membership,
        last_day=MONDAY.date() - timedelta(days=1),
    )
    tasks.tick()
    assert not mail.outbox


def test_every_letter_says_how_to_turn_mail_off(world, clock, tell):
    tell()
    tasks.tick()
    [letter] = mail.outbox
    assert "How we may reach you" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].startswith("<http")


def test_a_mail_server_that_is_down_loses_nothing(world, clock, tell, monkeypatch):
    tell()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", _refuse)
        with pytest.raises(NoLetters):
            tasks.tick()
    tasks.tick()
    assert not mail.outbox, "not before a quarter of an hour has passed"
    clock(hours=1)
    tasks.tick()
    assert len(mail.outbox) == 1


def _refuse(message):
    raise ConnectionRefusedError


def test_the_day_is_taken_from_everybody_alike(world, clock, tell):
    """So that the rows of those who got a letter look like the rows of those who got none."""
    tell()
    tasks.tick()
    assert len(mail.outbox) == 1
    times = set(ContactPreference.objects.values_list("next_at", flat=True))
    assert len(times) == 1
    assert ContactPreference.objects.count() == 5, "everybody with an address, Duncan too"


def test_the_day_holds_nobody_of_a_list_that_is_taken_out_again(world, clock):
    source = store(world, read(LIST))
    tasks.tick()
    assert ContactPreference.objects.filter(person__name="Ceit Grant").exists()
    assert people.undo_import(viewer=world.viewer("ailsa"), source=source) == 2


def test_the_link_in_the_header_turns_mail_off_by_post_only(world, clock, tell):
    tell()
    tasks.tick()
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("http://127.0.0.1:8000")
    client = world.client(enforce_csrf_checks=True)
    client.get(path)
    assert ContactPreference.objects.get(person=world.people["bashir"]).rhythm == "daily"
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert ContactPreference.objects.get(person=world.people["bashir"]).rhythm == "off"


def test_a_link_that_we_never_wrote_turns_nothing_off(world):
    assert world.client().post("/kirkbrae/contact/off/abc:def/").status_code == 404


def test_nobody_is_told_of_another_partnership(world):
    with pytest.raises(ValueError, match="own partnership"):
        actions.tell(
            partnership=world.elsewhere, person=world.people["bashir"], kind="news",
            about=None, sentence="x", path="/",
        )  # fmt: skip
    assert not Notice.objects.exists()
