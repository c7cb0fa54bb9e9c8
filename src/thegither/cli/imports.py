"""What `thegither import polis` and `people` do. Loaded only once Django is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from thegither.capabilities.conversations import actions as conversations
from thegither.capabilities.conversations.queries.polis import folder_of
from thegither.spine.people.actions import import_register
from thegither.spine.people.staging import Staged
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE


class NoSuchPartnership(Exception):
    """No partnership has this address, or none was named and there are several."""


def partnership_at(slug: str) -> Partnership:
    """The partnership with this address; without one, the only one there is."""
    here = Partnership.objects.order_by("slug")
    found = list(here.filter(slug=slug) if slug else here[:2])
    if len(found) == 1:
        return found[0]
    if slug:
        raise NoSuchPartnership(f"There is no partnership {slug} here.")
    names = ", ".join(here.values_list("slug", flat=True)[:10])
    raise NoSuchPartnership(
        f"Say which partnership with --partnership: {names}."
        if names
        else "There is no partnership here yet; `thegither demo` makes one up."
    )


def import_polis(
    folder: Path, slug: str, question: str, progress: Callable[[int, int], None]
) -> dict[str, Any]:
    """Store a Polis folder and say what came in, by what the conversation now holds."""
    conversation = conversations.import_polis(
        viewer=HOUSE,
        partnership=partnership_at(slug),
        folder=folder,
        question=question,
        progress=progress,
    )
    stored = folder_of(conversation)
    return {
        "conversation": str(conversation.pk),
        "participants": len(stored.participants),
        "statements": len(stored.voted_on),
        "statements_without_votes": len(stored.statements) - len(stored.voted_on),
        "votes": len(stored.votes),
        "superseded_votes": stored.superseded,
        "repairs": dict(stored.repairs),
        "rows": _rows(len(stored.votes) + stored.superseded, stored.repairs),
    }


def _rows(votes: int, repairs: dict[str, int]) -> dict[str, int]:
    """Rows of votes read, and rows put right. None is ever refused alone: one bad row refuses the file."""
    mended = sum(number for name, number in repairs.items() if name != "unknown_columns")
    return {"read": votes, "repaired": mended, "refused": 0}


def import_people(file: Path, slug: str, defaults: dict[str, str]) -> dict[str, Any]:
    """Store a list of people; columns are guessed from headings or content."""
    partnership = partnership_at(slug)
    staged = Staged.of_file(file.read_bytes(), file.name)
    done = import_register(
        viewer=HOUSE,
        partnership=partnership,
        register=staged.register(staged.guess(), defaults),
        source=file.name,
    )
    return {"counts": {name: n for name, n in done.counts.items() if isinstance(n, int)}}
