"""What was released, without the words that are hidden from whoever reads it.

A release is never changed, since `thegither verify` compares it with the audit chain. What a moderator hid
in a room is taken out of it each time it is shown or handed out, and comes back when the hiding ends.
"""

from collections.abc import Sequence
from typing import Any

from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.reading import release_of
from thegither.spine.spaces import veil as spoken
from thegither.spine.spaces.veil import without
from thegither.spine.spaces.visibility import Viewer

# Under these names people's own words stand in a release; everything else in it is the system's.
SPOKEN = frozenset({"words", "why", "reason", "text", "dissent"})


def told(viewer: Viewer, room: Room, kind: str) -> dict[str, Any] | None:
    """A release of a room, as this viewer may read it; None before it went out."""
    content = release_of(room, kind)
    return content and veil(content, hidden_words(viewer, room))


def hidden_words(viewer: Viewer, room: Room) -> Sequence[str]:
    """What was said in a room and is hidden from this viewer, the longest first."""
    return spoken.hidden_words(viewer, [room.activity_id]).get(room.activity_id, ())


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
