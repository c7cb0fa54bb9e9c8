"""Answering with help: a count, a named helper, a paper form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thegither.capabilities.conversations import actions, activity
from thegither.capabilities.conversations.models import Participant, Vote
from thegither.capabilities.conversations.queries.results import coverage_of
from thegither.capabilities.conversations.queries.taking_part import has_answered, voter_of
from thegither.spine.contact import actions as contact
from thegither.spine.contact.errors import WrongHelp
from thegither.spine.contact.invited import sheet_code
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import how_many_had_help
from thegither.spine.people.rules import allows

TODAY = timezone.localdate


def agreement(what="answer", **changed):
    said = {"what": what, "consent": "Said so on the phone", "agreed_on": TODAY()}
    return contact.Agreement(**said | {"until": TODAY() + timedelta(days=30)} | changed)


@pytest.fixture
def helper(world):
    """Bashir may answer in Catriona's name."""
    return contact.name_helper(
        viewer=world.viewer("catriona"), person=world.people["catriona"],
        helper=world.people["bashir"], agreement=agreement(),
    )  # fmt: skip


def page(conversation, name, *more):
    return reverse(f"conversations:{name}", args=["kirkbrae", conversation.pk, *more])


# --- who may name, end, and answer --------------------------------------------------------------
#        name a helper for Catriona   end that help   see and use the page of answering for her
RIGHTS = {
    "catriona": (True, True, False),
    "ailsa": (True, True, False),
    "bashir": (False, False, True),
    "morag": (False, False, False),
    "effie": (False, False, False),
    "duncan": (False, False, False),
    "nobody": (False, False, False),
}


@pytest.mark.parametrize("name", RIGHTS)
def test_rights_of_helping(world, opened, helper, name):
    viewer = world.viewer(name)
    answers = world.client(name).get(page(opened, "helper_vote", helper.pk)).status_code == 200
    assert RIGHTS[name] == (
        allows("contact.name_helper", viewer, world.people["catriona"]),
        allows("contact.end_help", viewer, helper),
        answers,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"what": "read"},
        {"ended_on": TODAY()},
        {"until": TODAY() - timedelta(days=1), "agreed_on": TODAY() - timedelta(days=9)},
    ],
)
def test_only_standing_leave_to_answer_opens_the_door(world, opened, helper, change):
    Helper.objects.filter(pk=helper.pk).update(**change)
    answer = world.client("bashir").get(page(opened, "helper_vote", helper.pk))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"consent": "  "}, "consent"),
        ({"until": TODAY() - timedelta(days=1)}, "until"),
        ({"until": TODAY() + timedelta(days=400)}, "until"),
        ({"agreed_on": TODAY() + timedelta(days=1)}, "agreed_on"),
    ],
)
def test_help_rests_on_consent_and_has_an_end(world, changed, field):
    with pytest.raises(WrongHelp) as wrong:
        contact.name_helper(
            viewer=world.viewer("ailsa"), person=world.people["catriona"],
            helper=world.people["bashir"], agreement=agreement(**changed),
        )  # fmt: skip
    assert wrong.value.field == field
    assert not Helper.objects.exists()


def test_named_on_the_page_and_ended_by_one_press(world):
    address = reverse("contact:helpers", args=["kirkbrae", world.people["catriona"].pk])
    until = TODAY() + timedelta(days=30)
    said = {
        "helper": world.people["bashir"].pk, "what": "answer", "consent": "Signed a note",
        "agreed_on": TODAY().isoformat(), "until": until.isoformat(),
    }  # fmt: skip
    catriona = world.client("catriona")
    assert catriona.post(address, said | {"until": ""}).status_code == 422
    catriona.post(address, said)
    helper = Helper.objects.get()
    assert world.client("morag").get(address).status_code == 403
    catriona.post(reverse("contact:end_help", args=["kirkbrae", helper.pk]))
    helper.refresh_from_db()
    assert helper.ended_on == TODAY()


def test_both_are_told(world, helper):
    told = set(helper.person.notices.values_list("sentence", flat=True))
    told |= set(helper.helper.notices.values_list("sentence", flat=True))
    assert told == {
        "Bashir may help you now: to answer in their name.",
        "You may help Catriona now: to answer in their name.",
    }


