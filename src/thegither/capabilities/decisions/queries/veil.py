"""What was released, without the words that are hidden from whoever reads it.

A release is never changed, since `thegither verify` compares it with the audit chain. What a moderator hid
in a room is taken out of it each time it is shown or handed out, and comes back when the hiding ends.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Amendment, Objection, Option, Room, ShownCard
from thegither.capabilities.decisions.queries.reading import release_of
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer

SAID = ((Option, "words"), (Amendment, "words"), (Objection, "reason"), (ShownCard, "words"))

# Under these names people's own words stand in a release; everything else in it is the system's.
SPOKEN = frozenset({"words", "why", "reason", "text", "dissent"})


def told(viewer: Viewer, room: Room, kind: str) -> dict[str, Any] | None:
    """A release of a room, as this viewer may read it; None before it went out."""
    content = release_of(room, kind)
    return content and veil(content, hidden_words(viewer, room))


def hidden_words(viewer: Viewer, room: Room) -> list[str]:
    """What was said in a room and is hidden from this viewer, the longest first."""
    hidden = Record.objects.filter(activity=room.activity_id).hidden_from(viewer)
    keys = list(hidden.values_list("pk", flat=True))
    if not keys:
        return []
    words = [
        said
        for model, field in SAID
        for said in model.objects.filter(record__in=keys).values_list(field, flat=True)
    ]
    return sorted(set(words), key=lambda said: (-len(said), said))


def veil(content: Any, words: Sequence[str]) -> Any:
    """The same content; where somebody's words stand in it, each hidden one is replaced by a sentence.

    >>> veil([{"why": "Ask Jean."}], [])
    [{'why': 'Ask Jean.'}]
    """
    if isinstance(content, list):
        return [veil(value, words) for value in content] if words else content
    if not words or not isinstance(content, dict):
        return content
    return {
        key: without(value, words)
        if key in SPOKEN and isinstance(value, str)
        else veil(value, words)
        for key, value in content.items()
    }


def without(text: str, words: Sequence[str]) -> str:
    """Whole words only: where "No" is hidden, "Nobody" stays."""
    if not words:
        return text
    pattern = "|".join(rf"(?<!\w){re.escape(said)}(?!\w)" for said in words)
    return re.sub(pattern, _("(These words are hidden.)"), text)
