"""Answers as a table that other programmes read, and the codebook without which it is only numbers."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from thegither.formats.instruments import Instrument, Item
from thegither.methods.surveys import DONT_KNOW, MISSING

UNSURE = "dk"
CODEBOOK = ("column", "question", "area", "code", "meaning", "worded the other way round")
Row = tuple[str, ...]


def response_rows(instrument: Instrument, codes: npt.NDArray[np.int8]) -> Iterator[Row]:
    """The header, then one row a respondent, as `read_responses` takes them: numbers, `dk`, nothing.

    >>> from thegither.formats.instruments import read_instrument, shipped_instruments
    >>> culture = read_instrument(shipped_instruments()["culture"])
    >>> rows = list(response_rows(culture, np.array([[5, -1, -2, 1, 1, 1, 1, 1]], dtype=np.int8)))
    >>> rows[0][:3], rows[1][:3]
    (('cohesion_1', 'cohesion_2', 'cohesion_3'), ('5', '', 'dk'))
    """
    yield tuple(item.id for item in instrument.closed)
    spellings = {MISSING: "", DONT_KNOW: UNSURE}
    for row in codes.tolist():
        yield tuple(spellings.get(code, str(code)) for code in row)


def codebook_rows(instrument: Instrument) -> list[Row]:
    """What each column asks and what each code in it means, one row a code."""
    titles = {scale.id: scale.title for scale in instrument.scales}
    return [row for item in instrument.closed for row in _codes(item, titles.get(item.scale, ""))]


def _codes(item: Item, area: str) -> Iterator[Row]:
    options = item.options
    meanings: Sequence[tuple[str, str]] = ()
    if options:
        meanings = [(str(v), text) for v, text in zip(options.values, options.labels, strict=True)]
        meanings += [(UNSURE, options.dont_know)] if options.dont_know else []
    for code, meaning in (*meanings, ("", "passed over")):
        yield item.id, item.text, area, code, meaning, "yes" if item.turned else "no"
