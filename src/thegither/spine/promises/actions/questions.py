"""Asking what became of something, answering, and taking it to the board when nobody answers."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.queries import is_sealed
from thegither.spine.promises.actions.audit import moment_of, sentence, set_state, write_down
from thegither.spine.promises.actions.findings import find_unanswered, settle_findings
from thegither.spine.promises.actions.issues import raise_issue
from thegither.spine.promises.errors import NotOpen
from thegither.spine.promises.models import Question
from thegither.spine.promises.working_days import add_working_days
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Activity, Issue, Record
from thegither.spine.spaces.visibility import HOUSE, Viewer

KIND, WAITING, ANSWERED, AT_THE_BOARD = "question", "waiting", "answered", "at the board"


@transaction.atomic
def ask_what_became(
    *, viewer: Viewer, about: Record, words: str = "", on: date | None = None
) -> Question:
    """Ask whoever answers for a record what became of it; asking what is being asked already is asking once.

    Where votes or answers are sealed, nobody is named as the one who asked, neither here nor in the audit
    chain: people ask of what they said themselves, and that must not point at them.
    """
    about = Record.objects.select_for_update(of=("self",)).get(pk=about.pk)
    standing = about.asked_about.filter(answered_at=None).first()
    if standing:
        return standing
    asker = HOUSE if _is_under_seal(about) else viewer
    day = on or timezone.localdate()
    question = Question.objects.create(
        record=_record(about, day),
        about=about,
        asked_by_id=asker.person,
        words=words.strip(),
        asked_on=day,
        answer_due=add_working_days(day, about.partnership.answer_days),
    )
    link_records(from_record=about, to_record=question.record, relation="asked")
    write_down(asker, "ask_what_became", question.record, about=about.pk, words=question.words)
    return question


def _is_under_seal(about: Record) -> bool:
    """Whether it is an activity with sealed votes or answers, or a part of one."""
    own = Activity.objects.filter(record=about).values_list("pk", flat=True).first()
    return is_sealed(about.activity_id or own)


def _record(about: Record, day: date) -> Record:
    """It never says of what it was asked: that may be hidden one day, and its title with it."""
    return create_record(
        partnership=about.partnership,
        kind=KIND,
        title=_("What became of it?"),
        audience=about.audience,
        activity=about.activity,
        state=WAITING,
        created_at=moment_of(day),
    )


@transaction.atomic
def answer_question(*, viewer: Viewer, question: Question, answer: str) -> Question:
    """Say what became of it. An answer that comes late is an answer, and stays beside the day it was due."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("record__partnership")
    question = rows.get(pk=question.pk)
    if question.answered_at:
        raise NotOpen(_("This was answered already."))
    question.answer, question.answered_by_id = sentence(answer, "answer"), viewer.person
    question.answered_at = timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    set_state(question.record, ANSWERED)
    settle_findings(question.record)
    write_down(viewer, "answer_question", question.record, answer=question.answer)
    return question


@transaction.atomic
def take_to_board(*, question: Question) -> Issue | None:
    """Nobody answered in time: say so, and raise an issue for the board's next agenda. Once.

    The issue leads to the question and does not repeat its words, which may have to be hidden one day.
    """
    rows = Question.objects.select_for_update(of=("self",)).select_related("record__partnership")
    question = rows.get(pk=question.pk)
    if question.went_to_board_at or question.answered_at:
        return None
    question.went_to_board_at = timezone.now()
    question.save(update_fields=["went_to_board_at"])
    set_state(question.record, AT_THE_BOARD)
    find_unanswered(question=question)
    return raise_issue(
        viewer=HOUSE,
        partnership=question.record.partnership,
        title=_("Nobody has answered: what became of it?"),
        because_of=question.record,
        audience=question.record.audience,
        activity=question.record.activity,
    )
