"""What a mirror says of its own accord becomes a finding."""

from typing import Any

from thegither.capabilities.assessments.models import Wave
from thegither.spine.spaces.models import Finding


def note_findings(*, wave: Wave, mirror: dict[str, Any]) -> list[Finding]:
    """Keep what the mirror says plainly."""
    return []
