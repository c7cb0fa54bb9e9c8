"""Why a file is not taken. Words for people stand where people are spoken to, in `spine.papers`."""

from enum import StrEnum


class Reason(StrEnum):
    """One for each thing that somebody can put right."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    LOCKED = "locked"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    SCRIPTS = "scripts"
    HOLDS_FILES = "holds_files"
    LOADS_MORE = "loads_more"
    TOO_MUCH = "too_much"
    WEB_PAGE = "web_page"
    FORMULA = "formula"


class PaperRefused(Exception):
    """A file that is not taken as a paper."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(f"the file was refused: {reason}")
