"""Texts that repeat what was said elsewhere, without the words that are hidden from whoever reads them.

A decision repeats the objections that stood, a finding the statement that it found. What is repeated was
written down, and stays; what a moderator hid is taken out of it each time it is shown or handed out, and
comes back when the hiding ends.
"""

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from thegither.spine.spaces.models import Record
from thegither.spine.spaces.queries import anything_hidden
from thegither.spine.spaces.visibility import Viewer

Row = TypeVar("Row", bound=Model)
LONGEST_TITLE = Record._meta.get_field("title").max_length


def veiled(viewer: Viewer, rows: Iterable[Row], *fields: str) -> list[Row]:
    """The rows as this viewer may read them: records, or things that have one.

    In the fields that are named, and in the title of the record, each hidden text is replaced by a
    sentence. What has to be changed is changed in a copy, which nobody should save.
    """
    rows = list(rows)
    words = hidden_words(viewer, {_record_of(row).activity_id for row in rows})
    return [_under(row, words, fields) if words else row for row in rows]


def hidden_words(viewer: Viewer, activities: Iterable[UUID | None]) -> Mapping[UUID, list[str]]:
    """By activity: what was said in it and is hidden from this viewer, the longest first."""
    asked = set(activities) - {None}
    if not asked or (len(asked) == 1 and not anything_hidden(*asked)):
        return {}
    hidden = Record.objects.filter(activity__in=asked).hidden_from(viewer).order_by("pk")
    said: dict[UUID, set[str]] = defaultdict(set)
    for record in hidden:
        said[record.activity_id].add(_words_of(record) or record.title)
    return {key: sorted(words, key=lambda one: (-len(one), one)) for key, words in said.items()}


def _words_of(record: Record) -> str:
    return import_string(settings.WORDS_OF)(record)


def without(text: str, words: Sequence[str]) -> str:
    """Whole words only: where "No" is hidden, "Nobody" stays."""
    if not words:
        return text
    pattern = "|".join(rf"(?<!\w){re.escape(said)}(?!\w)" for said in words)
    return re.sub(pattern, _instead(), text)


def title_without(title: str, words: Sequence[str]) -> str:
    """The same of a title, whose end may have been cut off in the middle of what is hidden."""
    shown = without(title, words)
    if len(title) < LONGEST_TITLE:
        return shown
    ends = (at for at in range(len(shown)) if any(said.startswith(shown[at:]) for said in words))
    cut = next(ends, None)
    return shown if cut is None else shown[:cut] + _instead()


def _instead() -> str:
    return _("(These words are hidden.)")


def _record_of(row: Model) -> Record:
    return row if isinstance(row, Record) else row.record


def _under(row: Row, words: Mapping[UUID, list[str]], fields: Sequence[str]) -> Row:
    hidden = words.get(_record_of(row).activity_id)
    if not hidden:
        return row
    shown = copy.copy(row)
    for field in fields:
        setattr(shown, field, without(getattr(row, field), hidden))
    record = shown if isinstance(shown, Record) else copy.copy(shown.record)
    record.title = title_without(record.title, hidden)
    if record is not shown:
        shown.record = record
    return shown
