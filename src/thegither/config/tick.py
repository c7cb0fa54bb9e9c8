"""What is due, found by query: each capability in turn, under one lease in the database."""

import logging
from importlib import import_module

from django.db import close_old_connections

from thegither.config.capabilities import CAPABILITIES
from thegither.spine.spaces.actions import hold_lease, release_lease

LEASE = "tick"
logger = logging.getLogger(__name__)


def tick() -> bool:
    """Do what is due once; False when another worker holds the lease. Idempotent."""
    close_old_connections()
    if not hold_lease(name=LEASE):
        return False
    try:
        for capability in CAPABILITIES:
            import_module(f"{capability}.tasks").tick()
    finally:
        release_lease(name=LEASE)
    return True
