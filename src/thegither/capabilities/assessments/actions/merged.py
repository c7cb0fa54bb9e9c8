"""Somebody who stood twice in the register when a wave opened, and was found to be one person since.

Until answers stop the merge can be undone, so both entries keep their places and sheets. Then they become one:
the sheet of the entry that lives on counts, as the person answered it knowing of it; where it is empty, that of
the entry it took in. The frame holds one place fewer.
"""

from thegither.capabilities.assessments.models import FramePlace, Response, Wave
from thegither.capabilities.assessments.queries.respondents import respondent_of, response_of
from thegither.spine.people.models import Person


def join_merged(wave: Wave) -> int:
    """Let everybody of this wave count once; returns how many entries were joined.

    To be called while the wave is held. Raises SealLost where an anonymous wave has lost its key.
    """
    merged = wave.places.filter(person__merged_into__isnull=False).order_by("person_id")
    places = list(merged.select_related("person__merged_into"))
    for place in places:
        living = _living(place.person)
        _join_sheets(wave, place.person, living)
        _join_places(wave, place, living)
    return len(places)


def _living(person: Person) -> Person:
    """Through however many merges."""
    while person.merged_into:
        person = person.merged_into
    return person


def _join_sheets(wave: Wave, absorbed: Person, living: Person) -> None:
    other = response_of(respondent_of(wave, absorbed.pk))
    if other is None:
        return
    own = response_of(respondent_of(wave, living.pk))
    if own and own.answers:
        other.delete()
        return
    if own:
        own.delete()
    key = respondent_of(wave, living.pk).key
    Response.objects.filter(pk=other.pk).update(**key)


def _join_places(wave: Wave, place: FramePlace, living: Person) -> None:
    if wave.places.filter(person=living).exists():
        place.delete()
    else:
        place.person = living
        place.save(update_fields=["person"])
