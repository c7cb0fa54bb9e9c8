"""The attack on forgetting: after it, neither name nor address is anywhere, and nothing else is broken."""

import zipfile
from datetime import date

import pytest
from django.core.mail import EmailMessage
from tests.world import build_world
from tests.world_conversations import prepare

from thegither.capabilities.conversations import actions as conversations
from thegither.capabilities.conversations import tasks as conversation_tasks
from thegither.capabilities.conversations.models import Statement, Vote
from thegither.capabilities.conversations.queries.taking_part import guest_of, voter_of
from thegither.cli.full_archive import export_partnership
from thegither.formats.popolo import PersonRow, Register
from thegither.spine.contact.models import Helper, Invitation, Letter, Notice
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.people import actions as people
from thegither.spine.people.models import Account, Merge, Person, Responsibility
from thegither.spine.promises.models import Event, Question
from thegither.spine.protection import actions
from thegither.spine.protection.errors import StillOnDuty
from thegither.spine.protection.models import Deletion, Request
from thegither.spine.protection.tests.dump import database_files_with, files_with, tables_with
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.visibility import HOUSE
from thegither.spine.young.models import GuardianConsent

NAME, OLD_NAME = "Zebedee Quillfeather", "Zeb Quillfeather-Oates"
ADDRESS, OLD_ADDRESS = "zebedee@kirkbrae.example", "zeb.old@kirkbrae.example"
PHONE = "01632 960777"
EVERYTHING = (NAME, OLD_NAME, "quillfeather", ADDRESS, OLD_ADDRESS, PHONE)


@pytest.fixture
def zebedee(world):
    """Somebody with everything: two entries that were joined, an account, posts, a promise, letters."""
    ailsa = world.viewer("ailsa")
    rows = (PersonRow("p1", NAME, ADDRESS, PHONE, ()),)
    register = Register(rows, (), (), (), {})
    people.import_register(
        viewer=ailsa, partnership=world.partnership, register=register, source=f"{NAME}.csv"
    )
    zebedee = Person.objects.get(name=NAME)
    double = people.add_person(
        viewer=ailsa, partnership=world.partnership, name=OLD_NAME, email=OLD_ADDRESS
    )
    council = world.organizations["council"]
    for one in (zebedee, double):
        people.add_membership(
            viewer=ailsa,
            person=one,
            organization=council,
            role="Helper",
            valid_from=date(2024, 1, 1),
        )
    people.open_account(person=zebedee)
    zebedee.refresh_from_db()
    people.make_printed_code(viewer=ailsa, person=zebedee)
    people.merge_people(viewer=ailsa, kept=zebedee, absorbed=double)
    people.give_consent(viewer=ailsa, person=zebedee, channel="email")
    zebedee.refresh_from_db()
    return zebedee


@pytest.fixture
def everywhere(world, zebedee, promise, opened):
    """What other floors keep: told, invited, helped, asked, at a meeting, with a guardian's consent."""
    bashir, activity, today = world.people["bashir"], opened.activity, date(2026, 11, 21)
    letter = Letter.objects.create(activity=activity, subject="Come", body=f"Dear {NAME}", path="/")
    Invitation.objects.create(letter=letter, activity=activity, person=zebedee, channel="email")
    Notice.objects.create(person=zebedee, kind="news", sentence=f"{NAME} was told.", path="/")
    Notice.objects.create(person=bashir, kind="news", sentence=f"{NAME} promised.", path="/")
    Helper.objects.create(
        person=bashir, helper=zebedee, what="read", consent=NAME, agreed_on=today, until=today
    )
    GuardianConsent.objects.create(
        activity=activity, person=bashir, guardian=NAME, how="form", given_on=today
    )
    Event.objects.create(record=promise, kind="kept", on=today, said=f"Ring {PHONE}.", by=zebedee)
    asked = spaces.create_record(
        partnership=world.partnership, kind="question", title=f"Did {NAME}?", audience="members"
    )
    Question.objects.create(
        record=asked,
        about=promise,
        asked_by=zebedee,
        answer=ADDRESS,
        asked_on=today,
        answer_due=today,
    )
    return zebedee


@pytest.fixture
def promise(world, zebedee):
    record = spaces.create_record(
        partnership=world.partnership,
        kind="commitment",
        title=f"{NAME} mends the lift",
        audience="members",
    )
    people.add_responsibility(viewer=world.viewer("ailsa"), record=record, person=zebedee)
    return record


@pytest.fixture
def letters(settings, tmp_path, zebedee):
    """A letter to them, one about them in an encoding of mail, and one to somebody else."""
    settings.EMAIL_BACKEND = "thegither.config.mail.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    for to, body in (
        (ADDRESS, "Your code"),
        ("b@example.org", f"Ask {NAME} – she’s in"),
        ("c@d.example", "Hi"),
    ):
        EmailMessage("A letter", body, to=[to]).send()
    return tmp_path / "mail"


