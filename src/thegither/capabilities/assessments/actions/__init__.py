"""Everything that changes an assessment."""

from thegither.capabilities.assessments.actions.answering import (
    finish,
    save_answers,
    save_sheets,
    type_paper,
)
from thegither.capabilities.assessments.actions.closing import (
    close_wave,
    close_without_key,
    stop_answering,
)
from thegither.capabilities.assessments.actions.planning import (
    KIND,
    Plan,
    change_wave,
    discard_wave,
    open_wave,
    plan_wave,
)
from thegither.capabilities.assessments.actions.remarks import hold_back, let_through

__all__ = [
    "KIND",
    "Plan",
    "change_wave",
    "close_wave",
    "close_without_key",
    "discard_wave",
    "finish",
    "hold_back",
    "let_through",
    "open_wave",
    "plan_wave",
    "save_answers",
    "save_sheets",
    "stop_answering",
    "type_paper",
]
