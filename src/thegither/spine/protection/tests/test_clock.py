"""A clock that really deletes: what is due goes from every table and file, its results and a stub stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.world import build_world
from tests.world_conversations import fill, prepare

from thegither.capabilities.conversations import actions as conversations
from thegither.capabilities.conversations import tasks as conversation_tasks
from thegither.capabilities.conversations.models import Landscape, Participant, Statement, Vote
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.spine.contact.models import Invitation, Letter, Notice
from thegither.spine.evidence.models import AuditEntry, Release
from thegither.spine.evidence.verify import state_is, verify_chain
from thegither.spine.people import actions as people
from thegither.spine.people.models import Person
from thegither.spine.protection import actions, clock, tasks
from thegither.spine.protection.actions.keeping import stub_state
from thegither.spine.protection.errors import CannotExtend
from thegither.spine.protection.models import Deletion
from thegither.spine.protection.tests.dump import database_files_with, tables_with
from thegither.spine.spaces.visibility import HOUSE
from thegither.spine.young.models import GuardianConsent

MARKER = "marmalade-lighthouse-7741"
CLOSED = datetime(2026, 11, 21, 12, tzinfo=UTC)
LAST_DAY = date(2028, 11, 21)


def on(day):
    return time_machine.travel(datetime.combine(day, datetime.min.time(), UTC), tick=False)


def run_the_clock(partnership):
    for work in tasks.due_in(partnership):
        work()


@pytest.fixture
def over(world, keys, close):
    """Closed on 21 November 2026, with a statement that no moderator let through."""
    with time_machine.travel(CLOSED, tick=False):
        return _held(world, close)


def _held(world, close):
    conversation = conversations.open_conversation(
        viewer=world.viewer("ailsa"), conversation=prepare(world)
    )
    fill(conversation)
    voter = voter_of(world.viewer("bashir"), conversation)
    conversations.write_statement(voter=voter, text=f"We want a {MARKER}.")
    conversation = close(conversation)
    conversation_tasks.tick()
    return conversation


def test_nothing_goes_on_the_last_day(world, over):
    with on(LAST_DAY):
        run_the_clock(world.partnership)
    assert Vote.objects.exists()


def test_on_the_next_day_single_answers_go_and_results_stay(world, over):
    with on(LAST_DAY + timedelta(days=1)):
        run_the_clock(world.partnership)
    assert not Vote.objects.exists()
    assert not Participant.objects.exists()
    assert tables_with(MARKER) == []
    assert Landscape.objects.get().result["counts"]["people"] == 36
    assert Release.objects.filter(activity=over.activity_id).exists()
    assert Statement.objects.count() == 8
    assert verify_chain(world.partnership.pk).is_intact


def test_the_results_page_is_the_same_afterwards(world, over):
    address = f"/kirkbrae/conversations/{over.pk}/results/"
    before = world.client("bashir").get(address).content.decode()
    with on(LAST_DAY + timedelta(days=1)):
        run_the_clock(world.partnership)
        after = world.client("bashir").get(address).content.decode()
    assert _without_tokens(after) == _without_tokens(before)


def _without_tokens(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_stub_says_what_went_when_and_why_and_the_chain_holds_it(world, over):
    votes = Vote.objects.count()
    with on(LAST_DAY + timedelta(days=1)):
        run_the_clock(world.partnership)
    stub = Deletion.objects.get()
    assert stub.counts == {"participants": 36, "votes": votes, "statements_not_accepted": 1}
    assert (stub.deleted_on, stub.rule) == (date(2028, 11, 22), "activity_over")
    assert state_is(AuditEntry.objects.get(verb="delete_rows"), stub_state(stub)) is True


def test_who_was_asked_and_whose_guardian_agreed_goes_too(world, over):
    bashir = world.people["bashir"]
    letter = Letter.objects.create(
        activity=over.activity, subject="Come", body="Dear all", path="/"
    )
    Invitation.objects.create(letter=letter, activity=over.activity, person=bashir, channel="email")
    GuardianConsent.objects.create(
        activity=over.activity, person=bashir, guardian="Una", how="form", given_on=CLOSED.date()
    )
    with on(LAST_DAY + timedelta(days=1)):
        run_the_clock(world.partnership)
    assert not any(model.objects.exists() for model in (Invitation, Letter, GuardianConsent))


def test_the_clock_deletes_once(world, over):
    with on(LAST_DAY + timedelta(days=1)):
        run_the_clock(world.partnership)
        run_the_clock(world.partnership)
    assert Deletion.objects.count() == 1


def test_what_is_still_open_has_no_last_day(world, busy):
    assert clock.keeping_of(busy.activity).until is None
    with on(date(2040, 1, 1)):
        run_the_clock(world.partnership)
    assert Vote.objects.exists()


def test_a_notice_can_set_a_shorter_time(world, over):
    texts = "asks why basis seen_while_open seen_after whom_to_ask".split()
    notice = over.activity.notices.get()
    actions.write_notice(
        viewer=world.viewer("ailsa"),
        activity=over.activity,
        changed_because="Two years are longer than we need.",
        keep_months=6,
        **{name: getattr(notice, name) for name in texts},
    )
    assert clock.keeping_of(over.activity).until == date(2027, 5, 21)


# --- seen before, and kept longer ----------------------------------------------------------------


def test_the_coordinator_sees_what_goes_within_thirty_days(world, over):
    page = "/kirkbrae/protection/"
    with on(LAST_DAY - timedelta(days=31)):
        assert "single answers, after" not in world.client("ailsa").get(page).content.decode()
    with on(LAST_DAY - timedelta(days=29)):
        shown = world.client("ailsa").get(page).content.decode()
    assert "single answers, after 21 November 2028" in shown


def test_kept_longer_with_a_written_reason(world, over):
    with on(LAST_DAY - timedelta(days=5)):
        address = f"/kirkbrae/protection/keep/{over.activity_id}/"
        world.client("ailsa").post(address, {"until": "2029-01-31", "reason": "An inquiry."})
    with on(LAST_DAY + timedelta(days=1)):
        run_the_clock(world.partnership)
        assert Vote.objects.exists()
        notice = world.client("bashir").get(f"/kirkbrae/protection/notice/{over.activity_id}/")
        assert "because: An inquiry." in notice.content.decode()
    with on(date(2029, 2, 1)):
        run_the_clock(world.partnership)
        assert not Vote.objects.exists()
    assert AuditEntry.objects.filter(verb="extend_keeping").count() == 1


@pytest.mark.parametrize(
    ("until", "reason"), [(date(2020, 1, 1), "An inquiry."), (date(2099, 1, 1), "  ")]
)
def test_not_without_a_reason_and_a_later_day(world, over, until, reason):
    with pytest.raises(CannotExtend):
        actions.extend_keeping(
            viewer=world.viewer("ailsa"),
            partnership=world.partnership,
            activity=over.activity,
            until=until,
            reason=reason,
        )


# --- people who left -----------------------------------------------------------------------------


@pytest.fixture
def una(world):
    """Left Elsewhere, which is not made up, on 31 March 2025."""
    una = people.add_person(
        viewer=HOUSE, partnership=world.elsewhere, name="Una Quill", email="una@elsewhere.example"
    )
    body = people.add_organization(
        viewer=HOUSE, partnership=world.elsewhere, name="Elsewhere Carers", sector="voluntary"
    )
    people.add_membership(viewer=HOUSE, person=una, organization=body, valid_from=date(2020, 1, 1))
    people.leave_partnership(
        viewer=HOUSE, person=una, reason="A post elsewhere.", on=date(2025, 4, 1)
    )
    return una


def test_a_year_after_somebody_left_the_register_forgets_them(world, una):
    with on(date(2026, 3, 31)):
        run_the_clock(world.elsewhere)
        assert Person.objects.filter(pk=una.pk).exists()
    with on(date(2026, 4, 1)):
        run_the_clock(world.elsewhere)
    assert tables_with("Una Quill", "una@elsewhere.example") == []
    assert Deletion.objects.get().rule == Deletion.Rule.LEFT
    assert Person.objects.filter(name="Duncan").exists(), "who is still there stays"


def test_who_came_back_is_not_forgotten(world, una):
    membership = una.memberships.get()
    people.add_membership(viewer=HOUSE, person=una, organization=membership.organization)
    with on(date(2030, 1, 1)):
        run_the_clock(world.elsewhere)
    assert Person.objects.filter(pk=una.pk).exists()


def test_a_register_entry_can_be_kept_longer(world, una):
    with on(date(2026, 3, 20)):
        (leaver,) = clock.leavers(world.elsewhere)
        assert leaver.is_due_soon
        actions.extend_keeping(
            viewer=HOUSE,
            partnership=world.elsewhere,
            person=una,
            until=date(2027, 1, 1),
            reason="Her expenses are not settled.",
        )
        (leaver,) = clock.leavers(world.elsewhere)
        assert not leaver.is_due_soon
    with on(date(2026, 12, 31)):
        run_the_clock(world.elsewhere)
    assert Person.objects.filter(pk=una.pk).exists()


# --- letters, notices, and all of it in the running house ----------------------------------------


def test_letters_on_disk_and_notices_go_after_ninety_days(world, settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    (tmp_path / "one.log").write_text("To: somebody\n\nHello")
    told = timezone.localdate()
    Notice.objects.create(
        person=world.people["bashir"], kind="news", sentence="A thing.", path="/", made_on=told
    )
    for days, is_there in ((89, True), (92, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            for work in tasks.due():
                work()
        assert (tmp_path / "one.log").exists() is is_there
        assert Notice.objects.exists() is is_there


@pytest.mark.django_db(transaction=True)
def test_what_the_clock_deleted_is_in_no_file_of_the_database(settings, tmp_path):
    """With nothing around it: a real worker, real commits, and the bytes on the disk."""
    settings.SEAL_DIR = tmp_path / "seals"
    with time_machine.travel(CLOSED, tick=False):
        world = build_world()
        conversation = _held(world, _closing(world))
    assert tables_with(MARKER) == ["conversations_statement"]
    with on(LAST_DAY + timedelta(days=1)):
        for work in tasks.due():
            work()
    assert tables_with(MARKER) == []
    assert database_files_with(MARKER) == []
    assert not Vote.objects.filter(participant__conversation=conversation).exists()


def _closing(world):
    return lambda conversation: conversations.close_conversation(
        viewer=world.viewer("ailsa"), conversation=conversation
    )
