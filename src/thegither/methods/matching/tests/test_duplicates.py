"""Planted duplicates are found, strangers are left alone, and nothing depends on the order of the list."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.matching import Entry, likely_duplicates

FIRST = "Aileas Bethia Calvina Deorsa Eilidh Fearchar Gormelia Hamlet Iseabail Jessamy".split()
LAST = "Arbroathly Brigadoonie Corrieburn Drumlish Eskadaleton Fintraymoor Glenwhim".split()
COUNCIL, HEALTH = frozenset({"council"}), frozenset({"health"})


AILSA = Entry("1", "Ailsa Grant", "ailsa@x.org", "01632 960001", COUNCIL)


@pytest.mark.parametrize(
    ("second", "is_proposed"),
    [
        # the same name in the same body, whatever the addresses say
        (Entry("2", "Grant, Ailsa", "other@y.org", "", COUNCIL), True),
        # a slip of the pen, with the mailbox to bear it out
        (Entry("2", "Ailsa Grnat", "ailsa@x.org"), True),
        (Entry("2", "A Grant", "ailsa@x.org"), True),
        # the same phone, written in another way
        (Entry("2", "Ailsa Grant", "", "+44 1632 960001", HEALTH), True),
        # a household that shares mailbox, phone and carers' group
        (Entry("2", "Murdo Grant", "ailsa@x.org", "01632 960001", COUNCIL), False),
        # a namesake in another body
        (Entry("2", "Ailsa Grant", "ailsa@y.org", "", HEALTH), False),
        # no name, no proposal
        (Entry("2", "", "ailsa@x.org", "01632 960001", COUNCIL), False),
    ],
)
def test_what_is_worth_a_look(second: Entry, is_proposed: bool) -> None:
    assert bool(likely_duplicates([AILSA, second])) is is_proposed


def planted_register(seed: int) -> tuple[list[Entry], set[tuple[str, str]]]:
    """Five hundred people, of whom eighty stand in the list twice in one of four ways.

    Names repeat (ten first names and seven last names with a middle letter), as they do in life.
    """
    rng = random.Random(seed)
    entries = [_somebody(rng, number) for number in range(500)]
    again = [_again(rng, entry) for entry in rng.sample(entries, 80)]
    planted = {(entry.id.removeprefix("again "), entry.id) for entry in again}
    return [*entries, *again], planted


def _somebody(rng: random.Random, number: int) -> Entry:
    name = (
        f"{rng.choice(FIRST)}{rng.choice('aeiou')} {rng.choice(LAST)}{rng.choice(['', 's', 'y'])}"
    )
    body = frozenset({f"body {rng.randrange(40)}"})
    mail = f"{number}@example.org" if rng.random() < 0.7 else ""
    return Entry(f"{number:03}", name, mail, f"01632 9{number:05}", body)


def _again(rng: random.Random, entry: Entry) -> Entry:
    first, last = entry.name.split()
    at = rng.randrange(1, len(last) - 1)
    name = rng.choice(
        [f"{last}, {first}", f"Dr {first} {last}", f"{first[0]} {last}", f"{first} {last[:at]}{last[at + 1:]}"]
    )  # fmt: skip
    keeps_mail = rng.random() < 0.5
    mail = entry.email if keeps_mail else f"{first}.{last}@elsewhere.example".lower()
    phone = entry.phone if rng.random() < 0.5 else ""
    return Entry(f"again {entry.id}", name, mail, phone, entry.organizations)


def test_planted_duplicates_are_found_at_the_stated_precision_and_recall() -> None:
    """Over 20 registers taken together: precision 0.90 or better, recall 0.90 or better."""
    found_right = found_in_all = planted_in_all = 0
    for seed in range(20):
        entries, planted = planted_register(seed)
        found = {(pair.first, pair.second) for pair in likely_duplicates(entries)}
        found_right += len(found & planted)
        found_in_all += len(found)
        planted_in_all += len(planted)
    assert found_right / found_in_all >= 0.90
    assert found_right / planted_in_all >= 0.90


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(rng: random.Random) -> None:
    entries, _planted = planted_register(1)
    entries = entries[:40]
    before = likely_duplicates(entries)
    rng.shuffle(entries)
    assert likely_duplicates(entries) == before


def test_a_large_block_of_namesakes_is_passed_over_rather_than_compared_in_its_square() -> None:
    namesakes = [Entry(f"{number:04}", "Ailsa Grant") for number in range(201)]
    assert likely_duplicates(namesakes) == ()