# --- answering for somebody ---------------------------------------------------------------------
def test_the_answer_counts_as_catrionas_and_the_page_says_so(world, opened, helper):
    bashir = world.client("bashir")
    address = page(opened, "helper_vote", helper.pk)
    assert "You are answering for Catriona" in bashir.get(address).text
    bashir.post(address, {"statement": opened.statements.get(number=1).pk, "choice": "1"})
    assert has_answered(voter_of(world.viewer("catriona"), opened))
    assert not has_answered(voter_of(world.viewer("bashir"), opened))
    assert (
        "You are answering for Catriona" in bashir.get(page(opened, "helper_add", helper.pk)).text
    )


def test_what_catriona_said_before_stays_and_is_not_shown(world, opened, helper):
    own = voter_of(world.viewer("catriona"), opened)
    first = opened.statements.get(number=1)
    actions.cast_vote(voter=own, statement=first.pk, choice=-1)
    bashir, address = world.client("bashir"), page(opened, "helper_vote", helper.pk)
    answer = bashir.post(address, {"statement": first.pk, "choice": "1"})
    assert "answered before" in answer.text
    assert Vote.objects.get(participant__pseudonym=own.pseudonym).choice == -1
    text = bashir.get(address).text
    assert first.text not in text
    assert "change your votes" not in text


def test_there_is_no_page_of_earlier_answers_for_a_helper(world, opened, helper):
    guessed = page(opened, "helper_vote", helper.pk).replace("/vote/", "/yours/")
    assert world.client("bashir").get(guessed).status_code == 404


def test_a_helper_is_asked_on_the_home_page_until_it_is_answered(world, opened, helper):
    titles = [ask.title for ask in activity.asks(world.viewer("bashir"), world.partnership)]
    assert "For Catriona: How do we look after carers?" in titles
    actions.cast_vote(
        voter=voter_of(world.viewer("catriona"), opened),
        statement=opened.statements.get(number=1).pk,
        choice=1,
    )
    titles = [ask.title for ask in activity.asks(world.viewer("bashir"), world.partnership)]
    assert "For Catriona: How do we look after carers?" not in titles


# --- somebody helped me -------------------------------------------------------------------------
def test_help_is_counted_once_in_a_browser(world, opened):
    catriona = world.client("catriona")
    for _again in range(3):
        catriona.post(page(opened, "helped"))
    assert how_many_had_help(opened.activity) == 1
    assert "You said that somebody helped you" in catriona.get(page(opened, "vote")).text


def test_nothing_joins_help_to_an_answer(opened):
    for model in (Participant, Vote):
        assert not any("help" in field.name for field in model._meta.get_fields())


@pytest.mark.parametrize(("count", "is_shown"), [(0, True), (3, False), (7, True), (36, False)])
def test_how_many_had_help_is_hidden_where_one_could_guess(busy, close, count, is_shown):
    """Thirty-seven took part: a few with help, or a few without, would be found by asking round."""
    for _one in range(count):
        contact.count_help(activity=busy.activity)
    figure = coverage_of(close(busy)).had_help
    assert bool(figure.suppressed) is not is_shown
    assert figure.value == (count if is_shown else None)


# --- on paper -----------------------------------------------------------------------------------
@pytest.fixture
def invited(world, opened):
    [invitation] = contact.invite(
        viewer=world.viewer("ailsa"), activity=opened.activity, people=[world.people["catriona"]],
        words=contact.Words("Your view", "Dear {name}", path="/kirkbrae/"),
    )  # fmt: skip
    return invitation


def test_a_sheet_with_a_code_counts_as_its_person(world, opened, invited):
    code = sheet_code(invited)
    ailsa = world.client("ailsa")
    assert code in ailsa.get(page(opened, "print_sheets")).text
    typed = {"sheet": code.lower(), "choice_1": "1", "choice_2": "-1", "helped": "on"}
    for _again in range(2):
        ailsa.post(page(opened, "paper"), typed)
    assert has_answered(voter_of(world.viewer("catriona"), opened))
    assert Participant.objects.filter(conversation=opened).count() == 1
    assert how_many_had_help(opened.activity) == 1


def test_a_sheet_numbered_by_hand_counts_as_somebody_else(world, opened, invited):
    world.client("ailsa").post(page(opened, "paper"), {"sheet": "S1", "choice_1": "1"})
    assert not has_answered(voter_of(world.viewer("catriona"), opened))
    assert Participant.objects.filter(conversation=opened).count() == 1


def test_the_typing_in_page_says_that_whoever_types_sees_it(world, opened):
    assert "Whoever types a sheet sees how somebody voted" in world.client("morag").get(
        page(opened, "paper")
    ).text.replace("\n", " ")
