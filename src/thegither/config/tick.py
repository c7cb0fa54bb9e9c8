"""What is due, found by query: the register and each capability in turn, under one lease in the database."""

import uuid
from importlib import import_module

from django.db import close_old_connections

from thegither.config.capabilities import CAPABILITIES
from thegither.spine.spaces.actions import return_lease, take_lease

LEASE = "tick"
PEOPLE = "thegither.spine.people"


def tick() -> bool:
    """Do what is due once; False when another worker is at it. Doing it twice changes nothing."""
    close_old_connections()
    holder = uuid.uuid4().hex
    if not take_lease(name=LEASE, holder=holder):
        return False
    try:
        for app in (PEOPLE, *CAPABILITIES):
            import_module(f"{app}.tasks").tick()
    finally:
        return_lease(name=LEASE, holder=holder)
    return True
