"""What the clock finds of its own accord: a decision whose review is due, a question nobody answered."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.spine.evidence.figures import Figure
from thegither.spine.promises.actions.audit import set_state, write_down
from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.queries import REVIEW_DUE, UNANSWERED, open_findings
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Finding, Record
from thegither.spine.spaces.queries import FOUND, SETTLED
from thegither.spine.spaces.visibility import HOUSE

METHOD = "days past 1"


@transaction.atomic
def find_review_due(*, decision: Decision) -> Finding | None:
    """The day has come on which a decision was to be looked at again, and nobody has. Once for each day."""
    day = date_format(decision.review_on, "j F Y")
    sentence = _("A decision was to be looked at again on %(day)s, and has not been.") % {
        "day": day
    }
    return _find_once(decision.record, REVIEW_DUE, sentence, decision.review_on)


@transaction.atomic
def find_unanswered(*, question: Question) -> Finding | None:
    """Nobody has said by the day what became of something. It is about what was asked about."""
    day = date_format(question.answer_due, "j F Y")
    sentence = _("Nobody has answered by %(day)s what became of something.") % {"day": day}
    return _find_once(question.record, UNANSWERED, sentence, question.answer_due)


def _find_once(record: Record, kind: str, sentence: str, due: date) -> Finding | None:
    """The sentence never quotes what it is about, which may be hidden one day; the link leads there."""
    Record.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if open_findings(record).filter(kind=kind).exists():
        return None
    found = create_record(
        partnership=record.partnership,
        activity=record.activity,
        kind="finding",
        title=sentence,
        audience=record.audience,
        state=FOUND,
    )
    link_records(from_record=record, to_record=found, relation="found")
    write_down(HOUSE, f"find_{kind}", found, about=record.pk)
    return Finding.objects.create(
        record=found,
        kind=kind,
        about=[str(record.pk)],
        sentence=sentence,
        figures=[_days_past(due).to_json()],
        verdict=FOUND,
    )


def _days_past(due: date) -> Figure:
    """How long past its day something was when it was found. It is read from the record; nobody was asked."""
    today = timezone.localdate()
    days = (today - due).days
    return Figure.recorded(
        days,
        unit=ngettext("day", "days", days),
        label=_("past the day"),
        as_of=today,
        method=METHOD,
    )


def settle_findings(record: Record) -> None:
    """What was found is so no longer: somebody looked, or answered. It stays to be read. Part of an action."""
    for finding in open_findings(record).select_related("record"):
        set_state(finding.record, SETTLED)
