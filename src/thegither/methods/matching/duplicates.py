"""Entries of a register that may be one person, by adding up evidence for and against.

Each thing two entries can be compared on gives a weight: the base-2 logarithm of how much more often it
agrees (or differs) between two entries of one person than between entries of two (Fellegi and Sunter
1969). The weights are added; a sum of `THRESHOLD` or more is worth a look by a person::

    score = name + e-mail + phone + organization

======================  ====================================================  ======
compared                finding                                               weight
======================  ====================================================  ======
name                    the same words, in any order                              +8
name                    nearly (Dice >= 0.7), or an initial for a first name      +5
name                    otherwise                                                -10
e-mail                  equal / both there and different                     +6 / -2
phone                   last nine digits equal / both there and different    +5 / -1
organization            one in common / both have some, none in common       +3 / -1
======================  ====================================================  ======

Worked: the same name in the same organization with different addresses is 8 - 2 + 3 = 9: proposed. Two of
one household who share a mailbox are -10 + 6 + 3 = -1: not. One name in two bodies with two addresses is
8 - 2 - 1 = 5: not, since in a large register that is mostly two people.

An e-mail address weighs less than a name because people share mailboxes. The weights are set by reason,
not fitted; `tests/test_duplicates.py` states precision and recall on planted duplicates.

References
----------
Fellegi, I. P. and Sunter, A. B. (1969). A theory for record linkage. Journal of the American Statistical
Association 64, 1183-1210. https://doi.org/10.1080/01621459.1969.10501049

Dice, L. R. (1945). Measures of the amount of ecologic association between species. Ecology 26, 297-302.
https://doi.org/10.2307/1932409
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

THRESHOLD = 8.0
NEARLY = 0.7
# A key shared by more entries than this tells nothing, and comparing all of them would cost its square.
LARGEST_BLOCK = 200
TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "cllr", "councillor", "sir", "dame", "rev"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is compared of one person. `organizations` holds any marks of the bodies they belong to."""

    id: str
    name: str
    email: str = ""
    phone: str = ""
    organizations: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one person, the smaller id first, and the evidence for it."""

    first: str
    second: str
    score: float
    reasons: tuple[str, ...]


def likely_duplicates(entries: Iterable[Entry], threshold: float = THRESHOLD) -> tuple[Pair, ...]:
    """The pairs that reach the threshold, the likeliest first, then by id.

    Only entries that share a key (mailbox, phone, or name but for a slip in part of it) are compared,
    so the cost grows with the register and not with its square. An entry without a name is never
    proposed. The order of the entries does not matter.

    >>> ailsa = Entry("1", "Ailsa Grant", "ailsa@example.org")
    >>> again = Entry("2", "GRANT, Ailsa (Dr)", "ailsa@example.org")
    >>> likely_duplicates([again, ailsa])
    (Pair(first='1', second='2', score=14.0, reasons=('same name', 'same e-mail')),)
    """
    known = {entry.id: entry for entry in entries if words(entry.name)}
    pairs = (_compare(known[a], known[b]) for a, b in _candidates(list(known.values())))
    likely = [pair for pair in pairs if pair.score >= threshold]
    return tuple(sorted(likely, key=lambda pair: (-pair.score, pair.first, pair.second)))


def words(name: str) -> tuple[str, ...]:
    """The words of a name in order of the alphabet: without accents, titles and what is in brackets.

    >>> words("Dr. Màiri O'Neil-Grant (she/her)")
    ('grant', 'mairi', 'oneil')
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)", " ", name))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    found = re.findall(r"[^\W\d_]+", re.sub(r"['’.]", "", letters))
    return tuple(sorted(word for word in found if word not in TITLES))


def dice(first: str, second: str) -> float:
    """Twice the pairs of neighbouring letters in common, over all pairs: 0 to 1, and 1 for equal texts.

    >>> round(dice("catriona", "katriona"), 2)
    0.86
    """
    if first == second:
        return 1.0
    left, right = _bigrams(first), _bigrams(second)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def _bigrams(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}


def _candidates(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    blocks: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for key in _keys(entry):
            blocks[key].add(entry.id)
    small = (sorted(block) for block in blocks.values() if 1 < len(block) <= LARGEST_BLOCK)
    yield from sorted({pair for block in small for pair in combinations(block, 2)})


def _keys(entry: Entry) -> Iterator[str]:
    """Mailbox, phone, the whole name, and each word with the first letters of the others."""
    parts = words(entry.name)
    yield f"name {' '.join(parts)}"
    if entry.email:
        yield f"mail {entry.email.casefold()}"
    if _digits(entry.phone):
        yield f"phone {_digits(entry.phone)}"
    for index, word in enumerate(parts):
        others = "".join(other[0] for place, other in enumerate(parts) if place != index)
        yield f"word {word} {others}"


def _digits(phone: str) -> str:
    """The last nine digits, so that +44 1632 960001 and 01632 960001 agree; shorter numbers tell nothing."""
    digits = re.sub(r"\D", "", phone)
    return digits[-9:] if len(digits) >= 9 else ""


def _compare(first: Entry, second: Entry) -> Pair:
    low, high = sorted((first, second), key=lambda entry: entry.id)
    found = (
        _by_name(words(low.name), words(high.name)),
        _by_value(low.email.casefold(), high.email.casefold(), "same e-mail", 6.0, -2.0),
        _by_value(_digits(low.phone), _digits(high.phone), "same phone", 5.0, -1.0),
        _by_organization(low.organizations, high.organizations),
    )
    score = sum(weight for weight, _reason in found)
    return Pair(low.id, high.id, score, tuple(reason for _weight, reason in found if reason))


def _by_name(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[float, str]:
    if first == second:
        return 8.0, "same name"
    if dice(" ".join(first), " ".join(second)) >= NEARLY or _initials_for(first, second):
        return 5.0, "nearly the same name"
    return -10.0, ""


def _initials_for(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the names agree once each single letter stands for a word that begins with it.

    At least one whole word must agree: "A Grant" for "Ailsa Grant", but not "A G" for anybody.
    """
    only_first, only_second = set(first) - set(second), set(second) - set(first)
    in_common = {word for word in set(first) & set(second) if len(word) > 1}
    if not in_common or len(only_first) != 1 or len(only_second) != 1:
        return False
    one, other = sorted((*only_first, *only_second), key=len)
    return len(one) == 1 and other.startswith(one)


def _by_value(
    first: str, second: str, reason: str, agree: float, differ: float
) -> tuple[float, str]:
    if not first or not second:
        return 0.0, ""
    return (agree, reason) if first == second else (differ, "")


def _by_organization(first: frozenset[str], second: frozenset[str]) -> tuple[float, str]:
    if not first or not second:
        return 0.0, ""
    return (3.0, "same organization") if first & second else (-1.0, "")
