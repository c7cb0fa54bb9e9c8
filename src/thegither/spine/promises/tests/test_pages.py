"""The pages of promises: what they say to whom, and what their buttons do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thegither.spine.evidence.queries import head_of
from thegither.spine.promises import actions, tasks
from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.queries import findings
from thegither.spine.promises.tests.made import TODAY, decide, make
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Commitment, Issue

WORDS = "They rang twelve of thirty."


def at(name, thing=None):
    return reverse(f"promises:{name}", args=["kirkbrae", *([thing.pk] if thing else [])])


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_list_has_my_own_first_and_says_what_came_of_the_rest(world):
    mine = make(world, promise="Mine to keep", owner="catriona")
    kept = make(world, promise="A kept one")
    actions.settle_promise(
        viewer=world.viewer("bashir"), commitment=kept, state="kept", said="Done."
    )
    page = text(world.client("catriona"), at("index"))
    assert page.index(">Yours<") < page.index(mine.promise) < page.index(">Kept<")
    assert ">Overdue<" not in page


def test_an_empty_list_says_where_promises_come_from(world):
    assert "No promise has been made yet" in text(world.client("bashir"), at("index"))


@pytest.mark.parametrize(
    "page, values, state",
    [
        ("keep", {"said": WORDS}, "kept"),
        ("break_off", {"said": WORDS}, "broken"),
        ("renegotiate", {"reason": WORDS, "due_on": TODAY + timedelta(days=90)}, "renegotiated"),
    ],
)
def test_the_owner_says_what_came_of_a_promise(world, page, values, state):
    promise, bashir = make(world), world.client("bashir")
    assert at(page, promise) in text(bashir, at("promise", promise))
    bashir.post(at(page, promise), {"said": " ", "reason": " "})
    assert Commitment.objects.get().state == "open", "nothing is settled without a sentence"
    response = bashir.post(at(page, promise), values)
    assert response.url == at("promise", promise)
    promise.refresh_from_db()
    assert promise.state == state
    assert WORDS in text(bashir, at("promise", promise))


def test_a_promise_is_handed_over_on_its_page(world):
    promise, bashir = make(world), world.client("bashir")
    values = {"to": world.people["effie"].pk, "reason": "She knows the carers."}
    bashir.post(at("hand_over", promise), values)
    assert "Effie took it over from Bashir" in text(bashir, at("promise", promise))
    assert bashir.get(at("keep", promise)).status_code == 403


def test_a_new_date_in_the_past_is_refused_beside_its_field(world):
    promise = make(world)
    values = {"due_on": TODAY - timedelta(days=1), "reason": WORDS}
    page = world.client("bashir").post(at("renegotiate", promise), values)
    assert "Choose a day that has not passed yet." in page.content.decode()


def test_a_member_promises_for_themselves_only(world):
    bashir = world.client("bashir")
    values = {"promise": "I ring them all", "due_on": TODAY + timedelta(days=30)}
    bashir.post(at("make"), values | {"owner": world.people["effie"].pk})
    assert not Commitment.objects.exists()
    bashir.post(at("make"), values | {"owner": world.people["bashir"].pk})
    assert Commitment.objects.get().promise == "I ring them all"


def test_a_promise_is_made_because_of_a_decision(world):
    decision, ailsa = decide(world), world.client("ailsa")
    address = f"{at('make')}?because={decision.record_id}"
    assert address in text(ailsa, at("decision", decision)).replace("&amp;", "&")
    values = {
        "promise": "Ring them",
        "due_on": TODAY + timedelta(days=30),
        "owner": world.people["bashir"].pk,
    }
    ailsa.post(address, values)
    assert "Ring them" in text(ailsa, at("decision", decision))


@pytest.mark.parametrize("because", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_promise_because_of_nothing_that_is_there_is_not_found(world, because):
    assert world.client("ailsa").get(f"{at('make')}?because={because}").status_code == 404


def test_a_decision_shows_dissent_in_full_and_the_head_of_the_chain(world):
    decision = decide(world, dissent="Effie: there is no money for it.\n\nNor will there be.")
    page = text(world.client("bashir"), at("decision", decision))
    assert "Nor will there be." in page
    assert "none was named" in page and "Nothing yet." in page
    assert (
        f"thegither verify --partnership kirkbrae --head {head_of(world.partnership.pk)[:16]}"
        in page
    )


def test_a_decision_is_written_down_replaced_and_both_lead_to_each_other(world):
    ailsa = world.client("ailsa")
    values = {"text": "Close the old hall", "decided_on": TODAY, "how": "by vote"}
    ailsa.post(at("record_decision"), values)
    old = Decision.objects.get()
    ailsa.post(at("replace", old), values | {"text": "Mend the old hall"})
    page = text(ailsa, at("decision", old))
    assert "Read what took its place" in page and "It counts no longer since" in page


def test_the_owner_of_a_decision_that_is_due_is_asked_to_look_again(world):
    decision = decide(world, days=60, review=30)
    tasks.tick()
    tasks.tick()
    assert [one.about for one in findings(world.partnership)] == [[str(decision.record_id)]]
    home = text(world.client("ailsa"), reverse("thread:home", args=["kirkbrae"]))
    assert "Look again at a decision" in home
    world.client("ailsa").post(at("review", decision), {"found": "It helps."})
    assert not findings(world.partnership)


def test_one_press_asks_and_the_answer_stands_in_the_thread(world):
    promise = make(world)
    asked = world.client("catriona").post(at("ask", promise.record))
    question = Question.objects.get()
    assert asked.url == at("question", question)
    bashir = world.client("bashir")
    home = text(bashir, reverse("thread:home", args=["kirkbrae"]))
    assert at("question", question) in home
    bashir.post(at("answer", question), {"answer": WORDS})
    thread = reverse("thread:thread", args=["kirkbrae", promise.record_id])
    assert WORDS in text(world.client("catriona"), thread)


def test_an_unanswered_question_stands_on_the_list_of_issues_with_the_complaints_route(world):
    question = actions.ask_what_became(
        viewer=world.viewer("catriona"), about=make(world).record, words="And now?"
    )
    Question.objects.filter(pk=question.pk).update(answer_due=TODAY - timedelta(days=1))
    tasks.tick()
    tasks.tick()
    issue = Issue.objects.get()
    catriona = world.client("catriona")
    assert at("issue", issue) in text(catriona, at("issues"))
    page = text(catriona, at("question", question))
    assert "Nobody has answered" in page and "Scottish Public Services Ombudsman" in page
    assert [one.kind for one in findings(world.partnership)] == ["unanswered_question"]


def test_the_partnerships_own_words_on_complaints_come_first(world):
    world.partnership.complaints = "Ring Morag on any Tuesday."
    world.partnership.save()
    question = actions.ask_what_became(viewer=world.viewer("catriona"), about=make(world).record)
    page = text(world.client("catriona"), at("question", question))
    assert "Ring Morag on any Tuesday." in page and "Ombudsman" not in page


def test_what_is_for_members_asks_a_stranger_to_sign_in_and_is_not_there_for_others(world):
    promise = make(world)
    assert world.client().get(at("promise", promise)).status_code == 302
    assert world.client("duncan").get(at("promise", promise)).status_code == 404


def test_a_public_promise_is_read_by_anybody_without_names(world):
    promise = make(world, audience="public")
    page = text(world.client(), at("promise", promise))
    assert promise.promise in page and "Bashir" not in page


def test_a_stranger_asks_of_what_is_public_without_words_of_their_own(world):
    promise = make(world, audience="public")
    world.client().post(at("ask", promise.record), {"words": "Buy my pills"})
    question = Question.objects.get()
    assert (question.words, question.asked_by) == ("", None)


def test_an_issue_is_raised_and_settled_by_its_page(world):
    ailsa = world.client("ailsa")
    ailsa.post(at("raise_issue"), {"title": "Who pays for the bus?"})
    issue = Issue.objects.get()
    ailsa.post(at("close_issue", issue), {"because": "The council does."})
    page = text(ailsa, at("issue", issue))
    assert "Settled on" in page and "The council does." in page
    assert timezone.localdate() == Issue.objects.get().closed_on


def test_a_moderator_hides_a_question_that_tells_of_harm_and_the_lead_reads_its_words(world):
    promise, words = make(world), "My neighbour hits his son."
    question = actions.ask_what_became(
        viewer=world.viewer("catriona"), about=promise.record, words=words
    )
    address, morag = at("safeguard", question.record), world.client("morag")
    assert address in text(morag, at("question", question))
    assert words in text(morag, address)
    morag.post(address, {"reason": "A child may be hurt."})
    assert world.client("catriona").get(at("question", question)).status_code == 404
    assert words not in text(world.client("bashir"), at("promise", promise))
    assert words in text(world.client("effie"), reverse("people:alerts", args=["kirkbrae"]))


def test_a_promise_is_made_because_of_a_finding_from_its_thread(world):
    finding = create_record(
        partnership=world.partnership,
        kind="finding",
        title="Carers want a break",
        audience="members",
    )
    bashir = world.client("bashir")
    thread = reverse("thread:thread", args=["kirkbrae", finding.pk])
    address = f"{at('make')}?because={finding.pk}"
    assert address in text(bashir, thread)
    values = {"promise": "Ring them", "due_on": TODAY + timedelta(days=9)}
    bashir.post(address, values | {"owner": world.people["bashir"].pk})
    assert "Ring them" in text(world.client("effie"), thread)
