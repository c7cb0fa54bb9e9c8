"""The pages of decisions: each opens, refuses in words, and shows only what it may."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.browser.decision_pages import (
    DECISIONS,
    asked_consent,
    drafting,
    laying,
    splitting,
)
from tests.world_decisions import close, decide, record, seal, told, vote

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Ballot, Card, Objection, Room, ShownCard
from thegither.capabilities.decisions.queries.ballots import sheet_code
from thegither.capabilities.decisions.queries.handing_out import open_files
from thegither.capabilities.decisions.queries.reading import CARDS_SHOWN, release_of
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.capabilities.decisions.queries.showing import papers_of
from thegither.capabilities.decisions.tasks import remind_the_silent
from thegither.spine.authority.tests.made import a_scheme, post
from thegither.spine.contact.actions import Words, invite, send_invitations
from thegither.spine.contact.invited import sheet_code as code_of
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.promises.taking_along import zip_of
from thegither.spine.spaces.models import Hiding


def address(name: str, room: Room, *more: object) -> str:
    return reverse(f"decisions:{name}", args=["kirkbrae", room.pk, *more])


@pytest.mark.parametrize(
    "visit", DECISIONS, ids=[f"{number}-{one.name}" for number, one in enumerate(DECISIONS)]
)
def test_every_page_opens(world, keys, visit):
    assert world.client(visit.who).get(visit.address(world)).status_code == 200


def test_a_ballot_is_cast_and_changed_without_javascript(world, voting):
    client = world.client("catriona")
    for mark in ("1", "2"):
        answer = client.post(address("vote", voting), {"mark": mark}, follow=True)
        assert "Your vote is stored" in answer.text
    assert [one.marks for one in Ballot.objects.all()] == [{"2": 1}]
    assert "You have voted" in client.get(address("vote", voting)).text


@pytest.mark.parametrize(
    ("amount", "said", "mandate"),
    [("400", "Yes", "Clause 3.1"), ("4000", "No. Ask: Chief officer", "The board's plan")],
)
def test_a_room_asks_the_scheme_and_takes_its_answer(world, drafted, amount, said, mandate):
    client = a_scheme(world).client("ailsa")
    asked = {"decision_type": "respite", "post": post("Support worker").pk, "amount": amount}
    assert said in client.get(address("mandate", drafted), asked).text
    client.post(address("mandate", drafted), asked)
    drafted.refresh_from_db()
    assert drafted.mandate.startswith(mandate)


def test_an_empty_ballot_says_what_to_do(world, voting):
    answer = world.client("catriona").post(address("vote", voting), {})
    assert answer.status_code == 422
    assert "Choose one." in answer.text


@pytest.mark.parametrize("secret", [True, False])
def test_somebody_without_e_mail_votes_by_a_code_and_the_typed_paper_counts_as_the_same(
    world, optioned, keys, secret
):
    room = seal(world, Rule(secret=secret), room=optioned)
    invited = invite(
        viewer=world.viewer("ailsa"),
        activity=room.activity,
        people=[world.people["catriona"]],
        words=Words("Vote", "Dear {name}", address("vote", room)),
    )
    code = dict(papers_of(room))["Catriona"]
    assert code == code_of(invited[0])
    kiosk = world.client()
    assert kiosk.post(address("code", room), {"code": "NONSENSE"}).status_code == 422
    page = kiosk.post(address("code", room), {"code": code.lower()}, follow=True)
    assert "Your ballot" in page.text
    assert "The next person" in kiosk.post(address("vote", room), {"mark": "1"}, follow=True).text
    assert kiosk.get(address("vote", room)).status_code == 302
    world.client("morag").post(address("paper", room), {"code": code, "mark": "2"})
    assert [one.marks for one in Ballot.objects.all()] == [{"2": 1}]


def test_only_those_on_the_roll_are_asked_to_vote(world, optioned, keys):
    body = str(world.organizations["carers"].pk)
    room = seal(world, Rule(bodies=(body,)), room=optioned)
    page = world.client("ailsa").get(address("invite", room)).text
    assert "Catriona" in page and "Bashir" not in page


def test_whoever_is_silent_is_reminded_and_nobody_who_voted(world, voting):
    people = [world.people[name] for name in ("bashir", "effie")]
    words = Words("Vote", "Dear {name}", address("vote", voting), remind_after=3)
    invite(viewer=world.viewer("ailsa"), activity=voting.activity, people=people, words=words)
    send_invitations()
    vote(world, voting, "bashir", {"1": 1})
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        remind_the_silent(voting)
    assert {one.to[0] for one in mail.outbox} == {"effie@kirkbrae.example"}


def test_whoever_is_not_on_the_roll_cannot_vote(world, optioned, keys):
    body = str(world.organizations["carers"].pk)
    room = seal(world, Rule(bodies=(body,)), room=optioned)
    assert world.client("morag").get(address("vote", room)).status_code == 200
    assert world.client("bashir").get(address("vote", room)).status_code == 403


def test_no_page_shows_a_count_by_option_while_the_vote_is_open(world, voting):
    for name in ("bashir", "effie", "morag"):
        vote(world, voting, name, {"1": 1})
    page = world.client("ailsa").get(address("room", voting)).text
    assert "3 of 5 answered" in page
    assert world.client("ailsa").get(address("result", voting)).status_code == 409


def test_a_paper_ballot_counts_once_with_the_page(world, keys):
    room, ailsa = splitting(world), world.client("ailsa")
    code = sheet_code(room, world.people["catriona"].pk)
    for marks in (["1"], ["1", "2"]):
        ailsa.post(address("paper", room), {"code": code.lower(), "marks": marks})
    world.client("catriona").post(address("vote", room), {"marks": ["3"]})
    assert [one.marks for one in Ballot.objects.all()] == [{"3": 1}]
    wrong = ailsa.post(address("paper", room), {"code": "nothing", "marks": ["1"]})
    assert (wrong.status_code, "No paper of this vote has that code" in wrong.text) == (422, True)


def test_an_objection_on_the_ballot_opens_its_path(world, keys):
    room = asked_consent(world)
    said = {"position": "object", "reason": "Nobody can get there."}
    world.client("effie").post(address("vote", room), said)
    objection = Objection.objects.get()
    assert (objection.person, objection.steps.get().kind) == (world.people["effie"], "talk")
    refused = world.client("ailsa").post(address("close", room), follow=True)
    assert "An objection is being talked about" in refused.text


def test_a_card_is_laid_changed_and_turned_with_all_others(world, keys):
    room, client = laying(world), world.client("bashir")
    for number in (1, 2):
        option = room.options.get(number=number).pk
        client.post(address("card", room), {"option": str(option), "why": f"Because {number}"})
    assert Card.objects.filter(room=room).count() == 4
    assert "Because 2" not in world.client("ailsa").get(address("room", room)).text
    world.client("ailsa").post(address("show_cards", room))
    assert "Because 2" in world.client("ailsa").get(address("room", room)).text
    assert "Because 2" not in world.client().get(address("room", room)).text
    assert str(world.people["bashir"].pk) not in str(release_of(room, CARDS_SHOWN))
    card = ShownCard.objects.get(room=room, person=world.people["bashir"])
    world.client("morag").post(address("safeguard", room, card.record_id))
    assert "Because 2" not in world.client("ailsa").get(address("room", room)).text


def test_words_that_were_hidden_stand_on_no_page_and_in_no_file(world, keys):
    """Neither where they were said nor where a record, a board paper or a list repeats them."""
    room = repeating(world)
    objection, option = room.objections.get(), room.options.get(number=1)
    titles, full = pages_that_repeat(world, room)
    assert [page for page, text in titles.items() if option.words not in text] == []
    assert [page for page, text in full.items() if objection.reason not in text] == []
    for said in (objection, option):
        world.client("morag").post(address("safeguard", room, said.record_id))
    titles, full = pages_that_repeat(world, room)
    assert [page for page, text in full.items() if "(These words are hidden.)" not in text] == []
    shown = titles | full | files_of(world, room)
    for words in (objection.reason, option.words):
        assert [page for page, text in shown.items() if words in text] == []
    assert verify_chain(world.partnership.pk).is_intact
    Hiding.objects.update(lifted_at=timezone.now())
    own = reverse("promises:decision", args=["kirkbrae", room.decision.pk])
    assert objection.reason in world.client("bashir").get(own).text


def repeating(world) -> Room:
    """A decision that says which option won, and against which objection."""
    room, bashir = splitting(world), world.viewer("bashir")
    objection = actions.raise_objection(viewer=bashir, room=room, reason="Nobody drives at six.")
    actions.settle_objection(viewer=bashir, objection=objection, state="stands", answer="It does.")
    vote(world, room, "morag", {"1": 1})
    actions.write_record(
        viewer=world.viewer("ailsa"),
        room=close(world, room),
        told=told(world, text="Chosen: A bus."),
    )
    return Room.objects.select_related("decision__record").get(pk=room.pk)


def pages_that_repeat(world, room: Room) -> tuple[dict[str, str], dict[str, str]]:
    """The pages with the title of a decision, and those that tell it in full, as a member reads them."""
    here, decision = ["kirkbrae"], room.decision
    board = reverse("thread:board_paper", args=here)
    titles = [
        board,
        reverse("thread:home", args=here),
        reverse("thread:search", args=here) + "?q=chosen",
        reverse("thread:thread", args=[*here, decision.record_id]),
        reverse("promises:decisions", args=here),
        *(reverse(f"decisions:{name}", args=here) for name in ("index", "reviews")),
    ]
    own = reverse("promises:decision", args=[*here, decision.pk])
    full, bashir = [board, own, address("result", room)], world.client("bashir")
    return tuple({page: bashir.get(page).text for page in pages} for pages in (titles, full))


def files_of(world, room: Room) -> dict[str, str]:
    """What is handed out of it, and the pages of the room itself."""
    taken = zipfile.ZipFile(io.BytesIO(zip_of(world.organizations["council"])))
    bashir = world.client("bashir")
    pages = {name: bashir.get(address(name, room)).text for name in ("room", "ballots")}
    files = {name: content.decode() for name, content in open_files(world.partnership)}
    return pages | files | {"taken along": taken.read("everything.json").decode()}


def test_what_was_said_on_the_path_is_for_those_on_it(world, voting):
    bashir = world.viewer("bashir")
    objection = actions.raise_objection(viewer=bashir, room=voting, reason="Too far.")
    actions.write_notes(viewer=bashir, step=objection.steps.get(), notes="Her mother is ill.")
    where = address("path", voting, objection.pk)
    told = {
        name: "Her mother" in world.client(name).get(where).text
        for name in ("bashir", "ailsa", "morag")
    }
    assert told == {"bashir": True, "ailsa": True, "morag": False}
    actions.take_next_step(viewer=bashir, objection=objection, helper=world.people["effie"])
    mediated = actions.take_next_step(
        viewer=bashir, objection=objection, helper=world.people["effie"]
    )
    actions.write_notes(viewer=bashir, step=mediated, notes="Said in mediation.")
    told = {
        name: "Said in mediation" in world.client(name).get(where).text
        for name in ("bashir", "effie", "ailsa")
    }
    assert told == {"bashir": True, "effie": True, "ailsa": False}


def test_a_record_is_read_from_outside_in_plain_language(world, recorded):
    page = world.client().get(address("result", recorded)).text
    for words in (
        "The old library becomes a place for carers.",
        "Young people have nowhere.",
        "Carers are less alone.",
        "4.2",
        "Two hours a week of a handyman",
    ):
        assert words in page
    assert "Who voted how" not in page


def test_a_moderator_hides_words_that_may_tell_of_harm(world, keys):
    room = drafting(world)
    option = room.options.get(number=1)
    world.client("morag").post(address("safeguard", room, option.record_id))
    assert option.words not in world.client("bashir").get(address("room", room)).text


def test_a_question_says_what_it_lacks_before_it_opens(world):
    ailsa = world.client("ailsa")
    ailsa.post(reverse("decisions:create", args=["kirkbrae"]), {"question": "What about the bus?"})
    answer = ailsa.post(address("open_options", Room.objects.get()), {"audience": "public"})
    assert answer.status_code == 422
    assert "what gets better for people" in answer.text


def test_of_an_open_ballot_only_members_read_tallies_by_class(world, keys):
    rule = Rule(each_class=True, secret=False)
    room = record(world, decide(world, rule))
    told = "A workshop for young people: 1"
    assert told in world.client("bashir").get(address("result", room)).text
    assert told not in world.client().get(address("result", room)).text
    motion = world.client().get(address("motion", room)).json()
    assert "group_results" not in motion["vote_events"][0]
