"""The pages of a conversation: without JavaScript, with it, for guests, and with wrong input."""

import re

import pytest
from django.urls import reverse

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.models import (
    Conversation,
    ImportJob,
    Participant,
    Statement,
    Vote,
)
from thegither.capabilities.conversations.queries.taking_part import voter_of, votes_of


def at(name: str, conversation: Conversation, *more: object) -> str:
    return reverse(f"conversations:{name}", args=["kirkbrae", conversation.pk, *more])


def guest_at(name: str, conversation: Conversation) -> str:
    return reverse(f"conversations:guest_{name}", args=["kirkbrae", conversation.link_token])


def asked_on(page) -> str:
    """The statement a voting page asks about."""
    return re.search(r'name="statement" value="([0-9a-f-]{36})"', page.text).group(1)


# --- voting ---------------------------------------------------------------------------------------


def test_without_javascript_a_vote_leads_on_to_the_next_statement(world, opened):
    browser = world.client("bashir")
    first = asked_on(browser.get(at("vote", opened)))
    answer = browser.post(at("vote", opened), {"statement": first, "choice": "1"})
    assert (answer.status_code, answer.url) == (302, f"{at('vote', opened)}?voted=1")
    page = browser.get(answer.url)
    assert "Your vote was recorded. 7 statements left." in page.text
    assert asked_on(page) != first


def test_with_htmx_only_the_card_comes_back_and_the_status_is_spoken(world, opened):
    browser = world.client("bashir")
    first = asked_on(browser.get(at("vote", opened)))
    answer = browser.post(
        at("vote", opened), {"statement": first, "choice": "-1"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'role="status"' in answer.text
    assert "7 statements left" in answer.text
    assert len(answer.content) < 5_000


def test_a_reload_asks_the_same_statement(world, opened):
    browser = world.client("bashir")
    assert asked_on(browser.get(at("vote", opened))) == asked_on(browser.get(at("vote", opened)))


def test_when_all_is_answered_the_page_says_so(world, opened):
    browser = world.client("bashir")
    for key in opened.statements.values_list("pk", flat=True):
        browser.post(at("vote", opened), {"statement": key, "choice": "0"})
    assert "You have answered every statement" in browser.get(at("vote", opened)).text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"statement": "not one", "choice": "1"},
        {"statement": "00000000-0000-0000-0000-000000000000", "choice": "1"},
        {"choice": "1"},
        {"statement": "first", "choice": "7"},
        {"statement": "first", "choice": "yes"},
    ],
)
def test_what_is_no_vote_is_said_so_and_not_stored(world, opened, body):
    first = str(opened.statements.get(number=1).pk)
    body = {name: first if value == "first" else value for name, value in body.items()}
    answer = world.client("bashir").post(at("vote", opened), body)
    assert answer.status_code == 422
    assert not Vote.objects.exists()
    assert not Participant.objects.exists()


def test_a_vote_can_be_changed_from_the_list_of_own_votes(world, opened):
    browser, key = world.client("bashir"), opened.statements.get(number=1).pk
    browser.post(at("vote", opened), {"statement": key, "choice": "1"})
    page = browser.get(at("yours", opened))
    assert page.text.count('aria-pressed="true"') == 1
    back = browser.post(at("vote", opened), {"statement": key, "choice": "-1", "change": "1"})
    assert back.url == f"{at('yours', opened)}?voted=1"
    assert votes_of(voter_of(world.viewer("bashir"), opened)) == {key: -1}


def test_nobody_sees_anothers_votes(world, opened):
    key = opened.statements.get(number=1).pk
    world.client("bashir").post(at("vote", opened), {"statement": key, "choice": "1"})
    assert "You have not voted yet" in world.client("catriona").get(at("yours", opened)).text


def test_voting_keeps_no_session_and_sets_no_cookie_about_the_vote(world, opened):
    browser, key = world.client("bashir"), opened.statements.get(number=1).pk
    answer = browser.post(at("vote", opened), {"statement": key, "choice": "1"})
    assert not {"messages", "sessionid"} & set(answer.cookies)


def test_a_vote_needs_the_token_of_its_own_page(world, opened):
    browser = world.client("bashir", enforce_csrf_checks=True)
    key = opened.statements.get(number=1).pk
    answer = browser.post(at("vote", opened), {"statement": key, "choice": "1"})
    assert answer.status_code == 403
    assert not Vote.objects.exists()


@pytest.mark.parametrize("page", ["vote", "yours", "add"])
def test_after_closing_the_pages_for_taking_part_say_so(world, closed, page):
    answer = world.client("bashir").get(at(page, closed))
    assert answer.status_code == 409
    assert "This conversation is closed" in answer.text


@pytest.mark.parametrize("page", ["vote", "yours", "add"])
def test_whoever_is_not_signed_in_is_asked_to_sign_in(world, opened, page):
    assert world.client("nobody").get(at(page, opened)).url.startswith("/sign-in/")


