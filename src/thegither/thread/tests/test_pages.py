"""Front door, home, words, search, health: what each person finds there."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from thegither.spine.promises import actions as promises
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.house import Ask, Card
from thegither.spine.spaces.visibility import HOUSE

CARERS = Card("How do we look after carers?", "/kirkbrae/x/", "open", "until 1 May", True)
PAST = Card("Where should the hub be?", "/kirkbrae/y/", "closed", "read the results", False)


def record(world, title, kind="finding", audience="members"):
    return spaces.create_record(
        partnership=world.partnership, kind=kind, title=title, audience=audience
    )


def text(world, who, address) -> str:
    return world.client(who).get(address).content.decode()


def test_the_front_door_shows_what_anybody_may_join(world, offer):
    offer.cards, offer.public = [PAST], [CARERS]
    page = text(world, "nobody", "/")
    assert CARERS.title in page and PAST.title not in page
    assert "Kirkbrae Together" in page and "Elsewhere Together" in page


def test_home_asks_at_most_five_things_the_most_urgent_first(world, offer):
    offer.asks = [Ask(f"Ask {n}", "/", 3, date(2027, 1, 30 - n)) for n in range(6)]
    offer.asks.append(Ask("No hurry", "/", 1))
    page = text(world, "bashir", "/kirkbrae/")
    shown = [n for n in range(6) if f"Ask {n}" in page]
    assert shown == [1, 2, 3, 4, 5] and "No hurry" not in page
    assert page.index("Ask 5") < page.index("Ask 4") < page.index("Ask 1")


def test_home_says_how_long_an_ask_takes_and_by_when(world, offer):
    offer.asks = [Ask("Vote", "/", 1, date(2126, 11, 21)), Ask("Read", "/", 1, date(2016, 11, 21))]
    page = text(world, "bashir", "/kirkbrae/")
    assert "About 1 minute" in page and "by 21 November 2126" in page
    assert "About 1 minutes" not in page
    assert "was due on 21 November 2016" in page


def test_an_outsider_is_shown_the_purpose_and_no_asks(world, offer):
    offer.asks, offer.cards, offer.public = [Ask("Vote", "/", 1)], [PAST], [CARERS]
    page = text(world, "duncan", "/kirkbrae/")
    assert world.partnership.purpose in page and "For you" not in page
    assert CARERS.title in page and PAST.title not in page


def test_open_activities_stand_before_closed_ones(world, offer):
    offer.cards = [PAST, CARERS]
    page = text(world, "bashir", "/kirkbrae/listen/")
    assert page.index(CARERS.title) < page.index(PAST.title)


@pytest.mark.parametrize("word", ["listen", "see", "decide", "learn", "grow"])
def test_an_empty_word_says_what_to_do_first(world, offer, word):
    page = text(world, "bashir", f"/kirkbrae/{word}/")
    assert "Nothing here yet" in page and 'aria-current="page"' in page


def test_a_word_offers_to_begin_something_to_those_who_may(world, offer):
    assert "/kirkbrae/ask/" in text(world, "ailsa", "/kirkbrae/listen/")
    assert "/kirkbrae/ask/" not in text(world, "bashir", "/kirkbrae/listen/")


def test_an_unknown_word_or_partnership_is_a_page_that_says_so(world, offer):
    for address in ("/kirkbrae/shout/", "/nowhere/", "/nowhere/listen/"):
        answer = world.client("bashir").get(address)
        assert answer.status_code == 404 and b"There is no such page" in answer.content


def test_what_was_found_stands_under_see_until_it_is_settled(world):
    decision = promises.record_decision(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        text="One desk answers the phone.",
        decided_on=date(2026, 1, 5),
        how="by vote",
        review_on=date(2026, 2, 5),
    )
    assert "Nothing here yet" in text(world, "bashir", "/kirkbrae/see/")
    finding = promises.find_review_due(decision=decision)
    assert finding.sentence in text(world, "bashir", "/kirkbrae/see/")
    assert finding.sentence not in text(world, "bashir", "/kirkbrae/learn/")
    promises.end_decision(
        viewer=world.viewer("ailsa"), decision=decision, because="The desk has closed."
    )
    assert finding.sentence not in text(world, "bashir", "/kirkbrae/see/")


def test_news_are_the_last_two_weeks_and_only_what_one_may_see(world, offer):
    record(world, "Fresh")
    record(world, "Stale")
    record(world, "Statement 7", kind="statement")
    old = timezone.now() - timedelta(days=15)
    type(record(world, "Other")).objects.filter(title="Stale").update(created_at=old)
    page = text(world, "bashir", "/kirkbrae/")
    assert "Fresh" in page and "Stale" not in page and "Statement 7" not in page
    assert "Fresh" not in text(world, "duncan", "/kirkbrae/")


def test_search_finds_titles_that_hold_every_word(world, offer):
    record(world, "Carers want a break")
    record(world, "Carers want a bus")
    page = text(world, "bashir", "/kirkbrae/search/?q=BREAK+carers")
    assert "Carers want a break" in page and "Carers want a bus" not in page


def test_search_finds_nothing_that_is_hidden_or_not_ones_own(world, offer):
    hidden = record(world, "Carers want a break")
    for who in ("duncan", "nobody"):
        assert "Carers want a break" not in text(world, who, "/kirkbrae/search/?q=break")
    spaces.hide_record(
        viewer=HOUSE, record=hidden, reason="under review",
        until=timezone.now() + timedelta(days=1), seen_by_coordinator=False,
    )  # fmt: skip
    assert "Carers want a break" not in text(world, "bashir", "/kirkbrae/search/?q=break")


def test_search_without_words_asks_for_them_and_with_unknown_words_says_so(world, offer):
    assert "has “" not in text(world, "bashir", "/kirkbrae/search/")
    assert "Nothing has “&lt;b&gt;”" in text(world, "bashir", "/kirkbrae/search/?q=<b>")


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/", "/contact/"])
def test_the_pages_of_the_footer_stand(world, address):
    assert world.client().get(address).status_code == 200


def test_health_is_ok_while_the_database_answers(db, client, monkeypatch):
    assert client.get("/healthz").content == b"ok\n"

    def refuse(*_):
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", refuse)
        assert client.get("/healthz").status_code == 503


def test_health_in_json_where_that_is_asked_for(db, client):
    assert client.get("/healthz", headers={"accept": "application/json"}).json() == {"ok": True}
