"""Advice on plain English: long sentences, words of offices, very long words. Advice, never a verdict.

There is no score on purpose. A reading-ease formula counts syllables and says nothing of what to change;
the reading-age bands it is read off were made for American schoolbooks. What helps is the sentence that
can be cut, and the word that can be swapped.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from thegither.formats.plain_words import PLAIN_WORDS

# GOV.UK and the Plain English Campaign both ask for sentences of at most 25 words.
LONGEST_SENTENCE, LONGEST_WORD = 25, 13
MOST = 10
LONGEST_TEXT = 20_000

SENTENCE_ENDS = re.compile(r"(?<=[.!?:;])[\"”’')\]]*\s+|\n\s*(?:\n|[-*•]|\d+[.)])\s*|\n")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SHORT_FORMS = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|approx)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LongSentence:
    """A sentence with more than `LONGEST_SENTENCE` words, and how it begins."""

    words: int
    begins: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A word as it stands in the text, and what could stand there instead."""

    word: str
    instead: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What could be plainer in a text. `explain` holds words of ours that need their sense beside them."""

    sentences: tuple[LongSentence, ...] = ()
    swaps: tuple[Swap, ...] = ()
    explain: tuple[Swap, ...] = ()
    long_words: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        return not (self.sentences or self.swaps or self.explain or self.long_words)


def advise(text: str, glossary: Mapping[str, str] | None = None) -> Advice:
    """What could be plainer, at most `MOST` of each; the first `LONGEST_TEXT` letters are read.

    glossary: words of our own in small letters, each with its plain sense.

    >>> advise("We will utilise the hall.").swaps
    (Swap(word='utilise', instead='use'),)
    >>> advise("Do you want more buses?").is_plain
    True
    >>> advise("The landscape is ready.", {"landscape": "A picture of who voted alike."}).explain
    (Swap(word='landscape', instead='A picture of who voted alike.'),)
    """
    text = text[:LONGEST_TEXT]
    swaps = _found(text, PLAIN_WORDS)
    explain = _found(text, glossary or {})
    named = " ".join(swap.word.lower() for swap in (*swaps, *explain))
    return Advice(_long_sentences(text), swaps, explain, _long_words(text, named))


def _long_sentences(text: str) -> tuple[LongSentence, ...]:
    whole = SHORT_FORMS.sub(lambda form: form.group().replace(".", "\u2024"), text)
    counted = ((sentence, len(WORD.findall(sentence))) for sentence in SENTENCE_ENDS.split(whole))
    long = [LongSentence(n, _beginning(s)) for s, n in counted if n > LONGEST_SENTENCE]
    return tuple(long[:MOST])


def _beginning(sentence: str) -> str:
    words = sentence.replace("\u2024", ".").split()
    return " ".join(words[:6])


def _found(text: str, words: Mapping[str, str]) -> tuple[Swap, ...]:
    """The words of a table that stand in the text, in its order, the longest phrase where two overlap."""
    if not words:
        return ()
    longest_first = sorted(words, key=len, reverse=True)
    # ASCII: else the old long s and the Kelvin sign would match letters that the table has not.
    pattern = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"
    swaps: dict[str, Swap] = {}
    for found in re.findall(pattern, text, re.IGNORECASE | re.ASCII):
        swaps.setdefault(found.lower(), Swap(found, words[found.lower()]))
    return tuple(swaps.values())[:MOST]


def _long_words(text: str, named: str) -> tuple[str, ...]:
    """Words of more than `LONGEST_WORD` letters that are no names and were not named already."""
    long = {
        word.lower(): word
        for word in WORD.findall(text)
        if len(word) > LONGEST_WORD and word.islower() and word.lower() not in named
    }
    return tuple(long.values())[:MOST]
