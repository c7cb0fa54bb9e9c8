"""Instruments as data: the questions of a survey, its scales and its answers, in one TOML file."""

from thegither.formats.instruments.checks import faults_of
from thegither.formats.instruments.languages import in_language
from thegither.formats.instruments.model import (
    CHOICE,
    LADDER,
    LIKERT,
    YES_NO,
    Instrument,
    Item,
    Options,
    Plane,
    Reference,
    ScaleOfItems,
    Translation,
)
from thegither.formats.instruments.read import (
    instrument_of,
    parse_content,
    read_content,
    read_instrument,
    shipped_instruments,
)
from thegither.formats.instruments.write import content_text
from thegither.formats.instruments.xlsform import FormRead, read_xlsform
from thegither.formats.instruments.xlsform_write import write_xlsform

__all__ = [
    "CHOICE",
    "LADDER",
    "LIKERT",
    "YES_NO",
    "FormRead",
    "Instrument",
    "Item",
    "Options",
    "Plane",
    "Reference",
    "ScaleOfItems",
    "Translation",
    "content_text",
    "faults_of",
    "in_language",
    "instrument_of",
    "parse_content",
    "read_content",
    "read_instrument",
    "read_xlsform",
    "shipped_instruments",
    "write_xlsform",
]