# --- statements -----------------------------------------------------------------------------------


def test_a_statement_is_added_and_its_author_told_what_happens(world, opened):
    browser = world.client("bashir")
    answer = browser.post(at("add", opened), {"text": "More buses at night.", "language": "en-gb"})
    assert "A moderator reads your statement" in browser.get(answer.url).text
    assert "waiting for a moderator" in browser.get(at("yours", opened)).text
    assert "More buses" not in world.client("catriona").get(at("vote", opened)).text


@pytest.mark.parametrize("text", ["", " ", "x" * 501])
def test_a_statement_that_cannot_be_added_is_explained(world, opened, text):
    answer = world.client("bashir").post(at("add", opened), {"text": text, "language": "en-gb"})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert opened.statements.count() == 8


@pytest.mark.parametrize("name, who", [("add", "bashir"), ("moderate", "morag")])
def test_boxes_for_free_text_say_that_they_are_not_for_emergencies(world, opened, name, who):
    page = world.client(who).get(at(name, opened))
    assert "not for emergencies" in page.text
    assert "Effie" in page.text


def test_two_moderators_at_once_decide_once(world, opened):
    world.client("bashir").post(at("add", opened), {"text": "More buses.", "language": "gd"})
    decision = {"seen": "waiting", "reason": "off_topic", "words": ""}
    page = at("decide", opened, 9)
    world.client("morag").post(page, decision | {"verdict": "reject"})
    second = world.client("morag")
    told = second.get(second.post(page, decision | {"verdict": "accept"}).url)
    assert "Somebody else has decided about statement 9 already" in told.text
    assert "something else than the question" in told.text
    assert Statement.objects.get(number=9).state == Statement.State.REJECTED


# --- guests ---------------------------------------------------------------------------------------


def test_opening_the_link_does_nothing_until_start_is_pressed(world, opened):
    browser = world.client("nobody")
    page = browser.get(guest_at("conversation", opened))
    assert "Start" in page.text
    assert not any(name.startswith("guest-") for name in page.cookies)
    assert browser.get(guest_at("vote", opened)).url == guest_at("conversation", opened)
    assert not Participant.objects.exists()


def test_a_guest_votes_once_in_one_browser(world, opened):
    browser = world.client("nobody")
    for _ in range(2):
        browser.post(guest_at("conversation", opened))
        page = browser.get(guest_at("vote", opened))
        browser.post(guest_at("vote", opened), {"statement": asked_on(page), "choice": "1"})
    assert Participant.objects.count() == 1
    assert Vote.objects.count() == 2


def test_the_guests_number_is_signed_and_out_of_reach_of_scripts(world, opened):
    answer = world.client("nobody").post(guest_at("conversation", opened))
    (cookie,) = (morsel for name, morsel in answer.cookies.items() if name.startswith("guest-"))
    assert cookie["httponly"]
    assert cookie["path"].endswith(f"/join/{opened.link_token}/")
    forged = world.client("nobody")
    forged.cookies[cookie.key] = "a" * 32
    assert forged.get(guest_at("vote", opened)).url == guest_at("conversation", opened)


def test_a_guessed_link_opens_nothing(world, opened):
    address = reverse("conversations:guest_conversation", args=["kirkbrae", "guessed"])
    assert world.client("nobody").get(address).status_code == 404


def test_a_guest_who_presses_too_often_is_asked_to_wait(world, opened, settings):
    settings.RATELIMIT_ENABLE = True
    browser = world.client("nobody")
    browser.post(guest_at("conversation", opened))
    key = opened.statements.get(number=1).pk
    answers = {
        browser.post(guest_at("vote", opened), {"statement": key, "choice": "1"}).status_code
        for _ in range(62)
    }
    assert answers == {302, 429}


# --- running --------------------------------------------------------------------------------------


def test_from_question_to_results_by_forms_alone(world, keys, django_capture_on_commit_callbacks):
    ailsa = world.client("ailsa")
    form = {
        "question": "What next?",
        "seeds": "One.\nTwo.\n\nTwo.",
        "who": "members",
        "language": "en-gb",
    }
    made = ailsa.post(reverse("conversations:create", args=["kirkbrae"]), form)
    conversation = Conversation.objects.get()
    assert made.url == at("conversation", conversation)
    assert [s.text for s in conversation.statements.all()] == ["One.", "Two."]
    with django_capture_on_commit_callbacks(execute=True):
        ailsa.post(at("open", conversation))
    world.client("bashir").post(
        at("vote", conversation), {"statement": conversation.statements.first().pk, "choice": "1"}
    )
    assert "key is destroyed" in ailsa.get(at("close", conversation)).text
    with django_capture_on_commit_callbacks(execute=True):
        closing = ailsa.post(at("close", conversation))
    assert "being worked out" in ailsa.get(closing.url).text


