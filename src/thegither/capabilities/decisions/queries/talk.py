"""From talk to action: which decisions carry promises, which were kept, and what became of the outcomes."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
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
    return Figure.count(
        carrying,
        unit=ngettext("decision", "decisions", carrying),
        answered=len(found),
        asked=len(found),
        as_of=timezone.localdate(),
        method=METHOD,
        label=ngettext("carries a promise", "carry a promise", carrying),
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
    counts: Counter[tuple[str, bool]] = Counter()
    for key, day in own.values_list("pk", "decided_on"):
        counts[f"{day.year}, {(day.month + 2) // 3}", key in alone] += 1
    quarters = sorted({quarter for quarter, _alone in counts}, reverse=True)
    return [Blend(quarter, counts[quarter, False], counts[quarter, True]) for quarter in quarters]
