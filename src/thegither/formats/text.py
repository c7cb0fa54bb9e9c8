"""Text as a page or a calendar may carry it, whoever wrote it."""

import re
import unicodedata

# What XML 1.0 cannot hold, and the characters that reorder a line so that it reads as something else.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")


def printable(text: object) -> str:
    r"""The text without what no page can show; every kind of line end becomes a line feed.

    >>> printable("Kirk\x00brae\r\nTogether\ud800")
    'Kirkbrae\nTogether'
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", str(text)))


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph begins at the right: its first letter decides (Unicode annex 9, rule P2).

    >>> is_right_to_left("2026: مرحبا"), is_right_to_left("Màiri: مرحبا")
    (True, False)
    """
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)
