"""Which waves there are, for one viewer, and what their phase means."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.models import Snapshot, Wave
from thegither.capabilities.relationships.phases import CLOSED, COUNTING, OPEN, PREPARING
from thegither.spine.evidence.figures import Figure
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

COUNTED = "count 1"
# Within so long most people's ties stay as they are, and one who joins would stand out by the difference.
APART = timedelta(days=60)


def waves_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Wave]:
    """What this viewer sees of a partnership's waves, the newest first. They are for members alone."""
    own = Wave.objects.visible_to(viewer).filter(record__partnership=partnership)
    own = own if viewer.is_member else own.none()
    joined = own.select_related("record__partnership", "activity__record")
    return joined.order_by("-record__created_at", "pk")


def find_wave(viewer: Viewer, partnership: Partnership, key: UUID) -> Wave | None:
    return waves_of(viewer, partnership).filter(pk=key).first()


def last_results(viewer: Viewer, partnership: Partnership) -> Wave | None:
    """The newest wave whose results are there."""
    done = waves_of(viewer, partnership).filter(activity__phase=CLOSED, snapshot__isnull=False)
    return done.select_related("snapshot").order_by("-snapshot__as_of").first()


def earlier_results(wave: Wave) -> Wave | None:
    """The last wave of the same partnership that people answered before this one closed."""
    asked = Wave.objects.filter(record__partnership=wave.record.partnership_id, brought={})
    done = asked.filter(snapshot__as_of__lt=wave.snapshot.as_of).select_related("snapshot")
    return done.order_by("-snapshot__as_of").first()


def is_another_under_way(wave: Wave) -> bool:
    """Whether another survey of the same partnership is open or being counted."""
    own = Wave.objects.filter(record__partnership=wave.record.partnership_id, brought={})
    return own.filter(activity__phase__in=[OPEN, COUNTING]).exclude(pk=wave.pk).exists()


def may_open_from(partnership: Partnership) -> date:
    """The first day on which a survey may open: long enough after the last one that people answered."""
    asked = Snapshot.objects.filter(wave__record__partnership=partnership, wave__brought={})
    last = asked.order_by("-as_of").values_list("as_of", flat=True).first()
    return date.min if last is None else timezone.localdate(last) + APART


def begun(wave: Wave) -> Figure:
    """How many have begun to answer: all that anybody sees while a wave is open."""
    asked = len(wave.roster.get("people", []))
    count = min(wave.sheets.count(), asked)
    return Figure.count(
        count,
        unit="people",
        answered=count,
        asked=asked,
        as_of=timezone.localdate(),
        method=COUNTED,
    )


def state_sentence(wave: Wave) -> str:
    """What the phase means for somebody who reads a list."""
    if wave.activity.phase == OPEN and wave.closes_on:
        day = date_format(wave.closes_on, "j F Y")
        return _("Open. Answers are wanted until %(day)s.") % {"day": day}
    return {
        PREPARING: _("A coordinator is preparing it. Nobody can answer yet."),
        OPEN: _("Open. You can answer."),
        COUNTING: _("Closed. The results are being worked out."),
        CLOSED: _("Closed. The results are there."),
    }[wave.activity.phase]
