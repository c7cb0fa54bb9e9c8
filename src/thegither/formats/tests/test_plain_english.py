"""What the check of words finds, and what it leaves in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.formats.plain_english import MOST, Advice, advise
from thegither.formats.plain_words import PLAIN_WORDS

TWENTY_FIVE = " ".join(["word"] * 25)


def words(swaps) -> list[str]:
    return [swap.word for swap in swaps]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Do you want more buses at night?",
        f"{TWENTY_FIVE}.",
        f"{TWENTY_FIVE}. {TWENTY_FIVE}.",
        f"{TWENTY_FIVE}\n- {TWENTY_FIVE}\n1. {TWENTY_FIVE}",
        "We meet at Auchtermuchtyburgh.",
        "Informal talks help. They performed well.",
    ],
)
def test_plain_words_get_no_advice(text):
    assert advise(text).is_plain


@pytest.mark.parametrize(
    "text",
    [f"{TWENTY_FIVE} more.", f"{TWENTY_FIVE}, e.g. more.", f"Short. {TWENTY_FIVE} more? Short."],
)
def test_a_sentence_of_more_than_25_words_is_named_by_how_it_begins(text):
    (long,) = advise(text).sentences
    assert long.words > 25
    assert long.begins == "word word word word word word"


def test_words_of_offices_are_found_in_any_case_with_a_plain_word():
    found = advise("Key stakeholders will UTILISE it. Utilise it in order to commence.").swaps
    assert words(found) == ["Key stakeholders", "UTILISE", "in order to", "commence"]
    assert [swap.instead for swap in found] == ["the people concerned", "use", "to", "start"]


def test_the_longest_phrase_wins():
    assert words(advise("Ask key stakeholders.").swaps) == ["key stakeholders"]


def test_a_word_inside_another_is_no_match():
    assert not advise("The informants and the cascades of Clyde.").swaps


def test_our_own_words_are_to_be_explained():
    advice = advise("Read the Landscape.", {"landscape": "Who voted alike."})
    assert words(advice.explain) == ["Landscape"]


def test_very_long_words_are_named_once_and_names_never():
    advice = advise("Interdepartmental interdepartmental Clackmannanshirean operationalise.")
    assert advice.long_words == ("interdepartmental",)
    assert words(advice.swaps) == ["operationalise"]


def test_no_plain_word_is_itself_a_word_of_offices():
    for word, instead in PLAIN_WORDS.items():
        assert not advise(instead).swaps, word
        assert word == word.lower()


def test_letters_that_only_look_like_ours_are_no_match_and_no_error():
    assert advise("utili\u017fe \u212aey stakeholders").is_plain is False


@given(st.text(max_size=300))
def test_any_text_gets_some_advice_and_never_too_much(text):
    advice = advise(text)
    assert isinstance(advice, Advice)
    assert max(map(len, (advice.sentences, advice.swaps, advice.long_words))) <= MOST


def test_a_very_long_text_is_read_in_part():
    assert advise("word " * 100_000).sentences
