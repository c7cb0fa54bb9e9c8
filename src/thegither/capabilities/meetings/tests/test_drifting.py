"""A partner that stays away is told first and alone; others learn of it when it has answered."""

import pytest
from django.urls import reverse
from tests.world_meetings import year_without_the_carers

from thegither.capabilities.meetings import actions, activity, tasks
from thegither.capabilities.meetings.models import Attendance, EarlyWord
from thegither.capabilities.meetings.queries.drifting import falls
from thegither.spine.contact.models import Notice
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.spaces.models import Record

ANSWER = "Two of us have left."


@pytest.fixture
def word(world) -> EarlyWord:
    year_without_the_carers(world)
    [word] = actions.watch_partners(partnership=world.partnership)
    return word


def address(word):
    return reverse("meetings:early_word", args=["kirkbrae", word.pk])


def test_the_fall_is_dated_and_shown_before_and_since(world):
    year_without_the_carers(world)
    [fall] = falls(world.partnership)
    assert fall.organization == world.organizations["carers"].pk
    shares = [figure.value for label, figure in fall.figures if "filled" in label]
    assert shares == [pytest.approx(19 / 24), 0.0]


def test_a_second_look_says_nothing_more(world, word):
    assert not actions.watch_partners(partnership=world.partnership)
    tasks_left = [work() for work in tasks.due()]
    assert not tasks_left


def test_only_people_of_the_partner_see_it_before_it_has_answered(world, word):
    assert world.client("catriona").get(address(word)).status_code == 200
    for name in ("ailsa", "bashir", "effie"):
        assert world.client(name).get(address(word)).status_code == 404
    name = world.organizations["carers"].name
    index = world.client("ailsa").get(reverse("meetings:index", args=["kirkbrae"]))
    assert f"Less of {name}" not in index.content.decode()
    assert not activity.findings(world.partnership).exists()


def test_those_who_sit_there_are_told_and_nobody_else(world, word):
    told = Notice.objects.filter(kind="early_word")
    assert [notice.person for notice in told] == [world.people["catriona"]]
    assert world.organizations["carers"].name not in told.get().sentence


def test_the_chain_tells_that_a_word_was_said_and_not_to_whom(world, word):
    entry = AuditEntry.objects.get(verb="say_early_word")
    assert entry.about == f"early_word:{word.pk}"


def test_when_it_has_answered_coordinators_see_it_and_other_partners_do_not(world, word):
    client = world.client("catriona")
    assert client.post(address(word), {"answer": " "}).status_code == 422
    assert client.post(address(word), {"answer": ANSWER}).status_code == 302

    assert ANSWER in world.client("ailsa").get(address(word)).content.decode()
    assert world.client("bashir").get(address(word)).status_code == 404
    finding = activity.findings(world.partnership).get()
    assert finding.about == [f"organization:{word.organization_id}"]
    seen = {
        name: Record.objects.visible_to(world.viewer(name)).filter(finding=finding).exists()
        for name in ("ailsa", "bashir", "effie")
    }
    assert seen == {"ailsa": True, "bashir": False, "effie": False}


def test_it_is_answered_once_and_only_by_that_partner(world, word):
    world.client("bashir").post(address(word), {"answer": ANSWER})
    word.refresh_from_db()
    assert not word.answered_on
    viewer = world.viewer("catriona")
    actions.answer_early_word(viewer=viewer, word=word, answer=ANSWER)
    with pytest.raises(actions.AnsweredAlready):
        actions.answer_early_word(viewer=viewer, word=word, answer=ANSWER)


def test_everybody_there_is_asked_until_one_has_answered(world, word):
    def asked(name):
        return [ask.url for ask in activity.asks(world.viewer(name), world.partnership)]

    assert address(word) in asked("catriona") and address(word) in asked("morag")
    assert address(word) not in asked("bashir")
    actions.answer_early_word(viewer=world.viewer("morag"), word=word, answer=ANSWER)
    assert address(word) not in asked("catriona")


def test_a_steady_year_and_a_short_one_say_nothing(world):
    assert not falls(world.partnership)
    year_without_the_carers(world)
    came = Attendance.objects.filter(organization=world.organizations["carers"])
    came.update(came=Attendance.Came.SELF)
    assert not falls(world.partnership)
