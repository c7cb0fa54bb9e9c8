"""How our answer to one vote stands to a peer's."""

from enum import StrEnum


class Verdict(StrEnum):
    """Every class but the last is explained in the ledger of the methods' page."""

    SAME = "the same"
    TIE = "one of those the peer names as tied, or could draw"
    NOBODY = "nobody marked anything: the peer is not asked"
    UNWANTED = "the peer also buys what nobody supports"
    DIFFERENT = "different"


def one_of(ours: object, theirs: list) -> Verdict:
    """Of a peer that gives every answer its rule allows."""
    if ours not in theirs:
        return Verdict.DIFFERENT
    return Verdict.SAME if len(theirs) == 1 else Verdict.TIE
