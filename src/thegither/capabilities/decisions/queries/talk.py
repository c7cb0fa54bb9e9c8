"""From talk to action: which decisions carry promises, which were kept, and what became of the outcomes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thegither.capabilities.decisions.models import Directive, Review, Room
from thegither.capabilities.decisions.queries.reading import rooms_for, rooms_of
from thegither.spine.evidence.figures import Figure
from thegither.spine.promises.models import Decision
from thegither.spine.promises.reading import Told, promises_because_of
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

METHOD = "talk to action 1"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One decision of a room: what was promised because of it, and what the last review found."""

    room: Room
    promises: list[Told]
    review: Review | None

    @property
    def kept(self) -> int:
        return sum(one.commitment.state == "kept" for one in self.promises)

    @property
    def sentence(self) -> str:
        if not self.promises:
            return str(_("no promise, because: %(why)s")) % {
                "why": self.room.decision.no_promise_because
            }
        states = Counter(one.state for one in self.promises)
        return ", ".join(f"{states[state]} {WORDS[state]}" for state in WORDS if states[state])


WORDS = {
    "kept": _("kept"),
    "due": _("due"),
    "changed": _("with a new date"),
    "overdue": _("overdue"),
    "broken": _("not kept"),
}


def reckoning(viewer: Viewer, partnership: Partnership) -> list[Reckoned]:
    """Promise beside result, for each decision of a room that has its record, the newest first."""
    rooms = rooms_of(viewer, partnership).exclude(decision=None).order_by("-decision__decided_on")
    return [
        Reckoned(room, promises_because_of(viewer, room.decision.record), room.reviews.last())
        for room in rooms_for(viewer, rooms.prefetch_related("reviews"))
    ]


def talk_figure(viewer: Viewer, partnership: Partnership) -> Figure | None:
    """Of the decisions that rooms have taken, how many carry at least one promise."""
    found = reckoning(viewer, partnership)
    if not found:
        return None
    carrying = sum(bool(one.promises) for one in found)
    label = ngettext("of %s carries a promise", "of %s carry a promise", carrying)
    return Figure.recorded(
        carrying,
        unit=ngettext("decision", "decisions", carrying),
        as_of=timezone.localdate(),
        method=METHOD,
        label=label % len(found),
    )


@dataclass(frozen=True, slots=True)
class Blend:
    """One quarter: how many decisions were taken together, and how many by one post alone."""

    quarter: str
    together: int
    alone: int


def blend_of(viewer: Viewer, partnership: Partnership) -> list[Blend]:
    """Supportive and directive decisions by quarter, the newest first."""
    own = Decision.objects.visible_to(viewer).filter(record__partnership=partnership)
    alone = set(Directive.objects.visible_to(viewer).values_list("decision_id", flat=True))
    counts: Counter[tuple[date, bool]] = Counter()
    for key, day in own.values_list("pk", "decided_on"):
        counts[_quarter(day), key in alone] += 1
    quarters = sorted({quarter for quarter, _alone in counts}, reverse=True)
    return [
        Blend(_months(quarter), counts[quarter, False], counts[quarter, True])
        for quarter in quarters
    ]


def _quarter(day: date) -> date:
    """The first day of the quarter in which a day lies.

    >>> _quarter(date(2026, 11, 21))
    datetime.date(2026, 10, 1)
    """
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def _months(quarter: date) -> str:
    """Such as October to December 2026."""
    last = quarter.replace(month=quarter.month + 2)
    names = {"first": date_format(quarter, "F"), "last": date_format(last, "F Y")}
    return str(_("%(first)s to %(last)s") % names)
