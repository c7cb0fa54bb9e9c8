"""The mirror of a wave: what its answers show, and what they cannot."""

from typing import Any

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.answers import Answers

MIRROR, METHOD = "mirror", "mirror 1"


def mirror_of(wave: Wave, answers: Answers, *, had_help: int) -> dict[str, Any]:
    """Everything the mirror's page shows, as it is released."""
    return {"answered": answers.answered, "asked": answers.asked}
