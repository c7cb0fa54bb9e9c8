"""What is due, found by query: the register and each capability in turn, under one lease."""

import logging
import uuid
from collections.abc import Callable, Iterator
from importlib import import_module

from thegither.config.capabilities import WITH_PROMPT_TASKS, WITH_TASKS
from thegither.spine.spaces.actions import return_lease, take_lease

LEASE = "tick"
logger = logging.getLogger(__name__)


def tick() -> bool:
    """Do what is due once; False when another worker is at it. Doing it twice changes nothing."""
    holder = uuid.uuid4().hex
    if not take_lease(name=LEASE, holder=holder):
        return False
    try:
        for work in due():
            take_lease(name=LEASE, holder=holder)  # holds on for as long as the next piece may take
            attempt(work)
    finally:
        return_lease(name=LEASE, holder=holder)
    return True


def tick_promptly() -> None:
    """What may not wait until other work is done. It needs no lease: two who do it at once do it in turn."""
    for app in WITH_PROMPT_TASKS:
        for work in import_module(f"{app}.tasks").prompt():
            attempt(work)


def due() -> Iterator[Callable[[], object]]:
    for app in WITH_TASKS:
        yield from import_module(f"{app}.tasks").due()


def attempt(work: Callable[[], object]) -> None:
    """Work that fails is logged and tried again next time; it holds up nothing else that is due."""
    try:
        work()
    except Exception:
        logger.exception("Due work failed and will be tried again")