def test_a_draft_can_be_changed_until_it_opens(world, prepared):
    form = {"question": "What now?", "seeds": "Only one.", "who": "members", "language": "en-gb"}
    world.client("ailsa").post(at("change", prepared), form)
    prepared.refresh_from_db()
    assert (prepared.question, prepared.open_to_link) == ("What now?", False)
    assert prepared.statements.get().text == "Only one."


def test_paper_votes_are_typed_row_by_row(world, opened):
    form = {"sheet": "a-7", "choice_1": "1", "choice_2": "-1", "choice_3": ""}
    answer = world.client("morag").post(at("paper", opened), form)
    assert answer.status_code == 302
    assert sorted(Vote.objects.values_list("statement__number", "choice")) == [(1, 1), (2, -1)]


@pytest.mark.parametrize(
    "form", [{"sheet": "7"}, {"choice_1": "1"}, {"sheet": "§", "choice_1": "1"}]
)
def test_an_unfinished_sheet_is_explained_and_not_stored(world, opened, form):
    assert world.client("morag").post(at("paper", opened), form).status_code == 422
    assert not Vote.objects.exists()


def test_whoever_types_paper_is_told_that_they_see_the_votes(world, opened):
    assert "sees how somebody voted" in world.client("morag").get(at("paper", opened)).text


def test_while_open_everybody_sees_totals_only(world, busy):
    page = world.client("bashir").get(at("conversation", busy))
    assert "37 people" in page.text
    assert world.client("bashir").get(at("results", busy)).status_code == 409


def test_a_members_conversation_is_not_shown_to_others(world, keys):
    from tests.world_conversations import prepare

    conversation = prepare(world, open_to_link=False)
    assert world.client("nobody").get(at("conversation", conversation)).url.startswith("/sign-in/")
    assert world.client("duncan").get(at("conversation", conversation)).status_code == 404


# --- one person, one vote; whoever is asked finds a door ------------------------------------------


def test_a_member_who_opens_the_link_takes_part_as_a_member(world, opened):
    browser = world.client("bashir")
    answer = browser.get(guest_at("conversation", opened), follow=True)
    assert answer.redirect_chain[-1][0] == at("vote", opened)
    assert "You are signed in as a member" in answer.text


def test_a_member_cannot_vote_a_second_time_through_the_link(world, opened):
    guest = world.client("nobody")
    guest.post(guest_at("conversation", opened))
    first = asked_on(guest.get(guest_at("vote", opened)))
    member = world.client("bashir")
    member.cookies.update(guest.cookies)
    member.cookies.update(world.client("bashir").cookies)
    answer = member.post(guest_at("vote", opened), {"statement": first, "choice": "1"})
    assert (answer.status_code, answer.url) == (302, at("vote", opened))
    assert not Vote.objects.exists()


def test_what_is_open_to_anyone_has_a_door_for_anyone(world, opened):
    page = world.client("nobody").get(at("conversation", opened)).text
    assert guest_at("conversation", opened) in page and "Anyone can take part" in page


BLANK = {"question": ""}


# --- mistakes are named ---------------------------------------------------------------------------


def test_an_error_names_the_question_it_is_about(world):
    answer = world.client("ailsa").post(reverse("conversations:create", args=["kirkbrae"]), BLANK)
    assert "Your question: Fill this in: we cannot go on without it." in answer.text


def test_sending_no_file_is_a_mistake_that_starts_no_import(world):
    answer = world.client("ailsa").post(reverse("conversations:import", args=["kirkbrae"]), BLANK)
    assert answer.status_code == 422 and not ImportJob.objects.exists()


def test_a_rejection_without_a_reason_leads_back_to_the_statement(world, opened):
    voter = voter_of(world.viewer("bashir"), opened)
    statement = actions.write_statement(voter=voter, text="Buses should run on Sundays.")
    body = {"verdict": "reject", "seen": "waiting", "reason": "", "words": ""}
    browser = world.client("morag")
    answer = browser.post(at("decide", opened, statement.number), body)
    assert answer.url.endswith(f"#decide-{statement.number}")
    assert f"Statement {statement.number}: Give a reason" in browser.get(answer.url).text


def test_one_press_in_the_queue_hides_a_text_and_tells_the_lead(world, opened):
    voter = voter_of(world.viewer("bashir"), opened)
    statement = actions.write_statement(voter=voter, text="Somebody is hurt at home.")
    page = world.client("morag").get(at("moderate", opened)).text
    address = at("safeguard", opened, statement.number)
    assert f'<form method="post" action="{address}">' in page
    world.client("morag").post(address, {"seen": "waiting"})
    statement.refresh_from_db()
    assert statement.state == Statement.State.HIDDEN
    alerts = world.client("effie").get(reverse("people:alerts", args=["kirkbrae"])).text
    assert "Somebody is hurt at home." in alerts
    assert "Somebody may be at risk" in world.client("effie").get("/kirkbrae/").text
    assert "Somebody may be at risk" not in world.client("bashir").get("/kirkbrae/").text
