"""What people are told: filled in from the settings, dated when it opens, and never changed unseen."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from tests.browser.pages import VISITS
from tests.world_conversations import prepare

from thegither.capabilities.conversations import actions as conversations
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.protection import actions
from thegither.spine.protection.bases import IN_PLAIN_WORDS
from thegither.spine.protection.errors import NoticeInForce
from thegither.spine.protection.models import Basis, PrivacyNotice
from thegither.spine.protection.notices import notice_of, versions

TEXTS = "asks why basis seen_while_open seen_after keep_months whom_to_ask".split()
ANSWERING = {"conversation", "vote", "yours", "guest_conversation", "guest_vote", "guest_yours"}


def texts_of(notice, **changed):
    return {name: getattr(notice, name) for name in TEXTS} | changed


def read(world, who, activity):
    address = reverse("protection:notice", args=["kirkbrae", activity.pk])
    return world.client(who).get(address).content.decode()


def test_a_notice_is_filled_in_from_the_kind_and_its_settings(world, prepared):
    notice = notice_of(prepared.activity)
    assert not PrivacyNotice.objects.exists(), "nothing is stored by reading"
    assert prepared.question in notice.why
    assert (notice.basis, notice.keep_months) == (Basis.PUBLIC_TASK, 24)
    assert "Ailsa" in notice.whom_to_ask
    assert "Anyone with the link" in notice.asks


def test_the_page_answers_each_question_that_the_law_asks(world, opened):
    page = read(world, "bashir", opened.activity)
    for part in ("Public task", "in the public interest", "2 years after it has closed",
                 "Kirkbrae Council", "joint controllers", "ico.org.uk/make-a-complaint",
                 "no longer once it has closed",
                 "freedom-of-information"):  # fmt: skip
        assert part in page, part


def test_each_basis_is_explained_in_one_sentence_or_two():
    assert set(IN_PLAIN_WORDS) == set(Basis)


def test_before_it_opens_there_is_one_draft_without_a_date(world, prepared):
    ailsa, activity = world.viewer("ailsa"), prepared.activity
    for months in (6, 12):
        texts = texts_of(notice_of(activity), keep_months=months)
        actions.write_notice(viewer=ailsa, activity=activity, **texts)
    notice = PrivacyNotice.objects.get()
    assert (notice.number, notice.in_force_since, notice.keep_months) == (1, None, 12)


def test_on_the_day_it_opens_the_notice_gets_its_date(world, prepared):
    with time_machine.travel("2026-12-01 10:00"):
        conversations.open_conversation(viewer=world.viewer("ailsa"), conversation=prepared)
    notice = PrivacyNotice.objects.get()
    assert (notice.number, notice.in_force_since) == (1, date(2026, 12, 1))


def test_a_later_change_is_a_new_version_and_the_earlier_stays_readable(world, opened):
    before = notice_of(opened.activity)
    actions.write_notice(
        viewer=world.viewer("ailsa"),
        activity=opened.activity,
        changed_because="The board asked for it.",
        **texts_of(before, why="Another reason altogether."),
    )
    page = read(world, "bashir", opened.activity)
    assert "Another reason altogether." in page
    assert "The board asked for it." in page
    old = reverse("protection:notice_version", args=["kirkbrae", opened.activity_id, 1])
    shown = world.client("bashir").get(old).content.decode()
    assert "Another reason altogether." not in shown
    assert "There is a newer one." in shown
    assert [each.number for each in versions(opened.activity)] == [2, 1]
    assert AuditEntry.objects.filter(verb="write_notice").count() == 1


def test_a_notice_in_force_does_not_change_without_a_reason(world, opened):
    with pytest.raises(NoticeInForce, match="Write why it changes"):
        actions.write_notice(
            viewer=world.viewer("ailsa"),
            activity=opened.activity,
            **texts_of(notice_of(opened.activity), why="Quietly another."),
        )
    address = reverse("protection:write_notice", args=["kirkbrae", opened.activity_id])
    answer = world.client("ailsa").post(address, texts_of(notice_of(opened.activity)))
    assert answer.status_code == 422
    assert PrivacyNotice.objects.count() == 1


@pytest.mark.parametrize(
    "visit",
    [v for v in VISITS if v.name.removeprefix("conversations:") in ANSWERING and not v.clicks],
    ids=lambda visit: f"{visit.name}-{visit.who}",
)
def test_wherever_somebody_answers_the_notice_is_one_press_away(world, keys, visit):
    page = world.client(visit.who).get(visit.address(world)).content.decode()
    assert "/kirkbrae/protection/notice/" in page


def test_a_guest_reads_the_notice_of_what_is_open_to_anybody(world, keys):
    conversation = prepare(world)
    address = reverse("protection:notice", args=["kirkbrae", conversation.activity_id])
    assert world.client("nobody").get(address).status_code == 302, "no news before it opens"
    conversations.open_conversation(viewer=world.viewer("ailsa"), conversation=conversation)
    page = world.client("nobody").get(address)
    assert "Anyone with the link may take part." in page.content.decode()
