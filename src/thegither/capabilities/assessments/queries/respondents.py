"""Who answers, and how far they are. Every page of answering passes through here, so it is kept small."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from thegither.capabilities.assessments.models import FramePlace, Remark, Response, Wave
from thegither.spine.evidence import seals
from thegither.spine.spaces.planned import KEY, TEXT, Planned, as_object, columns

# Letters in one box of words.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody answering: by pseudonym in an anonymous wave, as themselves in a confidential one."""

    wave: Wave
    pseudonym: str | None = None
    person: UUID | None = None

    @property
    def key(self) -> dict[str, object]:
        """The field under which their response stands."""
        return {"pseudonym": self.pseudonym} if self.pseudonym else {"person_id": self.person}


def respondent_of(wave: Wave, person: UUID) -> Respondent:
    """This person as a respondent. Raises SealLost where a wave is anonymous and its key is gone."""
    if wave.is_anonymous:
        return Respondent(wave, pseudonym=seals.pseudonym(wave.activity_id, "person", str(person)))
    return Respondent(wave, person=person)


_by_pseudonym = Planned(
    lambda wave, pseudonym: Response.objects.filter(wave=wave, pseudonym=pseudonym).values_list(
        *columns(Response)
    ),
    wave=KEY,
    pseudonym=TEXT,
)
_by_person = Planned(
    lambda wave, person: Response.objects.filter(wave=wave, person=person).values_list(
        *columns(Response)
    ),
    wave=KEY,
    person=KEY,
)


def response_of(respondent: Respondent) -> Response | None:
    if respondent.pseudonym:
        rows = _by_pseudonym(wave=respondent.wave.pk, pseudonym=respondent.pseudonym)
    else:
        rows = _by_person(wave=respondent.wave.pk, person=respondent.person)
    return as_object(Response, rows[0]) if rows else None


def has_answered(respondent: Respondent) -> bool:
    """Whether anything of theirs is stored: worked out when it is asked, kept nowhere."""
    return Response.objects.filter(wave=respondent.wave, **respondent.key).exists()


def has_finished(respondent: Respondent) -> bool:
    own = Response.objects.filter(wave=respondent.wave, **respondent.key)
    return own.filter(is_finished=True).exists()


_places = Planned(
    lambda wave, person: FramePlace.objects.filter(wave=wave, person=person).values_list("pk"),
    wave=KEY,
    person=KEY,
)


def is_in_frame(wave: Wave, person: UUID) -> bool:
    return bool(_places(wave=wave.pk, person=person))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person has answered so far: theirs alone to see."""

    answers: Mapping[str, int]
    remarks: Mapping[str, str]
    is_finished: bool = False


def sheet_of(respondent: Respondent) -> Sheet:
    response = response_of(respondent)
    return Sheet({}, {}) if response is None else read_sheet(response)


_remarks = Planned(
    lambda response: Remark.objects.filter(response=response).values_list("item", "text"),
    response=KEY,
)


def read_sheet(response: Response) -> Sheet:
    remarks = dict(_remarks(response=response.pk))
    return Sheet(response.answers, remarks, response.is_finished)
