"""What goes: all single answers when their time is over, and one person's own while something leads to them."""

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Remark, Response, Wave
from thegither.capabilities.assessments.phases import CLOSED, OPEN, SETTLING, WrongPhase
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity, Record


@transaction.atomic
def forget_answers(*, activity: Activity) -> dict[str, int]:
    """Delete every single answer of a closed wave, who could answer, and remarks nobody let through.

    The mirror stays. Raises WrongPhase while it is open.
    """
    if activity.phase != CLOSED:
        raise WrongPhase(_("Answers are deleted only when the results are there."))
    wave = Wave.objects.select_for_update().get(activity=activity)
    refused = wave.remarks.exclude(state=Remark.State.ACCEPTED)
    records = list(refused.values_list("record_id", flat=True))
    counts = {"responses": wave.responses.count(), "remarks_not_accepted": len(records)}
    wave.responses.all().delete()
    counts["places_in_the_frame"], _by_table = wave.places.all().delete()
    Record.objects.filter(pk__in=records).delete()
    return counts


@transaction.atomic
def erase_person(*, person: Person) -> dict[str, int]:
    """Remove what somebody answered where an open key or a confidential promise still leads to it.

    In closed anonymous waves nothing can be found, hence nothing erased.
    """
    own = Response.objects.filter(pk__in=[row.pk for row in _responses_of(person)])
    records = list(Record.objects.filter(remark__response__in=own).values_list("pk", flat=True))
    counts = {"responses": own.count(), "remarks": len(records)}
    Record.objects.filter(pk__in=records).delete()
    own.delete()
    return {what: number for what, number in counts.items() if number}


def _responses_of(person: Person) -> list[Response]:
    found = list(Response.objects.filter(person=person))
    opened = Wave.objects.filter(
        record__partnership=person.partnership_id, activity__phase__in=(OPEN, SETTLING)
    )
    for wave in opened.filter(pledge=Wave.Pledge.ANONYMOUS):
        if has_key(wave.activity_id):
            mark = respondent_of(wave, person.pk).pseudonym
            found.extend(Response.objects.filter(wave=wave, pseudonym=mark))
    return found
