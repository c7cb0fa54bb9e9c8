"""No partnership takes an address that the house or another partnership needs."""

import pytest
from django.urls import resolve

from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces import addresses
from thegither.spine.spaces.errors import AddressTaken, NoAddress, ReservedAddress
from thegither.spine.spaces.models import Partnership

PAGES = ("sign-in/", "sign-out/", "healthz", "accessibility/", "privacy/", "contact/")


def found(slug):
    return spaces.create_partnership(slug=slug, name="X", purpose="X")


@pytest.mark.django_db
@pytest.mark.parametrize("page", [*PAGES, "static/x.css"])
def test_an_address_of_the_house_is_refused_with_a_sentence(page):
    with pytest.raises(ReservedAddress, match="an address of the house itself"):
        found(page.split("/")[0])
    assert not Partnership.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_named_here_are_real_and_are_not_below_a_partnership(page):
    assert "partnership_slug" not in resolve(f"/{page}").kwargs


def test_a_new_page_of_the_house_is_reserved_without_being_listed(settings, tmp_path, monkeypatch):
    (tmp_path / "more_urls.py").write_text(
        "from django.urls import include, path\n"
        "see = lambda request: None\n"
        "urlpatterns = [path('', include([path('news/<int:year>/', see)])), path('<slug:s>/', see)]\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    settings.ROOT_URLCONF = "more_urls"
    assert addresses.house_words() == {"news", "static"}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", "Kirkbrae", "kirk brae", "kirk/brae", "a" * 51, "kirk\nbrae"])
def test_what_cannot_be_an_address_is_refused(slug):
    with pytest.raises(NoAddress, match="cannot be an address"):
        found(slug)


def test_an_address_is_given_once(world):
    with pytest.raises(AddressTaken, match="already"):
        found("kirkbrae")


def test_the_first_word_of_a_partnership_s_own_pages_is_free(world):
    """`people` and `conversations` stand below a partnership, and so hide nothing."""
    assert found("people").slug == "people"
