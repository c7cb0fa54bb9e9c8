"""Which groups stand beside an answer at closing: exact ones to work with, coarse ones to keep."""

from collections.abc import Sequence

from thegither.capabilities.assessments.models import Response, Wave
from thegither.capabilities.assessments.queries.answers import frame_of
from thegither.capabilities.assessments.queries.respondents import Respondent, respondent_of
from thegither.methods.disclosure import ANY, MINIMUM, Hierarchy, coarsen
from thegither.spine.people.groups import LEVELS, NO_POST, SECTORS

# Organisation, sector and level of one respondent.
Groups = tuple[str, str, str]
UNKNOWN: Groups = ("", "", "")


def exact_groups(wave: Wave, rows: Sequence[Response]) -> list[Groups]:
    """Each respondent's own groups, as the frame has them, or the file from which a sheet was brought in.

    Raises SealLost where the key is gone.
    """
    known = {
        _mark(respondent_of(wave, row.person)): (
            str(row.organization or ""),
            row.sector,
            row.level or NO_POST,
        )
        for row in frame_of(wave)
        if row.person
    }
    told = [(row.organization, row.sector, row.level) for row in rows]
    marks = [row.pseudonym or row.person_id for row in rows]
    return [known.get(mark, own) for mark, own in zip(marks, told, strict=True)]


def _mark(respondent: Respondent) -> object:
    return respondent.pseudonym or respondent.person


def kept_groups(wave: Wave, exact: Sequence[Groups]) -> list[Groups]:
    """What may be stored: everything where that was promised, else what five or more people share.

    An anonymous wave keeps either sector and level, each combination held by five, or the organisation, or
    nothing.
    """
    if not wave.is_anonymous:
        return list(exact)
    if not wave.tells_groups:
        return [(ANY, ANY, ANY)] * len(exact)
    if wave.compares == wave.Compares.ORGANIZATION:
        rows = coarsen([(one[0],) for one in exact], (Hierarchy(),), minimum=MINIMUM).rows
        return [(organization, ANY, ANY) for (organization,) in rows]
    pairs = coarsen([one[1:] for one in exact], (SECTORS, LEVELS), minimum=MINIMUM).rows
    return [(ANY, sector, level) for sector, level in pairs]
