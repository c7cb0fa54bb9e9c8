"""Instruments as data: the questions of a survey, its scales and its answers, in one TOML file."""

from thegither.formats.instruments.model import (
    Instrument,
    Item,
    Options,
    Plane,
    Reference,
    ScaleOfItems,
)
from thegither.formats.instruments.read import (
    instrument_of,
    read_content,
    read_instrument,
    shipped_instruments,
)

__all__ = [
    "Instrument",
    "Item",
    "Options",
    "Plane",
    "Reference",
    "ScaleOfItems",
    "instrument_of",
    "read_content",
    "read_instrument",
    "shipped_instruments",
]
