"""What a wave's answers tell and may tell: one way for the mirror's page and for `thegither assess`.

Pure: instrument, answers and frame in, plain JSON out. Nothing here knows Django or the database.
"""

from thegither.capabilities.assessments.queries.told.question import Question
from thegither.capabilities.assessments.queries.told.result import result_of

__all__ = ["Question", "result_of"]
