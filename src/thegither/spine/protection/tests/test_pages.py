"""Who opens which page of data protection, and what the pages do."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from thegither.capabilities.conversations import actions as conversations
from thegither.formats.documents import DOCX_TYPE, PDF_TYPE
from thegither.spine.people.models import Person
from thegither.spine.protection import actions, documents
from thegither.spine.protection.models import Deletion, Request
from thegither.spine.protection.notices import notice_of

# c coordinator, m moderator, s safeguarding lead, b member without duty, o outsider, n nobody signed in
EVERYBODY = {"c": "ailsa", "m": "morag", "s": "effie", "b": "bashir", "o": "duncan", "n": "nobody"}
MEMBERS, COORDINATORS = "cmsb", "c"

PAGES = [
    # page, its parts, who may open it
    ("overview", [], COORDINATORS),
    ("write_notice", ["activity"], COORDINATORS),
    ("extend_activity", ["activity"], COORDINATORS),
    ("extend_person", ["person"], COORDINATORS),
    ("note_request", [], COORDINATORS),
    ("answer_request", ["request"], COORDINATORS),
    ("forget", ["person"], COORDINATORS),
    ("document", ["impact-assessment"], COORDINATORS),
    ("document_file", ["joint-controllers", "docx"], COORDINATORS),
    ("yours", [], MEMBERS),
]
BUTTONS = [
    # button, its parts, who may press it (a redirect to sign in is a no)
    ("copy", [], MEMBERS),
    ("ask_to_be_forgotten", [], MEMBERS),
    ("copy_for", ["person"], COORDINATORS),
    ("forget", ["person"], COORDINATORS),
    ("write_notice", ["activity"], COORDINATORS),
    ("extend_activity", ["activity"], COORDINATORS),
    ("extend_person", ["person"], COORDINATORS),
    ("note_request", [], COORDINATORS),
    ("answer_request", ["request"], COORDINATORS),
]


@pytest.fixture
def parts(world, opened):
    """What the addresses are about; each thing by its word."""
    catriona = world.people["catriona"]
    asked = actions.make_request(
        viewer=world.viewer("ailsa"), person=catriona, kind=Request.Kind.ERASURE
    )
    return {"activity": opened.activity_id, "person": catriona.pk, "request": asked.pk}


def address_of(name, words, parts):
    return reverse(f"protection:{name}", args=["kirkbrae", *(parts.get(w, w) for w in words)])


@pytest.mark.parametrize(("name", "words", "allowed"), PAGES)
def test_who_opens_which_page(world, parts, name, words, allowed):
    address = address_of(name, words, parts)
    for letter, person in EVERYBODY.items():
        response = world.client(person).get(address)
        if letter in allowed:
            assert response.status_code == 200, (name, person)
        else:
            assert _is_refused(response, letter), (name, person, response.status_code)


@pytest.mark.parametrize(("name", "words", "allowed"), BUTTONS)
def test_who_presses_which_button(world, parts, name, words, allowed):
    address = address_of(name, words, parts)
    for letter, person in EVERYBODY.items():
        response = world.client(person).post(address)
        assert _is_refused(response, letter) is (letter not in allowed), (name, person)


def _is_refused(response, letter):
    asked_to_sign_in = response.status_code == 302 and "/sign-in/" in response.url
    return response.status_code == 403 if letter != "n" else asked_to_sign_in


def test_the_notice_is_read_by_whoever_sees_the_activity(world, keys):
    draft = conversations.Draft(question="What now?")
    conversation = conversations.create_conversation(
        viewer=world.viewer("ailsa"), partnership=world.partnership, draft=draft
    )
    assert "Members of the partnership" in notice_of(conversation.activity).asks
    address = reverse("protection:notice", args=["kirkbrae", conversation.activity_id])
    found = {
        letter: world.client(who).get(address).status_code for letter, who in EVERYBODY.items()
    }
    assert found == {"c": 200, "m": 200, "s": 200, "b": 200, "o": 404, "n": 302}


def test_people_and_things_of_another_partnership_are_not_there(world, parts):
    """Duncan coordinates Elsewhere; Kirkbrae's people are not his to copy, keep or forget."""
    duncan = world.client("duncan")
    for name, words in (("copy_for", ["person"]), ("forget", ["person"]), ("extend_person", ["person"]),
                        ("answer_request", ["request"]), ("extend_activity", ["activity"]),
                        ("write_notice", ["activity"])):  # fmt: skip
        address = address_of(name, words, parts).replace("/kirkbrae/", "/elsewhere/")
        assert duncan.post(address, {"is_sure": "on"}).status_code == 404, name
    assert Person.objects.filter(pk=parts["person"]).exists()


