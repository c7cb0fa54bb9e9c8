"""Coming in without a password, and what must not happen on the way."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from thegither.spine.people import actions, codes
from thegither.spine.people.errors import WrongCode
from thegither.spine.people.models import Account, SignInCode

SIGN_IN, USE_CODE, WHO = (
    reverse(f"people:{name}") for name in ("sign_in", "use_code", "who_are_you")
)
CODE = re.compile(r"[B-Y2-9]{4}-[B-Y2-9]{4}-[B-Y2-9]{4}")


@pytest.fixture(autouse=True)
def _no_rate_limits(settings):
    settings.RATELIMIT_ENABLE = False


def ask(address: str, client: Client | None = None) -> str:
    """Ask for a code and read it in the letter."""
    (client or Client()).post(SIGN_IN, {"email": address})
    found = CODE.search(mail.outbox[-1].body)
    return found.group() if found else ""


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_mailed_code_lets_its_owner_in(world):
    client = Client()
    code = ask("ailsa@kirkbrae.example", client)
    answer = client.post(USE_CODE, {"code": code.lower().replace("-", " ")})
    assert answer.url == "/kirkbrae/"
    assert client.get(reverse("people:you", args=["kirkbrae"])).status_code == 200


def test_opening_the_link_in_the_letter_does_nothing_by_itself(world):
    ask("ailsa@kirkbrae.example")
    link = re.search(r"http://testserver(\S+)", mail.outbox[-1].body).group(1)
    scanner = Client()
    page = scanner.get(link)
    assert not is_signed_in(scanner)
    assert SignInCode.objects.count() == 1
    assert CODE.search(page.content.decode())


def test_a_mailed_code_works_once_and_is_forgotten(world):
    code = ask("ailsa@kirkbrae.example")
    actions.use_code(written=code)
    assert not SignInCode.objects.exists()
    with pytest.raises(WrongCode):
        actions.use_code(written=code)


def test_the_page_answers_the_same_whether_or_not_the_address_is_known(world):
    known, unknown = Client(), Client()
    answers = [
        known.post(SIGN_IN, {"email": "ailsa@kirkbrae.example"}, follow=True),
        unknown.post(SIGN_IN, {"email": "nobody@kirkbrae.example"}, follow=True),
    ]
    pages = [re.sub(r'value="[^"]{64}"', "", answer.content.decode()) for answer in answers]
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [
        ["ailsa@kirkbrae.example"],
        ["nobody@kirkbrae.example"],
    ]


def test_an_empty_address_is_nobody_s_mailbox(world):
    """Catriona has no e-mail; an empty address must not find her."""
    world.account("catriona")
    actions.ask_for_code(address=" ", sign_in_url="")
    assert not SignInCode.objects.exists()


def test_several_who_share_a_mailbox_choose_who_they_are_after_proving_it(world):
    for name in ("bashir", "catriona"):
        world.people[name].email = "home@kirkbrae.example"
        world.people[name].save()
    client = Client()
    code = ask("home@kirkbrae.example", client)
    assert client.get(WHO).url == SIGN_IN
    assert client.post(USE_CODE, {"code": code}).url == WHO
    assert not is_signed_in(client)
    page = client.get(WHO).content.decode()
    assert "Bashir" in page and "Catriona" in page and "Ailsa" not in page
    client.post(WHO, {"person": world.people["ailsa"].pk})
    assert not is_signed_in(client)
    client.post(WHO, {"person": world.people["catriona"].pk})
    assert is_signed_in(client)


def test_the_proof_of_a_mailbox_runs_out(world):
    for name in ("bashir", "catriona"):
        world.people[name].email = "home@kirkbrae.example"
        world.people[name].save()
    client = Client()
    client.post(USE_CODE, {"code": ask("home@kirkbrae.example", client)})
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.post(WHO, {"person": world.people["bashir"].pk}).url == SIGN_IN


def test_a_printed_code_works_until_it_expires_or_a_new_one_is_made(world):
    catriona, ailsa = world.people["catriona"], world.viewer("ailsa")
    code = actions.make_printed_code(viewer=ailsa, person=catriona)
    for _time in range(3):
        assert actions.use_code(written=code) == [world.account("catriona")]
    with time_machine.travel(timezone.now() + timedelta(days=91)), pytest.raises(WrongCode):
        actions.use_code(written=code)
    actions.make_printed_code(viewer=ailsa, person=catriona)
    with pytest.raises(WrongCode):
        actions.use_code(written=code)


def test_the_sheet_shows_the_code_once_and_it_is_stored_nowhere(world):
    address = reverse("people:make_code", args=["kirkbrae", world.people["catriona"].pk])
    sheet = world.client("ailsa").post(address).content.decode()
    code = CODE.search(sheet).group().replace("-", "")
    stored = str(list(SignInCode.objects.values()))
    assert code not in stored and code[4:] not in stored
    assert "Catriona" in sheet


def test_five_wrong_endings_void_a_code_and_one_right_one_clears_the_count(world):
    code = actions.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["catriona"])
    wrong = code[:5] + ("BBBB-BBBB" if not code.endswith("BBBB-BBBB") else "CCCC-CCCC")
    for _time in range(4):
        with pytest.raises(WrongCode):
            actions.use_code(written=wrong)
    assert actions.use_code(written=code)
    for _time in range(5):
        with pytest.raises(WrongCode):
            actions.use_code(written=wrong)
    with pytest.raises(WrongCode):
        actions.use_code(written=code)


@pytest.mark.parametrize("written", ["", "    ", "KRBT", "0", "é" * 12, "BBBB-BBBB-BBBB-BBBB"])
def test_what_is_no_code_opens_nothing(world, written):
    actions.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["catriona"])
    with pytest.raises(WrongCode):
        actions.use_code(written=written)


def test_the_coordinator_s_new_code_is_told_to_whoever_has_a_mailbox(
    world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["bashir"])
    assert mail.outbox[-1].to == ["bashir@kirkbrae.example"]


def test_a_sleeping_account_opens_nothing(world):
    code = actions.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["catriona"])
    Account.objects.update(is_active=False)
    with pytest.raises(WrongCode):
        actions.use_code(written=code)


def test_signing_out_everywhere_ends_every_session(world):
    phone, desk = world.client("ailsa"), world.client("ailsa")
    you = reverse("people:you", args=["kirkbrae"])
    phone.post(reverse("people:sign_out_everywhere"))
    assert desk.get(you).status_code == 302
    assert phone.get(you).status_code == 302


def test_signing_in_goes_back_to_the_page_one_wanted_but_never_to_another_site(world):
    for wanted, goes_to in (
        ("/kirkbrae/people/", "/kirkbrae/people/"),
        ("//evil.example/", "/kirkbrae/"),
    ):
        client = Client()
        client.get(SIGN_IN, {"next": wanted})
        assert client.post(USE_CODE, {"code": ask("ailsa@kirkbrae.example")}).url == goes_to


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example/", r"/\\evil.example", "///evil.example",
     "javascript:alert(1)", "http:evil.example", "/" + "a" * 2_000],
)  # fmt: skip
def test_no_next_leads_out_of_the_house_or_breaks_the_cookie(world, wanted):
    client = Client()
    client.get(SIGN_IN, {"next": wanted})
    assert client.post(USE_CODE, {"code": ask("ailsa@kirkbrae.example")}).url == "/kirkbrae/"


def test_signing_in_leaves_nothing_of_the_session_before(world):
    """Whoever planted a session or read its token before somebody signed in holds nothing after."""
    client = Client()
    client.get(SIGN_IN, {"next": "/kirkbrae/people/"})
    planted, token = client.cookies["sessionid"].value, client.cookies["csrftoken"].value
    client.post(USE_CODE, {"code": ask("ailsa@kirkbrae.example")})
    assert client.cookies["sessionid"].value != planted
    assert client.cookies["csrftoken"].value != token
    assert set(client.session.keys()) == {
        "_auth_user_id", "_auth_user_backend", "_auth_user_hash"
    }  # fmt: skip
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "x\r\ny@b.example"]
)
def test_an_address_cannot_carry_a_header_or_a_second_mailbox(world, address):
    answer = Client().post(SIGN_IN, {"email": address})
    assert answer.status_code == 200 and answer.context["form"].errors["email"]
    assert not mail.outbox


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({})


class Down(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_a_mailbox_that_does_not_exist_gets_the_same_answer(world, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    answer = Client().post(SIGN_IN, {"email": "nobody@kirkbrae.example"})
    assert answer.url == USE_CODE


def test_while_no_letter_goes_out_everybody_is_told_so(world, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    pages = []
    for address in ("ailsa@kirkbrae.example", "nobody@kirkbrae.example"):
        page = Client().post(SIGN_IN, {"email": address}).content.decode()
        assert "cannot send letters just now" in page
        pages.append(re.sub(r'value="[^"]*"', "", page))
    assert pages[0] == pages[1]


def test_a_hall_full_of_people_can_use_their_codes_and_a_machine_cannot_try_for_ever(
    world, settings
):
    settings.RATELIMIT_ENABLE = True
    client = Client(REMOTE_ADDR="192.0.2.8")
    answers = [client.post(USE_CODE, {"code": ""}).status_code for _time in range(301)]
    assert answers == [200] * 300 + [429]


def test_a_visitor_s_address_is_taken_from_our_own_proxies_only(settings):
    """Else whoever writes the header could try for ever, each time under another address."""
    asked = lambda server: {"REMOTE_ADDR": server, "HTTP_X_FORWARDED_FOR": "192.0.2.9"}  # noqa: E731
    seen = []
    application = wrap_wsgi_with_proxy_headers(
        lambda scope, _answer: seen.append(scope["REMOTE_ADDR"]), trusted_hosts=["10.0.0.1"]
    )
    for server in ("10.0.0.1", "198.51.100.5"):
        application(asked(server), None)
    assert seen == ["192.0.2.9", "198.51.100.5"]
    assert settings.PROXIES == []


def test_asking_too_often_is_refused(world, settings):
    settings.RATELIMIT_ENABLE = True
    client, address = Client(REMOTE_ADDR="192.0.2.7"), {"email": "often@kirkbrae.example"}
    answers = [client.post(SIGN_IN, address).status_code for _time in range(7)]
    assert answers == [302] * 6 + [429]


def test_nothing_stored_says_when_somebody_came(world):
    """Every row of every table is the same after a second visit as after the first."""
    code = actions.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["catriona"])
    before = _whole_database()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client = Client()
        client.post(USE_CODE, {"code": code})
        client.get(reverse("people:you", args=["kirkbrae"]))
        assert is_signed_in(client)
    assert _whole_database() == before


def _whole_database() -> dict[str, list[tuple]]:
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            tables[table] = sorted(map(repr, cursor.fetchall()))
    return tables


def test_codes_hold_no_letter_that_is_mistaken_for_another():
    assert not set("0O1IL5SUAE") & set(codes.ALPHABET)
    assert all(
        codes.normalise(codes.show(code)) == code for code in (codes.new_code() for _ in range(50))
    )


def test_stepping_into_shoes_works_only_in_a_made_up_partnership_on_a_demonstration(
    world, settings
):
    page = reverse("people:sign_in_as", args=["kirkbrae"])
    button = reverse("people:step_into", args=["kirkbrae", world.people["morag"].pk])
    client = Client()
    assert "Morag" in client.get(page).content.decode()
    assert client.post(button).url == "/kirkbrae/"
    assert is_signed_in(client)
    settings.MODE = "production"
    assert Client().get(page).status_code == 404
    assert Client().post(button).status_code == 404
    settings.MODE = "demonstration"
    duncan = reverse("people:step_into", args=["elsewhere", world.people["duncan"].pk])
    assert Client().post(duncan).status_code == 404


def test_a_person_of_another_partnership_is_nobody_s_shoes(world):
    duncan = reverse("people:step_into", args=["kirkbrae", world.people["duncan"].pk])
    assert Client().post(duncan).status_code == 404
