"""What is due in decision rooms, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Directive


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    for directive in over():
        yield partial(actions.end_directive, directive=directive)


def over() -> QuerySet[Directive]:
    """Directives whose last day has passed, and whose decision still counts."""
    late = Directive.objects.filter(ends_on__lt=timezone.localdate(), decision__ended_on=None)
    return late.select_related("record__partnership", "decision__record__partnership")
