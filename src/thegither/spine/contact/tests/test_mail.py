"""Mail by each of Django's back ends, and what happens when it does not go out."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from thegither.spine.contact import actions, tasks
from thegither.spine.contact.models import Invitation
from thegither.spine.people import actions as people
from thegither.spine.people.errors import NoLetters

BACKENDS = "django.core.mail.backends"


@pytest.fixture
def invite(world, opened):
    def inviting(*names):
        return actions.invite(
            viewer=world.viewer("ailsa"),
            activity=opened.activity,
            people=[world.people[name] for name in names],
            words=actions.Words("Your view is wanted", "Dear {name}", path="/kirkbrae/"),
        )

    return inviting


def test_to_files(settings, tmp_path, invite):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        f"{BACKENDS}.filebased.EmailBackend",
        tmp_path / "mail",
    )
    invite("bashir")
    actions.send_invitations()
    [file] = (tmp_path / "mail").iterdir()
    assert "Subject: Your view is wanted" in file.read_text()


def test_to_the_console(settings, capsys, invite):
    settings.EMAIL_BACKEND = f"{BACKENDS}.console.EmailBackend"
    invite("bashir")
    actions.send_invitations()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in capsys.readouterr().out


class FakeServer:
    """What Django asks of an SMTP connection; it keeps what it was given, or refuses."""

    given: list = []
    refuses: tuple[str, ...] = ()

    def __init__(self, *arguments, **options):
        self.given.clear()

    def sendmail(self, sender, recipients, message):
        if set(recipients) & set(self.refuses):
            raise smtplib.SMTPRecipientsRefused({one: (550, b"unknown") for one in recipients})
        self.given.append((recipients, message))

    def quit(self):
        """Nothing to close."""


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{BACKENDS}.smtp.EmailBackend"
    monkeypatch.setattr(smtplib, "SMTP", FakeServer)
    monkeypatch.setattr(FakeServer, "refuses", ())
    return FakeServer


def test_to_a_mail_server(server, invite):
    invite("bashir")
    actions.send_invitations()
    [(recipients, message)] = server.given
    assert recipients == ["bashir@kirkbrae.example"]
    header = message.split(b"List-Unsubscribe:")[1].split(b"List-Unsubscribe-Post")[0]
    assert b"=?" not in header, "mail programs read the address as it stands"
    assert header.strip().startswith(b"<http://127.0.0.1:8000/kirkbrae/contact/off/")


def test_a_refused_address_is_shown_and_holds_up_nobody(world, server, invite, opened, monkeypatch):
    monkeypatch.setattr(FakeServer, "refuses", ("bashir@kirkbrae.example",))
    invite("ailsa", "bashir", "effie")
    assert actions.send_invitations() == 2
    own = Invitation.objects.get(person=world.people["bashir"])
    assert (own.state, own.next_try_at) == ("failed", None)
    page = world.client("ailsa").get(f"/kirkbrae/conversations/{opened.pk}/invite/").text
    assert "does not take mail for this address" in page
    assert "Correct the address" in page


def test_after_correcting_the_address_it_goes_out(world, server, invite, opened, monkeypatch):
    monkeypatch.setattr(FakeServer, "refuses", ("bashir@kirkbrae.example",))
    [own] = invite("bashir")
    actions.send_invitations()
    people.correct_person(
        viewer=world.viewer("ailsa"), person=world.people["bashir"], name="Bashir",
        email="bashir2@kirkbrae.example", phone="",
    )  # fmt: skip
    world.client("ailsa").post(f"/kirkbrae/contact/invited/{own.pk}/again/")
    assert actions.send_invitations() == 1
    own.refresh_from_db()
    assert (own.state, own.problem) == ("sent", "")


def test_or_a_letter_is_printed_instead(world, server, invite, opened, monkeypatch):
    monkeypatch.setattr(FakeServer, "refuses", ("bashir@kirkbrae.example",))
    [own] = invite("bashir")
    actions.send_invitations()
    back = f"/kirkbrae/conversations/{opened.pk}/invite/"
    answer = world.client("ailsa").post(
        f"/kirkbrae/contact/invited/{own.pk}/letter/", {"back": back}
    )
    assert answer.url == back
    own.refresh_from_db()
    assert (own.channel, own.state, own.problem) == ("letter", "waiting", "")


def test_a_button_leads_back_to_pages_of_the_house_only(world, invite):
    [own] = invite("bashir")
    address = f"/kirkbrae/contact/invited/{own.pk}/letter/"
    answer = world.client("ailsa").post(address, {"back": "https://elsewhere.example/"})
    assert answer.url == "/kirkbrae/people/you/"


def test_a_dead_server_is_recorded_and_tried_again_by_tick(world, invite, monkeypatch):
    [own] = invite("bashir")
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", _no_connection)
        with pytest.raises(NoLetters):
            tasks.tick()
        own.refresh_from_db()
        assert (own.state, own.tries) == ("failed", 1)
        assert own.problem
        assert own.next_try_at > timezone.now()
        assert actions.send_invitations() == 0, "not before the pause is over"
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    tasks.tick()
    own.refresh_from_db()
    assert (own.state, own.problem, own.next_try_at) == ("sent", "", None)
    assert len(mail.outbox) == 1


def _no_connection(message):
    raise ConnectionRefusedError


def test_somebody_who_turns_mail_off_before_it_goes_out_is_asked_another_way(world, invite):
    [own] = invite("bashir")
    actions.choose_rhythm(
        viewer=world.viewer("bashir"),
        person=world.people["bashir"],
        rhythm="off",
        channels=["post"],
    )
    actions.send_invitations()
    own.refresh_from_db()
    assert (own.channel, own.state) == ("letter", "waiting")
    assert not mail.outbox


def test_whoever_said_no_before_it_went_out_gets_nothing(invite):
    [own] = invite("bashir")
    actions.decline(invitation=own)
    actions.send_invitations()
    assert not mail.outbox


def test_an_invitation_takes_the_place_of_that_days_digest(world, invite):
    invite("bashir")
    actions.tell(
        partnership=world.partnership, person=world.people["bashir"], kind="news", about=None,
        sentence="New", path="/kirkbrae/",
    )  # fmt: skip
    tasks.tick()
    assert len([one for one in mail.outbox if one.to == ["bashir@kirkbrae.example"]]) == 1


def test_nobody_left_to_invite_is_said(invite):
    invite("bashir")
    with pytest.raises(actions.inviting.NobodyToInvite, match="not been invited"):
        invite("bashir")
