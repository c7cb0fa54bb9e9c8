"""Telling people of promises and questions: what is due soon, what waits for an answer, what was answered."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.spine.contact.actions.telling import tell
from thegither.spine.people.models import Person
from thegither.spine.promises.models import Question
from thegither.spine.promises.queries import (
    answered_since,
    owner_of,
    promises_due_by,
    waiting_questions,
    who_answers,
)
from thegither.spine.promises.reading import address_of
from thegither.spine.spaces.models import Commitment, Partnership

SOON = timedelta(days=14)
# An answer older than that was told, or is no news any more.
LATELY = timedelta(days=14)


@transaction.atomic
def tell_of_promises(*, partnership: Partnership) -> None:
    """Put into digests what nobody was told yet. Asked again and again: each thing is told once.

    Neither the promise nor the question is quoted: it may have been hidden by the time the letter goes out.
    """
    for commitment in promises_due_by(partnership, timezone.localdate() + SOON):
        _tell_owner(commitment)
    for question in waiting_questions(partnership):
        for person in who_answers(question.about):
            sentence = _("Somebody asks what became of something that you answer for.")
            _tell(question, person, "asked", sentence, minutes=5)
    for question in answered_since(partnership, timezone.now() - LATELY):
        _tell(question, question.asked_by, "answered", _("Your question was answered."))


def _tell_owner(commitment: Commitment) -> None:
    """Once for each day it is promised for: a new date is news."""
    owner, day = owner_of(commitment.record), commitment.due_on
    if owner is None:
        return
    sentence = _("A promise of yours is due on %(day)s.") % {"day": date_format(day, "j F Y")}
    tell(
        partnership=owner.partnership,
        person=owner,
        kind=f"promise due {day}",
        about=commitment.record,
        sentence=sentence,
        path=address_of(commitment),
        minutes=2,
        due_on=day,
    )


def _tell(
    question: Question, person: Person, kind: str, sentence: str, minutes: int | None = None
) -> None:
    tell(
        partnership=person.partnership,
        person=person,
        kind=kind,
        about=question.record,
        sentence=sentence,
        path=address_of(question),
        minutes=minutes,
        due_on=question.answer_due if minutes else None,
    )
