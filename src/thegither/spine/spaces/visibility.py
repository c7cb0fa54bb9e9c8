"""Who sees what: one rule for every object that people can see.

A member sees every record of the partnership unless an unexpired hiding with a written reason stands
on it. Somebody outside sees what is public, under the same hidings. Coordinators, moderators and the
safeguarding lead see a hidden record only where the hiding says so.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

COORDINATOR, MODERATOR, SAFEGUARDING_LEAD = "coordinator", "moderator", "safeguarding_lead"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks: a member of one partnership with the duties of the day, or an outsider.

    >>> Viewer().is_member
    False
    """

    partnership: UUID | None = None
    person: UUID | None = None
    duties: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_member(self) -> bool:
        return self.person is not None

    @property
    def actor(self) -> str:
        """How the audit chain names this viewer: by register id, which erasure makes meaningless."""
        if self.person:
            return f"person:{self.person}"
        return "house" if self == HOUSE else "outsider"

    def has_duty(self, duty: str) -> bool:
        return duty in self.duties


OUTSIDER = Viewer()
# Nobody in person: the command line, the clock, the made-up partnership being built.
HOUSE = Viewer(duties=frozenset({"house"}))


def any_member(partnership: UUID) -> Viewer:
    """Nobody in particular, who sees what every member sees: for what goes out to all of them."""
    return Viewer(partnership=partnership, person=UUID(int=0))


def standing_hidings(viewer: Viewer, at: datetime | None = None) -> Q:
    """Which hidings hold a record back from this viewer, now or at another moment."""
    hidden = Q(until__gt=at or timezone.now(), lifted_at=None)
    if viewer.has_duty(COORDINATOR):
        hidden &= Q(seen_by_coordinator=False)
    if viewer.has_duty(MODERATOR):
        hidden &= Q(seen_by_moderator=False)
    if viewer.has_duty(SAFEGUARDING_LEAD):
        hidden &= Q(seen_by_safeguarding_lead=False)
    return hidden


def of_audience(viewer: Viewer, to_record: str = "") -> Q:
    """Which records are meant for this viewer; `to_record` leads there from another model."""
    public = Q(**{f"{to_record}audience": "public"})
    own = Q(**{f"{to_record}partnership": viewer.partnership})
    return public | own if viewer.is_member else public


def held_back(
    viewer: Viewer, record_model: type[models.Model], key: str, at: datetime | None = None
) -> Exists:
    """That a hiding stands between this viewer and the record whose id is in the field `key`."""
    hidings = record_model._meta.get_field("hidings").related_model.objects
    return Exists(hidings.filter(standing_hidings(viewer, at), record=OuterRef(key)))


class RecordQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer) -> Self:
        return self.filter(of_audience(viewer), ~held_back(viewer, self.model, "pk"))

    def hidden_from(self, viewer: Viewer) -> Self:
        """What this viewer would see, were it not for a hiding."""
        return self.filter(of_audience(viewer), held_back(viewer, self.model, "pk"))


class ThroughRecordQuerySet(models.QuerySet):
    """For models that stand behind a record: visible exactly when their record is."""

    def visible_to(self, viewer: Viewer, at: datetime | None = None) -> Self:
        records = self.model._meta.get_field("record").related_model
        hidden = held_back(viewer, records, "record", at)
        return self.filter(of_audience(viewer, "record__"), ~hidden)
