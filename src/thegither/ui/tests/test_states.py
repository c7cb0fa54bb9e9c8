"""Pages for when there is nothing to show: each says what happened, that nothing is lost, and what now."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client, override_settings
from django.urls import include, path
from django.views.decorators.http import require_POST
from django_ratelimit.exceptions import Ratelimited

REASONS = {
    "bad": BadRequest("broken"),
    "denied": PermissionDenied("This page is for moderators."),
    "missing": Http404(),
    "often": Ratelimited(),
    "broken": RuntimeError("a secret detail"),
}


def fail(request, how):
    raise REASONS[how]


def take(request):
    raise AssertionError("the form was taken without its token")


@require_POST
def press(request):
    raise AssertionError("reading an address is not pressing its button")


urlpatterns = [
    path("fail/<how>/", fail),
    path("take/", take),
    path("press/", press),
    path("", include("thegither.config.urls")),
]
handler400 = "thegither.ui.states.bad_request"
handler403 = "thegither.ui.states.not_allowed"
handler404 = "thegither.ui.states.not_found"
handler500 = "thegither.ui.states.went_wrong"


@pytest.fixture
def client() -> Client:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("how", "status", "says"),
    [
        ("bad", 400, "Nothing was changed"),
        ("denied", 403, "This page is for moderators."),
        ("missing", 404, "Nothing of yours is lost"),
        ("often", 429, "Wait a minute"),
        ("broken", 500, "Nothing that you saved is lost"),
    ],
)
def test_each_failure_has_its_words(db, client, how, status, says):
    answer = client.get(f"/fail/{how}/")
    assert answer.status_code == status
    assert says in answer.content.decode() and "a secret detail" not in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_words(db, client):
    answer = client.post("/take/", {})
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


def test_pages_carry_the_policy_and_nothing_it_would_block(db, client):
    answer = client.get("/privacy/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "http://" not in answer.content.decode() and "https://" not in answer.content.decode()


def test_an_address_behind_a_button_says_so_when_it_is_opened_like_a_page(db, client):
    answer = client.get("/press/")
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert "nothing was done" in answer.content.decode()
