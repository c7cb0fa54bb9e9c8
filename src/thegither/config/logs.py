"""What a log line may say: when, how bad, which part of the house, what happened. Never about whom.

    plain  2026-11-21T09:30:00+00:00 ERROR thegither.config.tick Due work failed error=ValueError at=...
    json   {"time": "...", "level": "ERROR", "logger": "...", "event": "...", "error": "ValueError", ...}

In production the words of an exception are left out, for a name may stand in them: its type and the place
where it was raised are enough to find the fault. For the same reason nothing but numbers is filled into a
message, and messages of libraries that we do not know are left out. In demonstration everything is shown.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from thegither.config.environment import SettingsError, text

PLAIN, JSON = "plain", "json"
PACKAGE = Path(__file__).resolve().parents[1]
# Their messages are fixed texts with blanks; others may have put anything into theirs.
KNOWN = frozenset({"thegither", "django", "granian", "_granian"})
BLANK = "-"


def read_format() -> str:
    wanted = text("THEGITHER_LOG", PLAIN)
    if wanted not in {PLAIN, JSON}:
        raise SettingsError(f"THEGITHER_LOG is {wanted!r}; set it to {PLAIN} or {JSON}.")
    return wanted


class Careful(logging.Formatter):
    """One line an event, as text, without anything that could be about a person."""

    def format(self, record: logging.LogRecord) -> str:
        told = facts(record)
        first = " ".join(str(told.pop(name)) for name in ("time", "level", "logger", "event"))
        return first + "".join(f" {name}={value}" for name, value in told.items())


class CarefulJson(logging.Formatter):
    """The same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts(record), ensure_ascii=False)


class FullJson(logging.Formatter):
    """With every word, for a demonstration on one's own machine."""

    def format(self, record: logging.LogRecord) -> str:
        told = facts(record) | {"event": record.getMessage()}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def facts(record: logging.LogRecord) -> dict[str, str | int]:
    """What may be told of an event, in the order in which it is told."""
    told: dict[str, str | int] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
        "level": record.levelname,
        "logger": record.name,
        "event": _event(record),
    }
    status = getattr(record, "status_code", None)
    if isinstance(status, int):
        told["status"] = status
    return told | _failure(record)


def _event(record: logging.LogRecord) -> str:
    if isinstance(getattr(record, "status_code", None), int):
        return "A request was answered with an error"  # Django's own words hold the address
    if record.name.partition(".")[0] not in KNOWN:
        return "A library has something to say"
    return _with_blanks(str(record.msg), record.args)


def _with_blanks(message: str, given: object) -> str:
    """The message with its numbers filled in and everything else left blank.

    >>> _with_blanks("%s of %d letters", ("Ailsa", 12))
    '- of 12 letters'
    """
    if isinstance(given, dict):
        filled: object = {name: _harmless(value) for name, value in given.items()}
    else:
        filled = tuple(_harmless(value) for value in given) if isinstance(given, tuple) else ()
    try:
        line = message % filled if filled else message
    except (TypeError, ValueError, KeyError):
        line = message
    return " ".join(line.split())


def _harmless(value: object) -> object:
    return value if isinstance(value, int | float) else BLANK


def _failure(record: logging.LogRecord) -> dict[str, str]:
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    kind, _error, trail = record.exc_info
    return {"error": f"{kind.__module__}.{kind.__qualname__}", "at": _place(trail)}


def _place(trail: TracebackType | None) -> str:
    """Where it was raised: the last line of our own on the way there."""
    frames = traceback.extract_tb(trail)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    if not own:
        return BLANK
    path = Path(own[-1].filename).relative_to(PACKAGE).as_posix()
    return f"{path}:{own[-1].lineno} {own[-1].name}"


def logging_settings(*, careful: bool) -> dict:
    """What Django calls LOGGING."""
    wanted = read_format()
    here = {PLAIN: Careful, JSON: CarefulJson} if careful else {JSON: FullJson}
    full = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    formatter = {"()": here[wanted]} if wanted in here else full
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # A refused vote would otherwise leave a line with its address and time.
        "loggers": {"django.request": {"level": "ERROR"}},
    }
