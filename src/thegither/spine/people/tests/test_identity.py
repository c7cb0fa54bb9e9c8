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
        body = json.dumps(document).encode()
        self.send_response(200)
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
        threading.Thread(target=server.serve_forever, daemon=True).start()
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


def test_an_unknown_provider_is_not_found(world, providers):
    assert Client().get("/sign-in/oidc/nobody/login/").status_code == 404


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_allauth_s_own_pages_stay_shut(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


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
