"""Which waves there are, and what they are called."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import CLOSED, DRAFT, OPEN, SETTLING
from thegither.spine.spaces.finder import Finder
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

OPEN_FIRST = Case(
    When(activity__phase=OPEN, then=Value(0)),
    When(activity__phase=SETTLING, then=Value(1)),
    When(activity__phase=DRAFT, then=Value(1)),
    default=Value(2),
)


def _seen(
    viewer: Viewer, partnership: Partnership | UUID, at: datetime | None = None
) -> QuerySet[Wave]:
    return Wave.objects.visible_to(viewer, at).filter(record__partnership=partnership)


def waves_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Wave]:
    """What this viewer sees of a partnership's waves, the open ones first, then the newest."""
    ordered = _seen(viewer, partnership).select_related("record__partnership", "activity")
    return ordered.order_by(OPEN_FIRST, "-record__created_at", "pk")


# Every page of answering asks this.
find_wave = Finder(Wave, _seen)


def closed_waves(viewer: Viewer, partnership: Partnership, instrument: str) -> QuerySet[Wave]:
    """The closed waves of one instrument, the newest first: what the next one can be compared with."""
    asked = waves_of(viewer, partnership).filter(activity__phase=CLOSED, content__id=instrument)
    return asked.order_by("-record__created_at", "pk")


def state_sentence(wave: Wave) -> str:
    """What the phase means for somebody who reads a list."""
    return {
        DRAFT: _("A coordinator is preparing it. Nobody can answer yet."),
        OPEN: _("Open. Members who were in the register when it opened can answer."),
        SETTLING: _("Closed. The mirror is being worked out; look again in a minute."),
        CLOSED: _("Closed. The mirror is there."),
    }[wave.activity.phase]
