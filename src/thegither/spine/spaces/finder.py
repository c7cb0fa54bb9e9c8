"""One thing that stands behind a record, found for a viewer: what every page of it asks first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone

from thegither.spine.spaces.models import Activity, Partnership, Record
from thegither.spine.spaces.planned import KEY, MOMENT, Planned, Row, as_object, columns
from thegither.spine.spaces.visibility import Viewer

Readable = Callable[[Viewer, UUID, datetime], QuerySet]


class Finder:
    """Finds one thing with its record and activity, by SQL that is worked out once for each kind of viewer.

    `readable(viewer, partnership, moment)` gives all that a viewer may see at a moment: the rule of what is
    visible stays where it is, and may use these three only as values in filters::

        find_wave = Finder(Wave, lambda viewer, partnership, moment: Wave.objects.visible_to(viewer, moment)...)
        find_wave(request.viewer, request.partnership, key)  # the wave, or None
    """

    def __init__(self, model: type[Model], readable: Readable) -> None:
        self.model, self.readable = model, readable
        self.plans: dict[tuple[bool, frozenset[str]], Planned] = {}

    def __call__(self, viewer: Viewer, partnership: Partnership, key: UUID) -> Any:
        """The thing, if this viewer may see it."""
        kind = (viewer.is_member, viewer.duties)
        if kind not in self.plans:
            self.plans[kind] = self._plan(*kind)
        rows = self.plans[kind](partnership=partnership.pk, key=key, moment=timezone.now())
        return self._put_together(rows[0], partnership) if rows else None

    def _plan(self, is_member: bool, duties: frozenset[str]) -> Planned:
        """Who they are in person makes no difference to what they see."""

        def build(partnership: UUID, key: UUID, moment: datetime) -> QuerySet:
            viewer = Viewer(partnership, person=partnership if is_member else None, duties=duties)
            found = self.readable(viewer, partnership, moment).filter(pk=key).order_by()
            parts = columns(Record, "record__"), columns(Activity, "activity__")
            return found.values_list(*columns(self.model), *parts[0], *parts[1])

        return Planned(build, partnership=KEY, key=KEY, moment=MOMENT)

    def _put_together(self, row: Row, partnership: Partnership) -> Any:
        own, record = len(columns(self.model)), len(columns(Record))
        found = as_object(self.model, row[:own])
        found.record = as_object(Record, row[own : own + record])
        found.activity = as_object(Activity, row[own + record :])
        found.record.partnership = partnership
        return found
