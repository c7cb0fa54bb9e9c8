"""Bringing in ties of organisations from a file: the next tick draws their map."""

from typing import Any

from django.db import transaction

from thegither.capabilities.relationships.actions.preparing import make_wave, write_down
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import COUNTING
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def bring_in(
    *, viewer: Viewer, partnership: Partnership, title: str, brought: dict[str, Any]
) -> Wave:
    """`brought` as `queries.brought.as_brought` gives it. Nobody is asked, and no seal is needed."""
    wave = make_wave(partnership, title, phase=COUNTING, brought=brought)
    write_down(viewer, "bring_in", wave, organisations=len(brought["names"]))
    return wave
