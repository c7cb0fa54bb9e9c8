"""What a wave could show, said before anybody has answered: for each level and each sector."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import DRAFT
from thegither.capabilities.assessments.queries.answers import frame_of
from thegither.capabilities.assessments.queries.mirror_words import join, label_of
from thegither.methods.disclosure import MINIMUM
from thegither.methods.surveys import reach
from thegither.spine.evidence.figures import number_text
from thegither.spine.people.groups import NO_POST
from thegither.spine.people.queries import FrameRow, frame

# Half of those who are asked answer, as a rule of thumb.
ANSWERING = 0.5
SIDES = {"level": _("By level"), "sector": _("By sector")}


@dataclass(frozen=True, slots=True)
class Beforehand:
    """One side: each group with the smallest gap to everyone else that would be found four times out of five,
    the smallest gap first; and the groups of which too few could answer to be shown at all."""

    title: str
    gaps: list[tuple[str, str]]
    too_few: str


def beforehand(wave: Wave) -> list[Beforehand]:
    """Levels, then sectors, where at least two of their groups can be compared; nothing where none will be."""
    if not wave.tells_groups:
        return []
    rows = _rows(wave)
    sides = [_side(wave, rows, str(title), name) for name, title in SIDES.items()]
    return [side for side in sides if len(side.gaps) > 1]


def _rows(wave: Wave) -> Sequence[FrameRow]:
    """As the register had them on the day it opened; before that, as it has them today."""
    if wave.activity.phase == DRAFT:
        return frame(wave.record.partnership, timezone.localdate())
    return frame_of(wave)


def _side(wave: Wave, rows: Sequence[FrameRow], title: str, name: str) -> Beforehand:
    sizes = Counter(getattr(row, name) or NO_POST for row in rows)
    people = round(ANSWERING * sum(sizes.values()))
    found = {
        group: _smallest(wave, round(ANSWERING * n), people, len(sizes))
        for group, n in sizes.items()
    }
    shown = sorted((gap, label_of(group)) for group, gap in found.items() if gap is not None)
    hidden = sorted(label_of(group) for group, gap in found.items() if gap is None)
    return Beforehand(
        title, [(label, number_text(round(gap, 1))) for gap, label in shown], join(hidden)
    )


def _smallest(wave: Wave, n: int, people: int, groups: int) -> float | None:
    """Points of the scale, with answers that spread by one point; None for a group too small to be shown."""
    if n < MINIMUM:
        return None
    tests = max(len(wave.instrument.scales) * groups, 1)
    return reach(n, people - n, margin=wave.margin, tests=tests).detectable
