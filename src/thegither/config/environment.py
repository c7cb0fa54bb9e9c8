"""Four small readers of the environment, and the one error they raise."""

import os
from datetime import date


class SettingsError(Exception):
    """A setting is missing or unusable; the message says what to set."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if value not in {"", "0", "1", "no", "yes", "false", "true"}:
        raise SettingsError(f"{name} is {value!r}; set it to 1 or 0.")
    return value in {"1", "yes", "true"} if value else default


def number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdigit():
        raise SettingsError(f"{name} is {value!r}; set it to a whole number.")
    return int(value) if value else default


def day(name: str) -> date | None:
    value = text(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise SettingsError(f"{name} is {value!r}; set it to a day like 2026-11-21.") from error
