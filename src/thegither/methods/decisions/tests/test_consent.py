"""Consent and consensus: a table of what each position does, and nothing of anybody's is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import consensus, consent
from thegither.methods.decisions.consent import Position, State, Voice

AGREE = Voice("Ann", Position.AGREE)
LIVE_WITH = Voice("Bob", Position.LIVE_WITH)
ASIDE = Voice("Cat", Position.ASIDE)
REASONED = Voice("Dan", Position.OBJECT, "no bus after six")
BARE = Voice("Eve", Position.OBJECT)
MET = Voice("Fay", Position.OBJECT, "no bus after six", integrated=True)
VOICES = st.lists(st.sampled_from([AGREE, LIVE_WITH, ASIDE, REASONED, BARE, MET]), max_size=8)

TABLE = [
    ([], State.WAITS, State.WAITS),
    ([AGREE, LIVE_WITH], State.PASSED, State.PASSED),
    ([ASIDE], State.PASSED, State.WAITS),
    ([AGREE, ASIDE], State.PASSED, State.PASSED),
    ([AGREE, REASONED], State.NOT_PASSED, State.NOT_PASSED),
    ([AGREE, BARE], State.WAITS, State.NOT_PASSED),
    ([REASONED, BARE], State.NOT_PASSED, State.NOT_PASSED),
    ([AGREE, MET], State.PASSED, State.PASSED),
    ([MET], State.PASSED, State.PASSED),
]


@pytest.mark.parametrize(("voices", "by_consent", "by_consensus"), TABLE)
def test_how_it_ends(voices, by_consent, by_consensus):
    assert consent(voices).state == by_consent
    assert consensus(voices).state == by_consensus


@given(VOICES)
def test_every_objection_stands_is_integrated_or_lacks_a_reason(voices):
    outcome = consent(voices)
    told = sorted(v.person for v in outcome.standing + outcome.integrated + outcome.without_reason)
    assert told == sorted(v.person for v in voices if v.position == Position.OBJECT)
    assert outcome.voices == len(voices)


@given(VOICES)
def test_one_more_objection_never_makes_it_pass(voices):
    for rule in (consent, consensus):
        assert rule([*voices, REASONED]).state == State.NOT_PASSED