def forget(world, person, run):
    with run(execute=True):
        return actions.erase_person(viewer=world.viewer("ailsa"), person=person)


def test_nothing_of_a_person_is_left_in_any_table(
    world, everywhere, django_capture_on_commit_callbacks
):
    assert len(tables_with(*EVERYTHING)) >= 10, "else there is little to find"
    forget(world, everywhere, django_capture_on_commit_callbacks)
    assert tables_with(*EVERYTHING) == []
    assert verify_chain(world.partnership.pk).is_intact


def test_only_what_cannot_be_rewritten_still_knows_their_number(
    world, everywhere, django_capture_on_commit_callbacks
):
    """The chain, and what a list brought in, name people by a number that means nothing any more."""
    numbers = (str(everywhere.pk), everywhere.pk.hex)
    forget(world, everywhere, django_capture_on_commit_callbacks)
    assert set(tables_with(*numbers)) <= {"evidence_auditentry", "people_import"}


def test_nothing_is_left_in_the_letters_that_are_kept_as_files(
    world, zebedee, letters, django_capture_on_commit_callbacks
):
    forget(world, zebedee, django_capture_on_commit_callbacks)
    assert len(list(letters.iterdir())) == 1, "the letter to somebody else stays"
    assert files_with(letters, *EVERYTHING) == []


def test_nothing_is_left_in_the_export(
    world, everywhere, tmp_path, django_capture_on_commit_callbacks
):
    forget(world, everywhere, django_capture_on_commit_callbacks)
    export_partnership("kirkbrae", tmp_path / "all.zip", "a long passphrase")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        opened = [archive.read(name) for name in archive.namelist() if name.startswith("open/")]
    texts = b"\n".join(opened).decode(errors="replace").casefold()
    assert not [word for word in EVERYTHING if word.casefold() in texts]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_in_the_files_of_the_database(settings, tmp_path):
    """Rows that were deleted would lie on in free pages and in the write-ahead log."""
    settings.SEAL_DIR = tmp_path / "seals"
    world = build_world()
    person = people.add_person(
        viewer=HOUSE, partnership=world.partnership, name=NAME, email=ADDRESS, phone=PHONE
    )
    actions.erase_person(viewer=world.viewer("ailsa"), person=person)
    assert tables_with(NAME, ADDRESS, PHONE) == []
    assert database_files_with(NAME, ADDRESS, PHONE) == []


def test_what_they_promised_stays_and_is_somebody_s_who_left(
    world, zebedee, promise, django_capture_on_commit_callbacks
):
    forget(world, zebedee, django_capture_on_commit_callbacks)
    promise.refresh_from_db()
    assert promise.title == "somebody who left mends the lift"
    assert Responsibility.objects.get(record=promise).person.name == "Somebody who left"


def test_the_account_goes_and_with_it_every_way_in(
    world, zebedee, django_capture_on_commit_callbacks
):
    account = zebedee.account_id
    assert account
    forget(world, zebedee, django_capture_on_commit_callbacks)
    assert not Account.objects.filter(pk=account).exists()
    assert not Merge.objects.exists()


def test_a_stub_stays_and_the_chain_holds_it(world, zebedee, django_capture_on_commit_callbacks):
    actions.make_request(viewer=world.viewer("ailsa"), person=zebedee, kind=Request.Kind.ERASURE)
    stub = forget(world, zebedee, django_capture_on_commit_callbacks)
    assert stub.rule == Deletion.Rule.ASKED
    assert stub.counts["people.Person"] == 2
    assert stub.counts["people.Membership"] == 2
    assert not Request.objects.exists()
    entry = AuditEntry.objects.get(verb="erase_person")
    assert entry.about == f"deletion:{stub.pk}"


def test_the_salts_of_what_they_did_and_of_what_was_done_to_them_are_gone(
    world, zebedee, django_capture_on_commit_callbacks
):
    names = [f"person:{zebedee.pk}", *(f"membership:{m.pk}" for m in zebedee.memberships.all())]
    forget(world, zebedee, django_capture_on_commit_callbacks)
    named = AuditEntry.objects.filter(about__in=names)
    assert named.count() >= 4
    assert not named.exclude(auditsalt=None).exists()
    assert AuditEntry.objects.exclude(auditsalt=None).exists(), "others keep theirs"


# --- sector and level ----------------------------------------------------------------------------


def test_sector_and_level_stay_where_five_others_share_them(world):
    person = with_peers(world, 5)
    stub = actions.erase_person(viewer=world.viewer("ailsa"), person=person)
    assert (stub.sector, stub.level) == ("voluntary", "executive")


