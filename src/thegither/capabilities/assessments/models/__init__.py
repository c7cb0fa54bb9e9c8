"""An assessment: questions as data, a wave in which they are answered, and the answers."""

from thegither.capabilities.assessments.models.instrument import OwnInstrument
from thegither.capabilities.assessments.models.response import Remark, Response
from thegither.capabilities.assessments.models.session import (
    PlanEntry,
    SealedRating,
    Session,
    Talk,
)
from thegither.capabilities.assessments.models.wave import FramePlace, Wave

__all__ = [
    "FramePlace",
    "OwnInstrument",
    "PlanEntry",
    "Remark",
    "Response",
    "SealedRating",
    "Session",
    "Talk",
    "Wave",
]
