"""Coming in through two partners' identity providers, against small ones running on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import NoReverseMatch, reverse

from thegither.config import identity
from thegither.config.environment import SettingsError
from thegither.spine.people.models import Account


class Provider(BaseHTTPRequestHandler):
    """As much of OpenID Connect as a sign-in needs. `claims` is who it says has signed in there."""

    claims: dict[str, object] = {}
    # "down": answers 503; "garbled": no JSON; "silent": JSON that names no addresses.
    mood = ""

    def do_GET(self):
        here = f"http://{self.headers['Host']}"
        discovery = {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/keys",
        }
        self._answer(discovery if "well-known" in self.path else self.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "a", "token_type": "Bearer"})

    def _answer(self, document):
        body = b"<html>" if self.mood == "garbled" else json.dumps(document).encode()
        body = b"{}" if self.mood == "silent" else body
        self.send_response(503 if self.mood == "down" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing: tests print nothing."""


@pytest.fixture
def providers(settings, monkeypatch):
    """Two providers at once: the council's, and the health board's."""
    servers, entries = {}, []
    for name, domain in (("council", "kirkbrae.example"), ("health", "health.example")):
        handler = type(name, (Provider,), {"claims": {}})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        # It looks so often whether it has to stop that no test waits for it at the end.
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers[name] = server
        entries.append({
            "id": name, "name": f"Kirkbrae {name}", "client_id": "us", "secret": "s",
            "server": f"http://127.0.0.1:{server.server_port}", "domains": [domain],
        })  # fmt: skip
    monkeypatch.setenv("THEGITHER_OIDC", json.dumps(entries))
    settings.SOCIALACCOUNT_PROVIDERS = identity.read_providers()
    yield {name: server.RequestHandlerClass for name, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


def come_in(provider, client=None, **claims):
    """Follow somebody to the provider and back; returns where they arrive."""
    client = client or Client()
    there = client.get(f"/sign-in/oidc/{provider}/login/")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    back = f"/sign-in/oidc/{provider}/login/callback/"
    return client.get(back, {"code": "c", "state": state})


def test_each_provider_is_offered_on_the_sign_in_page(world, providers):
    page = Client().get(reverse("people:sign_in")).content.decode()
    assert "/sign-in/oidc/council/login/" in page and "Kirkbrae health" in page


def test_a_verified_address_lets_its_owner_in_through_either_provider(world, providers):
    world.people["effie"].email = "effie@health.example"
    world.people["effie"].save()
    for provider, address in (
        ("council", "Ailsa@kirkbrae.example"),
        ("health", "effie@health.example"),
    ):
        providers[provider].claims = {"sub": "1", "email": address, "email_verified": True}
        client = Client()
        assert come_in(provider, client).url == "/kirkbrae/"
        assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("provider", "claims"),
    [
        # not verified, or not said to be
        ("council", {"email": "ailsa@kirkbrae.example", "email_verified": False}),
        ("council", {"email": "ailsa@kirkbrae.example"}),
        ("council", {"email": "ailsa@kirkbrae.example", "email_verified": "false"}),
        # the health board's provider may not speak for the council's people
        ("health", {"email": "ailsa@kirkbrae.example", "email_verified": True}),
        # nobody the register knows, and nobody at all
        ("council", {"email": "stranger@kirkbrae.example", "email_verified": True}),
        ("council", {}),
    ],
)
def test_nobody_else_comes_in_and_nobody_new_is_made(world, providers, provider, claims):
    before = Account.objects.count()
    providers[provider].claims = {"sub": "1", **claims}
    client = Client()
    assert come_in(provider, client).url == reverse("people:sign_in")
    assert "_auth_user_id" not in client.session
    assert Account.objects.count() == before


def test_several_who_share_an_address_choose_who_they_are(world, providers):
    for name in ("bashir", "catriona"):
        world.people[name].email = "home@kirkbrae.example"
        world.people[name].save()
    providers["council"].claims = {
        "sub": "1",
        "email": "home@kirkbrae.example",
        "email_verified": True,
    }
    assert come_in("council").url == reverse("people:who_are_you")


