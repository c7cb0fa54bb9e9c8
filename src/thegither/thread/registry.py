"""The only way from the thread to the capabilities: the `activity` module of each one in settings."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.conf import settings


def activities() -> Iterator[ModuleType]:
    """The `activity` module of each capability, in the order in which settings list them."""
    for name in settings.CAPABILITIES:
        yield import_module(f"{name}.activity")


def activities_of(word: str) -> list[ModuleType]:
    return [activity for activity in activities() if activity.WORD == word]
