"""An instrument in another of its languages."""

from collections.abc import Mapping
from dataclasses import replace

from thegither.formats.instruments.model import (
    Instrument,
    Item,
    Options,
    ScaleOfItems,
    Translation,
)


def in_language(instrument: Instrument, language: str) -> Instrument:
    """The instrument as it is asked in a language; words without a translation stay as they were written.

    An unknown language changes nothing: a question in the first language is better than none.

    >>> from thegither.formats.instruments import read_instrument, shipped_instruments
    >>> culture = read_instrument(shipped_instruments()["culture"])
    >>> in_language(culture, "gd") == culture
    True
    """
    words = next((one for one in instrument.translations if one.language == language), None)
    if words is None:
        return instrument
    options = {item.options.id: item.options for item in instrument.closed if item.options}
    told = {name: _options(one, words) for name, one in options.items()}
    return replace(
        instrument,
        language=language,
        title=words.title or instrument.title,
        purpose=words.purpose or instrument.purpose,
        scales=tuple(_scale(scale, words) for scale in instrument.scales),
        items=tuple(_item(item, words, told) for item in instrument.items),
        translations=(),
    )


def _scale(scale: ScaleOfItems, words: Translation) -> ScaleOfItems:
    return replace(
        scale,
        title=words.scales.get(scale.id, scale.title),
        about=words.about.get(scale.id, scale.about),
    )


def _item(item: Item, words: Translation, options: Mapping[str, Options]) -> Item:
    return replace(
        item,
        text=words.items.get(item.id, item.text),
        safeguarding=words.safeguarding.get(item.id, item.safeguarding),
        options=options[item.options.id] if item.options else None,
    )


def _options(options: Options, words: Translation) -> Options:
    return replace(
        options,
        labels=words.labels.get(options.id, options.labels),
        dont_know=words.dont_know.get(options.id, options.dont_know),
    )
