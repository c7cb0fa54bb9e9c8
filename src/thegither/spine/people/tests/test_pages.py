"""Every page of people: who may open it, who may press its buttons, and that it draws."""

import pytest
from django.urls import reverse

from thegither.spine.people import actions
from thegither.spine.spaces.visibility import HOUSE

# c coordinator, m moderator, s safeguarding lead, b member without duty, o outsider, n nobody signed in
EVERYBODY = {"c": "ailsa", "m": "morag", "s": "effie", "b": "bashir", "o": "duncan", "n": "nobody"}
MEMBERS, COORDINATORS = "cmsb", "c"

PAGES = [
    # page, who may open it
    ("people:who_is_who", MEMBERS),
    ("people:you", MEMBERS),
    ("people:hidden", MEMBERS),
    ("people:import_people", COORDINATORS),
    ("people:duplicates", COORDINATORS),
    ("people:codes", COORDINATORS),
    ("people:duties", COORDINATORS),
    ("people:as_csv", COORDINATORS),
    ("people:as_popolo", COORDINATORS),
    ("people:alerts", "ms"),
    ("people:sign_in_as", "cmsbon"),
]
BUTTONS = [
    # button, who may press it (a redirect to sign in is a no)
    ("people:import_people", COORDINATORS),
    ("people:import_columns", COORDINATORS),
    ("people:duties", COORDINATORS),
]


@pytest.mark.parametrize(("name", "allowed"), PAGES)
def test_who_opens_which_page(world, name, allowed):
    address = reverse(name, args=["kirkbrae"])
    for letter, person in EVERYBODY.items():
        response = world.client(person).get(address)
        if letter in allowed:
            assert response.status_code == 200, (name, person)
        else:
            assert _is_refused(response, letter), (name, person, response.status_code)


@pytest.mark.parametrize(("name", "allowed"), BUTTONS)
def test_who_presses_which_button(world, name, allowed):
    address = reverse(name, args=["kirkbrae"])
    for letter, person in EVERYBODY.items():
        response = world.client(person).post(address)
        assert _is_refused(response, letter) is (letter not in allowed), (name, person)


def _is_refused(response, letter):
    asked_to_sign_in = response.status_code == 302 and "/sign-in/" in response.url
    return response.status_code == 403 if letter != "n" else asked_to_sign_in


def test_a_refusal_says_why_and_whom_to_ask(world):
    answer = world.client("bashir").get(reverse("people:duties", args=["kirkbrae"]))
    assert "for the coordinators of the partnership" in answer.content.decode()


def test_a_button_is_no_page(world):
    """Mail scanners and prefetching browsers open links; nothing may happen by that."""
    ailsa = world.client("ailsa")
    nobody = "00000000-0000-4000-8000-000000000000"
    buttons = [
        reverse("people:make_code", args=["kirkbrae", nobody]),
        reverse("people:merge", args=["kirkbrae", nobody, nobody]),
        reverse("people:keep_apart", args=["kirkbrae", nobody, nobody]),
        reverse("people:undo_merge", args=["kirkbrae", nobody]),
        reverse("people:end_duty", args=["kirkbrae", nobody]),
        reverse("people:step_into", args=["kirkbrae", nobody]),
        reverse("people:sign_out"),
        reverse("people:sign_out_everywhere"),
    ]
    assert {ailsa.get(address).status_code for address in buttons} == {405}


def test_somebody_else_s_partnership_offers_nothing_to_press(world):
    """Duncan coordinates Elsewhere; Kirkbrae's people are not his to merge or to print codes for."""
    ailsa, morag = world.people["ailsa"].pk, world.people["morag"].pk
    duncan = world.client("duncan")
    for address in (
        reverse("people:merge", args=["elsewhere", ailsa, morag]),
        reverse("people:keep_apart", args=["elsewhere", ailsa, morag]),
        reverse("people:make_code", args=["elsewhere", ailsa]),
    ):
        assert duncan.post(address).status_code == 404


def test_you_shows_seats_and_what_is_hidden(world):
    page = world.client("ailsa").get(reverse("people:you", args=["kirkbrae"])).content.decode()
    assert "Chief officer, Kirkbrae Council" in page
    assert "Coordinator (since" in page
    assert "Nothing is hidden from you." in page


def test_a_duty_is_given_and_ended_on_the_page(world):
    ailsa, address = world.client("ailsa"), reverse("people:duties", args=["kirkbrae"])
    ailsa.post(address, {"person": world.people["bashir"].pk, "duty": "moderator"})
    assert world.viewer("bashir").duties == {"moderator"}
    seat = world.people["bashir"].seats.get()
    ailsa.post(reverse("people:end_duty", args=["kirkbrae", seat.pk]))
    assert world.viewer("bashir").duties == frozenset()


def test_a_duty_can_go_to_somebody_who_holds_no_post(world):
    """The first people of a new partnership carry duties before any body is in its register."""
    una = actions.add_person(viewer=HOUSE, partnership=world.partnership, name="Una")
    page = reverse("people:duties", args=["kirkbrae"])
    world.client("ailsa").post(page, {"person": una.pk, "duty": "moderator"})
    assert [seat.duty for seat in una.seats.all()] == ["moderator"]
    theirs = {"person": world.people["duncan"].pk, "duty": "moderator"}
    assert world.client("ailsa").post(page, theirs).context["form"].errors["person"]


def test_the_last_coordinator_cannot_go(world):
    seat = world.people["ailsa"].seats.get()
    ailsa = world.client("ailsa")
    answer = ailsa.post(reverse("people:end_duty", args=["kirkbrae", seat.pk]), follow=True)
    assert "one coordinator must stay" in answer.content.decode()
    assert world.viewer("ailsa").has_duty("coordinator")
