"""Starting a partnership on the web: nothing is stored before the code, and then you coordinate it."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people import unconfirmed
from thegither.spine.people.models import Account, Organization, Person
from thegither.spine.people.queries import viewer_for
from thegither.spine.spaces.addresses import suggest_address
from thegither.spine.spaces.models import Partnership

pytestmark = pytest.mark.django_db
START, CODE = "/start-a-partnership/", "/start-a-partnership/code/"
GIVEN = {
    "name": "Glen Together",
    "purpose": "The glen looks after its own.",
    "slug": "",
    "coordinator": "Una Reid",
    "email": "una@glen.example",
    "body": "Glen Council",
    "sector": "public",
    "lead": "me",
}


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def mailed_code() -> str:
    return re.search(r"[B-Y2-9]{4}-[B-Y2-9]{4}-[B-Y2-9]{4}", mail.outbox[-1].body).group()


def started(**changed) -> Client:
    client = Client()
    answer = client.post(START, GIVEN | changed)
    assert answer.status_code == 302, answer.context["form"].errors
    return client


def founded(**changed) -> Client:
    client = started(**changed)
    client.post(CODE, {"code": mailed_code()})
    return client


def test_nothing_is_stored_before_the_code_is_typed():
    client = started()
    assert "Glen Together" in client.get(CODE).content.decode()
    kinds = (Partnership, Person, Account, AuditEntry)
    assert not any(kind.objects.exists() for kind in kinds)
    assert [letter.to for letter in mail.outbox] == [["una@glen.example"]]


def test_the_code_makes_a_partnership_and_signs_its_coordinator_in():
    client = started()
    answer = client.post(CODE, {"code": mailed_code().lower().replace("-", " ")})
    assert answer.url == "/glen-together/start/"
    assert client.get(answer.url).status_code == 200
    partnership, una = Partnership.objects.get(), Person.objects.get()
    viewer = viewer_for(una.account, partnership)
    assert viewer.duties == {"coordinator", "moderator", "safeguarding_lead"}
    assert (partnership.safeguarding_name, partnership.safeguarding_email) == (una.name, una.email)
    body = una.memberships.get().organization
    assert (body.name, body.sector) == ("Glen Council", "public")
    assert not partnership.is_made_up


def test_another_safeguarding_lead_can_sign_in_and_carries_the_duty():
    founded(lead="another", lead_name="Iain Bell", lead_email="iain@glen.example")
    duties = {
        person.name: {seat.duty for seat in person.seats.all()} for person in Person.objects.all()
    }
    assert duties == {"Una Reid": {"coordinator", "moderator"}, "Iain Bell": {"safeguarding_lead"}}
    assert Partnership.objects.get().safeguarding_name == "Iain Bell"


def test_a_wrong_code_says_so_and_a_right_one_still_works():
    client = started()
    answer = client.post(CODE, {"code": "BBBB-BBBB-BBBB"})
    assert "not the code" in answer.content.decode() and not Partnership.objects.exists()
    client.post(CODE, {"code": mailed_code()})
    assert Partnership.objects.exists()


def test_a_code_founds_once():
    client = founded()
    client.post(CODE, {"code": mailed_code()})
    assert Partnership.objects.count() == 1
    back = client.get(CODE, follow=True)
    assert back.redirect_chain[-1][0] == "/" and "you are signed in" in back.content.decode()


def test_a_code_is_worth_nothing_in_another_browser():
    started()
    answer = Client().post(CODE, {"code": mailed_code()}, follow=True)
    assert answer.redirect_chain[-1][0] == START and not Partnership.objects.exists()
    assert "holds nothing to confirm" in answer.content.decode()


def test_opening_the_mailed_link_does_nothing():
    client = started()
    page = client.get(f"{CODE}?code={mailed_code()}")
    assert mailed_code() in page.content.decode() and not Partnership.objects.exists()


def test_a_code_is_good_for_half_an_hour(monkeypatch):
    client = started()
    later = unconfirmed.time.time() + unconfirmed.GOOD_FOR + 1
    monkeypatch.setattr(unconfirmed.time, "time", lambda: later)
    assert client.post(CODE, {"code": mailed_code()}).url == START
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"name": ""}, "name", "Fill this in"),
        ({"purpose": " "}, "purpose", "Fill this in"),
        ({"purpose": "x" * 401}, "purpose", "room for 400"),
        ({"slug": "Glen Place"}, "slug", "“glen-together” is free"),
        ({"slug": "privacy"}, "slug", "address of the house"),
        ({"name": "???"}, "slug", "cannot be an address"),
        ({"email": "una"}, "email", "name@example.org"),
        ({"body": ""}, "body", "Fill this in"),
        ({"sector": "royal"}, "sector", "those that stand here"),
        ({"lead": "another"}, "lead_name", "Say who it is"),
        ({"lead": "another", "lead_name": "I"}, "lead_email", "Say who it is"),
    ],
)
def test_wrong_input_is_told_beside_its_field_and_no_letter_goes(changed, field, says):
    form = Client().post(START, GIVEN | changed).context["form"]
    assert says in " ".join(form.errors[field]), form.errors
    assert not mail.outbox


def test_what_is_typed_beside_me_for_now_does_not_count():
    founded(lead_name="Iain Bell", lead_email="not an address")
    assert Person.objects.count() == 1
    assert Partnership.objects.get().safeguarding_name == "Una Reid"


def test_an_address_that_was_taken_meanwhile_is_told_on_the_page_of_the_code():
    client = started()
    code = mailed_code()
    founded(email="other@glen.example")
    answer = client.post(CODE, {"code": code})
    assert "already" in answer.content.decode() and Partnership.objects.count() == 1
    assert client.get(START).context["form"]["name"].value() == "Glen Together"


def test_an_address_is_made_from_the_name_and_counts_on_where_it_is_taken():
    assert suggest_address("Glen & Strath: Together!") == "glen-strath-together"
    founded()
    assert suggest_address("Glen Together") == "glen-together-2"
    assert suggest_address("Privacy") == "privacy-2"
    assert suggest_address("???") == ""


def test_the_longest_founding_still_fits_into_a_cookie():
    longest = GIVEN | {
        "name": "Ù" * 120, "purpose": "à è ì ò ù " * 40, "slug": "a" * 50, "coordinator": "Ò" * 120,
        "body": "È" * 120, "email": f"{'u' * 60}@{'glen.' * 30}example", "lead": "another",
        "lead_name": "Ì" * 120, "lead_email": f"{'i' * 60}@{'glen.' * 30}example",
    }  # fmt: skip
    client = started(**longest)
    assert len(client.cookies["sessionid"].value) < 3_500


def test_where_the_house_is_not_open_to_new_ones_the_page_says_whom_to_ask(settings):
    settings.OPEN_TO_NEW = False
    for page in (START, CODE):
        answer = Client().get(page)
        assert answer.status_code == 403
        assert "whoever runs this site" in answer.content.decode()
    assert reverse("people:start_partnership") not in Client().get("/").content.decode()


def test_seven_letters_an_hour_to_one_mailbox_are_too_many_but_mistakes_are_free():
    for _ in range(10):
        assert Client().post(START, GIVEN | {"name": ""}).status_code == 200
    for _ in range(6):
        started()
    assert Client().post(START, GIVEN).status_code == 429 and len(mail.outbox) == 6
    started(email="somebody.else@glen.example")


def test_the_front_door_leads_to_it():
    assert f'href="{START}"' in Client().get("/").content.decode()


def test_a_body_is_kept_once(world):
    founded(slug="glen")
    assert Organization.objects.filter(partnership__slug="glen").count() == 1
