"""A list in place of the whole scheme: what ends, begins and stays, and that it can be undone until tonight."""

from decimal import Decimal

import time_machine
from django.urls import reverse
from tests.one_day import TODAY

from thegither.spine.authority.actions import look_for_trouble
from thegither.spine.authority.models import Delegation
from thegither.spine.authority.queries import can_decide
from thegither.spine.authority.replacement import undoable
from thegither.spine.authority.tests.made import DAY, a_scheme, allow, keep, post, with_trouble
from thegither.spine.authority.tests.test_lists import bring, told

LIST = """decision_type,post,limit,conditions,clause,valid_from
respite,Support worker,500,,3.1,
respite,Support worker,900,a manager knows,R1,
respite,Chief officer,,,R2,2026-01-01
"""
SCHEME = reverse("authority:scheme", args=["kirkbrae"])
UNDO = reverse("authority:undo_replacement", args=["kirkbrae"])


def may_spend(world, amount: int, day=TODAY) -> str:
    answer = can_decide(
        partnership=world.partnership,
        decision_type="respite",
        post=post("Support worker"),
        amount=Decimal(amount),
        on=day,
    )
    return answer.sentence


def written() -> set:
    return {told(row) for row in Delegation.objects.filter(struck_at=None)}


def test_old_clauses_hold_until_tonight_and_the_new_ones_from_tomorrow(world):
    a_scheme(world)
    kept = keep(world)
    page = bring(world.client("ailsa"), "replacement", LIST).content.decode()
    assert "End today: 3. Begin tomorrow or later: 2. Stay: 1." in page
    assert (may_spend(world, 450), may_spend(world, 450, TODAY + DAY)) == (
        "Yes. Clause 3.1 says so.",
    ) * 2
    assert may_spend(world, 800) == "Yes, if: the carer agrees. Clause 3.2 says so."
    assert may_spend(world, 800, TODAY + DAY) == "Yes, if: a manager knows. Clause R1 says so."
    assert {row.clause for row in Delegation.objects.filter(Delegation.known(), valid_to=TODAY)} == {
        "3.2", "3.3", "3.9",
    }  # fmt: skip
    kept.refresh_from_db()
    again = can_decide(
        partnership=world.partnership, decision_type="respite", post=kept.post,
        amount=kept.amount, on=kept.on, known_at=kept.known_at,
    )  # fmt: skip
    assert again.sentence == kept.sentence
    assert (
        "There is nothing to replace"
        in bring(world.client("ailsa"), "replacement", LIST).content.decode()
    )


def test_what_would_change_is_seen_before_it_happens(world):
    a_scheme(world)
    allow(world, "Organizer", "9.9", 10, valid_from=TODAY + 9 * DAY)
    before = written()
    address = reverse("authority:import_list", args=["kirkbrae", "replacement"])
    page = world.client("ailsa").post(address, {"pasted": LIST}).content.decode()
    for words in (
        "Ends today: 4",
        "Stays as it is: 1",
        "up to £900 (R1): a manager knows",
        "up to £10 (9.9)",
    ):
        assert words in page
    empty = world.client("ailsa").post(address, {"pasted": LIST.splitlines()[0]}).content.decode()
    assert "Replace the scheme" not in empty
    assert written() == before


def test_it_can_be_undone_until_the_new_clauses_begin(world):
    a_scheme(world)
    allow(world, "Organizer", "9.9", 10, valid_from=TODAY + 9 * DAY)
    before, ailsa = written(), world.client("ailsa")
    bring(ailsa, "replacement", LIST)
    assert world.client("bashir").post(UNDO).status_code == 403
    assert "Undo: keep the old scheme" in ailsa.get(SCHEME).content.decode()
    assert "stands again as it stood" in ailsa.post(UNDO, follow=True).content.decode()
    assert written() == before
    assert "too late to undo it" in ailsa.post(UNDO, follow=True).content.decode()
    assert "Undo: keep" not in ailsa.get(SCHEME).content.decode()


def test_it_is_too_late_tomorrow_or_once_a_clause_was_changed_since(world):
    a_scheme(world)
    bring(world.client("ailsa"), "replacement", LIST)
    assert undoable(world.partnership, TODAY)
    with time_machine.travel(TODAY + DAY, tick=False):
        assert undoable(world.partnership, TODAY + DAY) is None
    allow(world, "Organizer", "7.7", 70)
    assert undoable(world.partnership, TODAY) is None


def test_of_a_long_scheme_the_page_says_what_was_found_when_it_was_looked_at(world, monkeypatch):
    monkeypatch.setattr("thegither.spine.authority.scheme.LOOKED_AT_ANEW", 3)
    with_trouble(world)
    ailsa = world.client("ailsa")
    page = ailsa.get(SCHEME).content.decode()
    assert "in a few minutes" in page and "Every matter of the scheme" not in page
    look_for_trouble(partnership=world.partnership)
    page = ailsa.get(SCHEME).content.decode()
    assert "so this was looked at on" in page and "contradict one another" in page


def test_the_page_of_a_long_scheme_has_pages_and_finds_clauses(world):
    rows = [f"kind {n:03},Support worker,{n},,{n}.1" for n in range(1, 121)]
    head = "decision_type,post,limit,conditions,clause"
    client = world.client("ailsa")
    bring(client, "scheme", "\n".join([head, *rows, "Housing,Chief officer,,two quotes,H.1"]))
    bashir = world.client("bashir")
    first, second = (bashir.get(SCHEME + query).content.decode() for query in ("", "?page=2"))
    assert "1 to 100 of 121" in first and "clause H.1" in first and "clause 119.1" not in first
    assert "clause 100.1" in second and "clause 99.1" not in second
    found = bashir.get(f"{SCHEME}?q=chief+quotes").content.decode()
    assert "clause H.1" in found and "clause 1.1" not in found
    assert '<details class="ds_details" open>' in found
    assert "clause 7.1" in bashir.get(f"{SCHEME}?kind=kind+007").content.decode()
    assert "No clause says this" in bashir.get(f"{SCHEME}?q=zebra").content.decode()
