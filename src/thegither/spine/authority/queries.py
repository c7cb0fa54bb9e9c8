"""Reads of who answers to whom, and who may decide what."""

from django.db.models import Model, QuerySet

from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.spaces.models import Partnership


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of this floor that belongs to a partnership."""
    tables = (AccountabilityLine, Delegation)
    return [model.objects.filter(partnership=partnership) for model in tables]
