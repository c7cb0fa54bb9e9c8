"""Reads of papers."""

from django.db.models import Model, QuerySet

from thegither.spine.spaces.models import Partnership


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of papers that belongs to a partnership, in an order in which it can be stored."""
    return []