def test_an_unknown_document_is_not_there(world):
    ailsa = world.client("ailsa")
    assert ailsa.get("/kirkbrae/protection/documents/nonsense/").status_code == 404
    assert ailsa.get("/kirkbrae/protection/documents/nonsense.pdf").status_code == 404


# --- requests and their month --------------------------------------------------------------------


def test_a_request_shows_the_day_by_which_it_has_to_be_answered(world):
    with time_machine.travel("2027-01-31 12:00"):
        address = reverse("protection:ask_to_be_forgotten", args=["kirkbrae"])
        world.client("bashir").post(address)
        page = world.client("ailsa").get("/kirkbrae/protection/").content.decode()
    assert "To be answered by 28 February 2027." in page
    with time_machine.travel("2027-03-01 12:00"):
        page = world.client("ailsa").get("/kirkbrae/protection/").content.decode()
    assert "The month is over." in page


def test_asking_twice_is_asking_once(world):
    for _time in range(2):
        world.client("bashir").post(reverse("protection:ask_to_be_forgotten", args=["kirkbrae"]))
    assert Request.objects.count() == 1


def test_a_request_by_letter_counts_from_the_day_it_came(world):
    came = timezone.localdate() - timedelta(days=10)
    world.client("ailsa").post(
        reverse("protection:note_request", args=["kirkbrae"]),
        {"person": world.people["catriona"].pk, "kind": "copy", "received_on": came.isoformat()},
    )
    assert Request.objects.get().received_on == came


def test_a_request_cannot_come_from_the_future(world):
    later = timezone.localdate() + timedelta(days=1)
    answer = world.client("ailsa").post(
        reverse("protection:note_request", args=["kirkbrae"]),
        {"person": world.people["catriona"].pk, "kind": "copy", "received_on": later.isoformat()},
    )
    assert answer.context["form"].errors["received_on"]


def test_a_refusal_is_read_by_the_one_who_asked(world):
    bashir = world.people["bashir"]
    asked = actions.make_request(viewer=world.viewer("bashir"), person=bashir, kind="erasure")
    address = reverse("protection:answer_request", args=["kirkbrae", asked.pk])
    world.client("ailsa").post(address, {"answer": "The audit law says five years."})
    page = world.client("bashir").get(reverse("protection:yours", args=["kirkbrae"]))
    assert "The audit law says five years." in page.content.decode()
    again = world.client("ailsa").post(address, {"answer": "Another."}, follow=True)
    assert "answered before" in again.content.decode()


def test_forgetting_needs_a_tick_and_leaves_a_line(world):
    address = reverse("protection:forget", args=["kirkbrae", world.people["bashir"].pk])
    ailsa = world.client("ailsa")
    assert ailsa.post(address).status_code == 422
    assert Person.objects.filter(name="Bashir").exists()
    page = ailsa.post(address, {"is_sure": "on"}, follow=True).content.decode()
    assert "somebody who left" in page
    assert not Person.objects.filter(name="Bashir").exists()
    assert Deletion.objects.get().deleted_on == timezone.localdate()


def test_somebody_with_a_duty_is_not_forgotten_and_the_page_says_why(world):
    address = reverse("protection:forget", args=["kirkbrae", world.people["effie"].pk])
    answer = world.client("ailsa").post(address, {"is_sure": "on"})
    assert answer.status_code == 422
    assert "still carries a duty" in answer.content.decode()


# --- the two documents ---------------------------------------------------------------------------


@pytest.mark.parametrize("write", [documents.impact_assessment, documents.joint_controllers])
def test_a_document_is_filled_in_and_says_what_it_does_not_know(world, opened, write):
    text = str(write(world.partnership))
    assert "Kirkbrae Council" in text
    assert opened.question in text
    assert "freedom-of-information" in text
    assert "can no longer be erased" in text
    assert "[TO FILL IN: " in text


@pytest.mark.parametrize(
    ("form", "kind", "start"), [("docx", DOCX_TYPE, b"PK"), ("pdf", PDF_TYPE, b"%PDF")]
)
def test_a_document_can_be_taken_away(world, opened, form, kind, start):
    address = reverse("protection:document_file", args=["kirkbrae", "impact-assessment", form])
    answer = world.client("ailsa").get(address)
    assert answer["Content-Type"] == kind
    assert answer.content.startswith(start)


def test_a_partnership_with_nothing_yet_gets_its_documents_too(world):
    assert "none is set up yet" in str(documents.impact_assessment(world.elsewhere))
