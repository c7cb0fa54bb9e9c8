"""How many have answered while a wave is open: never who, and of an organisation only in steps of five."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from thegither.capabilities.assessments.models import Response, Wave
from thegither.capabilities.assessments.phases import DRAFT
from thegither.capabilities.assessments.queries.answers import frame_of
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.methods.disclosure import MINIMUM
from thegither.spine.evidence.figures import Figure
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.models import Organization
from thegither.spine.people.queries import frame

COUNTED = "count 1"


def who_could_answer(wave: Wave) -> int:
    """How many there are in the frame; before it opens, how many there would be today."""
    if wave.activity.phase == DRAFT:
        return len(frame(wave.record.partnership, timezone.localdate()))
    return wave.places.count()


def answered(wave: Wave) -> Figure | None:
    """How many have answered something so far; None before it opens."""
    if wave.activity.phase == DRAFT:
        return None
    people = Response.objects.filter(wave=wave).exclude(answers={}).count()
    asked = wave.places.count()
    return Figure.count(
        people,
        unit="people",
        answered=people,
        asked=asked if asked >= people else None,
        as_of=timezone.localdate(),
        method=COUNTED,
    )


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation: how many were asked, and how many answered at least, in steps of five."""

    name: str
    asked: int
    at_least: int


def by_organization(wave: Wave) -> list[Body]:
    """Organisations of five or more, by name. Rounded down to fives: one answer more shows nothing.

    Empty where the key is gone, since nobody can tell then.
    """
    if not has_key(wave.activity_id):
        return []
    asked, came = _counts(wave)
    names = dict(
        Organization.objects.filter(pk__in=list(asked)).order_by("name").values_list("pk", "name")
    )
    return [
        Body(name, asked[key], came[key] // MINIMUM * MINIMUM)
        for key, name in names.items()
        if asked[key] >= MINIMUM
    ]


def _counts(wave: Wave) -> tuple[Counter, Counter]:
    rows = Response.objects.filter(wave=wave).exclude(answers={})
    marks = {pseudonym or person for pseudonym, person in rows.values_list("pseudonym", "person")}
    asked, came = Counter(), Counter()
    for place in frame_of(wave):
        if place.person and place.organization:
            asked[place.organization] += 1
            respondent = respondent_of(wave, place.person)
            came[place.organization] += (respondent.pseudonym or respondent.person) in marks
    return asked, came