def test_with_four_others_on_their_level_the_level_goes(world):
    person = with_peers(world, 4)
    stub = actions.erase_person(viewer=world.viewer("ailsa"), person=person)
    assert (stub.sector, stub.level) == ("voluntary", "")  # Morag and Catriona are voluntary, too


def with_peers(world, number):
    """Somebody, and so many others who hold the same post."""
    carers = world.organizations["carers"]
    post = people.add_post(viewer=HOUSE, organization=carers, label="Trustee", level="executive")
    for each in range(number + 1):
        person = people.add_person(
            viewer=HOUSE, partnership=world.partnership, name=f"Trustee {each}"
        )
        people.add_membership(
            viewer=HOUSE, person=person, organization=carers, post=post, valid_from=date(2024, 1, 1)
        )
    return person


def test_a_notice_names_them_no_more(world, zebedee, prepared):
    people.give_seat(viewer=HOUSE, person=zebedee, duty="coordinator")
    notice = actions.put_notice_in_force(activity=prepared.activity)
    assert notice.whom_to_ask == f"Ailsa, {NAME}"
    people.withdraw_seat(viewer=HOUSE, seat=zebedee.seats.get())
    actions.erase_person(viewer=world.viewer("ailsa"), person=zebedee)
    notice.refresh_from_db()
    assert notice.whom_to_ask == "Ailsa, somebody who left"


# --- names that are not theirs alone -------------------------------------------------------------


def test_a_name_that_somebody_else_bears_stays_in_texts(world, zebedee, promise):
    people.add_person(viewer=HOUSE, partnership=world.partnership, name=NAME)
    actions.erase_person(viewer=world.viewer("ailsa"), person=zebedee)
    promise.refresh_from_db()
    assert promise.title == f"{NAME} mends the lift"


def test_a_name_of_one_word_is_taken_for_a_word(world):
    record = spaces.create_record(
        partnership=world.partnership,
        kind="issue",
        title="Grace under pressure",
        audience="members",
    )
    grace = people.add_person(viewer=HOUSE, partnership=world.partnership, name="Grace")
    actions.erase_person(viewer=world.viewer("ailsa"), person=grace)
    record.refresh_from_db()
    assert record.title == "Grace under pressure"


# --- duties --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ailsa", "effie", "morag"])
def test_who_carries_a_duty_hands_it_on_first(world, name):
    with pytest.raises(StillOnDuty, match="still carries a duty"):
        actions.erase_person(viewer=world.viewer("ailsa"), person=world.people[name])
    assert Person.objects.filter(pk=world.people[name].pk).exists()


def test_the_entry_for_those_who_left_stays(world, zebedee, promise):
    actions.erase_person(viewer=world.viewer("ailsa"), person=zebedee)
    nobody = Responsibility.objects.get(record=promise).person
    with pytest.raises(StillOnDuty, match="everybody who was forgotten"):
        actions.erase_person(viewer=world.viewer("ailsa"), person=nobody)
    assert Responsibility.objects.filter(record=promise).exists()


# --- answers under a seal ------------------------------------------------------------------------


def test_votes_in_an_open_conversation_go(world, opened):
    bashir = world.people["bashir"]
    voter, statements = voter_of(world.viewer("bashir"), opened), list(opened.statements.all())
    conversations.cast_votes(voter=voter, choices={s.pk: 1 for s in statements})
    conversations.cast_vote(voter=guest_of(opened, "guest"), statement=statements[0].pk, choice=1)
    conversations.write_statement(voter=voter, text="A garden would help.")
    stub = actions.erase_person(viewer=world.viewer("ailsa"), person=bashir)
    assert Vote.objects.count() == 1
    assert not Statement.objects.filter(text="A garden would help.").exists()
    assert stub.counts["open_votes"] == len(statements)


def test_votes_in_a_closed_conversation_stay_and_count(world, busy, close):
    closed = close(busy)
    conversation_tasks.tick()
    before = Vote.objects.count()
    actions.erase_person(viewer=world.viewer("ailsa"), person=world.people["bashir"])
    assert Vote.objects.count() == before
    assert closed.landscapes.exists()


def test_an_accepted_statement_stays_and_leads_to_nobody(world, opened):
    voter = voter_of(world.viewer("bashir"), opened)
    statement = conversations.write_statement(voter=voter, text="A garden would help.")
    conversations.moderate_statement(
        viewer=world.viewer("morag"), statement=statement, verdict="accept"
    )
    actions.erase_person(viewer=world.viewer("ailsa"), person=world.people["bashir"])
    statement.refresh_from_db()
    assert statement.author == ""


def test_conversations_of_another_partnership_are_not_looked_at(world, keys):
    prepare(world)
    actions.erase_person(viewer=HOUSE, person=_una_of(world.elsewhere))
    assert verify_chain(world.elsewhere.pk).is_intact


def _una_of(partnership):
    return people.add_person(viewer=HOUSE, partnership=partnership, name="Una Quill")