def test_nothing_is_kept_of_the_visit(world, providers):
    providers["council"].claims = {
        "sub": "1",
        "email": "ailsa@kirkbrae.example",
        "email_verified": True,
    }
    come_in("council")
    assert not SocialAccount.objects.exists() and not EmailAddress.objects.exists()


def test_a_forged_way_back_is_refused_politely(world, providers):
    answer = Client().get("/sign-in/oidc/council/login/callback/", {"code": "c", "state": "forged"})
    assert answer.url == reverse("people:sign_in")


MOODS = ("down", "garbled", "silent")


def is_ours(answer):
    """A page of our own: nothing that allauth draws was used for it."""
    drawn = [template.name or "" for template in answer.templates]
    return not [name for name in drawn if name.startswith(("socialaccount/", "account/"))]


@pytest.mark.parametrize("mood", MOODS)
def test_a_provider_in_trouble_leads_back_to_our_page_on_the_way_out(world, providers, mood):
    providers["council"].mood = mood
    answer = Client().get("/sign-in/oidc/council/login/", follow=True)
    assert is_ours(answer)
    assert answer.redirect_chain == [(reverse("people:sign_in"), 302)]
    assert "did not work" in answer.content.decode()


@pytest.mark.parametrize("mood", MOODS)
def test_a_provider_in_trouble_leads_back_to_our_page_on_the_way_in(world, providers, mood):
    client = Client()
    there = client.get("/sign-in/oidc/council/login/")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    providers["council"].mood = mood
    back = "/sign-in/oidc/council/login/callback/"
    answer = client.get(back, {"code": "c", "state": state}, follow=True)
    assert is_ours(answer) and answer.redirect_chain == [(reverse("people:sign_in"), 302)]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("error", ["access_denied", "login_cancelled", "server_error", ""])
def test_turning_back_at_the_provider_leads_to_our_page(world, providers, error):
    client = Client()
    there = client.get("/sign-in/oidc/council/login/")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    given = {"state": state, **({"error": error} if error else {})}
    answer = client.get("/sign-in/oidc/council/login/callback/", given, follow=True)
    assert is_ours(answer) and answer.redirect_chain == [(reverse("people:sign_in"), 302)]


def test_a_stranger_is_never_asked_to_sign_up(world, providers):
    providers["council"].claims = {
        "sub": "1", "email": "stranger@kirkbrae.example", "email_verified": True,
    }  # fmt: skip
    client = Client()
    assert come_in("council", client).url == reverse("people:sign_in")
    answer = client.get(reverse("people:sign_in"))
    assert is_ours(answer) and "Ask your coordinator" in answer.content.decode()


def test_setting_out_asks_nothing_and_hands_nothing_on(world, providers):
    """No page asks whether one means it, and a link made elsewhere changes nothing on the way."""
    link = "/sign-in/oidc/council/login/?process=connect&next=//evil.example&scope=all&auth_params="
    there = urlsplit(Client().get(f"{link}redirect_uri%3Dhttps://evil.example/").url)
    assert "evil" not in there.query and "all" not in parse_qs(there.query)["scope"][0].split()
    assert "code_challenge" in parse_qs(there.query)
    assert Client().post("/sign-in/oidc/council/login/").status_code == 405


@pytest.mark.parametrize(
    "name",
    "account_login account_signup account_logout account_reset_password socialaccount_signup "
    "socialaccount_login_cancelled socialaccount_login_error socialaccount_connections".split(),
)
def test_no_other_page_of_allauth_has_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_page_for_strict_cookies_is_never_needed(settings):
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_an_unknown_provider_is_not_found(world, providers):
    assert Client().get("/sign-in/oidc/nobody/login/").status_code == 404


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{", "THEGITHER_OIDC is not JSON"),
        ("{}", "THEGITHER_OIDC is not a list"),
        ('[{"id": "council"}]', "Entry 1 of THEGITHER_OIDC lacks name, server"),
        (json.dumps([dict.fromkeys(identity.NEEDED, "x")] * 2), "two providers one id"),
    ],
)
def test_a_mistake_in_the_setting_is_told_in_a_sentence(monkeypatch, written, says):
    monkeypatch.setenv("THEGITHER_OIDC", written)
    with pytest.raises(SettingsError, match=says):
        identity.read_providers()
