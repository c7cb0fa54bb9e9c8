"""What a wave could show, said before anybody has answered."""

from collections import Counter

from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.mirror_words import label_of
from thegither.methods.disclosure import MINIMUM
from thegither.methods.surveys import reach
from thegither.spine.evidence.figures import number_text
from thegither.spine.people.groups import NO_POST

# Half of those who are asked answer, as a rule of thumb.
ANSWERING = 0.5


def beforehand(wave: Wave) -> str:
    """The smallest gap by level that would be found four times out of five, for the largest group and for the
    smallest of which enough people could answer; nothing where there are no two groups.
    """
    sizes = Counter(level or NO_POST for level in wave.places.values_list("level", flat=True))
    people = round(ANSWERING * sum(sizes.values()))
    found = {
        level: _smallest(wave, round(ANSWERING * n), people, len(sizes))
        for level, n in sizes.items()
    }
    shown = {level: gap for level, gap in found.items() if gap is not None}
    if len(shown) < 2:
        return ""
    best, worst = min(shown, key=shown.__getitem__), max(shown, key=shown.__getitem__)
    if best == worst:  # two groups: the gap of one is the gap of the other
        return _(
            "If half of them answer, a gap of %(gap)s points would be found four times out of five. "
            "Smaller gaps can stay unseen."
        ) % {"gap": number_text(round(shown[best], 1))}
    return _(
        "If half of them answer, a gap of %(best)s points between %(large)s and everyone else would be found "
        "four times out of five, and of %(worst)s points for %(small)s. Smaller gaps can stay unseen."
    ) % {
        "best": number_text(round(shown[best], 1)),
        "large": label_of(best),
        "worst": number_text(round(shown[worst], 1)),
        "small": label_of(worst),
    }


def _smallest(wave: Wave, n: int, people: int, groups: int) -> float | None:
    """Points of the scale, with answers that spread by one point; None for a group too small to be shown."""
    if n < MINIMUM:
        return None
    tests = max(len(wave.instrument.scales) * groups, 1)
    return reach(n, people - n, margin=wave.margin, tests=tests).detectable
