"""What the house asks of promises, as it asks every capability: asks, findings, the page of a record."""

from datetime import timedelta

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.queries import findings, who_answers
from thegither.spine.promises.reading import address_of as page_of
from thegither.spine.promises.reading import decisions_for, promises_of
from thegither.spine.spaces.house import Ask
from thegither.spine.spaces.models import Commitment, Issue, Partnership, Record
from thegither.spine.spaces.visibility import COORDINATOR, Viewer

__all__ = ["address_of", "asks", "findings", "words_of"]

SOON = timedelta(days=14)
# An activity of this kind asks by itself to look again at what was decided in it.
ASKS_ITSELF = "room"
KINDS = {"decision": Decision, "commitment": Commitment, "issue": Issue, "question": Question}

# The fields of each in which people write.
WORDS = {
    "decision": ("text", "dissent", "no_promise_because"),
    "commitment": ("promise",),
    "issue": ("description",),
    "question": ("words", "answer"),
}


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """What this member is asked: to keep what is due soon, to answer, to look at a decision again."""
    if not viewer.is_member:
        return []
    return [
        *_to_answer(viewer, partnership),
        *_to_keep(viewer, partnership),
        *_to_review(viewer, partnership),
    ]


def _to_answer(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    waiting = Question.objects.visible_to(viewer).filter(
        record__partnership=partnership, answered_at=None
    )
    rows = waiting.select_related("record__partnership", "about__partnership", "about__activity")
    return [
        Ask(_("Answer: what became of it?"), page_of(one), 5, one.answer_due)
        for one in rows
        if viewer.person in {person.pk for person in who_answers(one.about)}
    ]


def _to_keep(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    latest = timezone.localdate() + SOON
    return [
        Ask(
            _("Your promise: %(promise)s") % {"promise": one.commitment.record.title},
            page_of(one.commitment),
            2,
            one.commitment.due_on,
        )
        for one in promises_of(viewer, partnership)
        if one.is_mine and one.is_open and one.commitment.due_on <= latest
    ]


def _to_review(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    if not viewer.has_duty(COORDINATOR):
        return []
    visible = Decision.objects.visible_to(viewer).filter(record__partnership=partnership)
    due = visible.filter(ended_on=None, review_on__lte=timezone.localdate()).exclude(
        record__activity__kind=ASKS_ITSELF
    )
    return [
        Ask(
            _("Look again at a decision: %(decision)s") % {"decision": one.record.title},
            page_of(one),
            5,
            one.review_on,
        )
        for one in decisions_for(viewer, due.select_related("record__partnership"))
    ]


def address_of(record: Record) -> str:
    """The page of a decision, promise, issue or question; nothing for any other record."""
    thing = _behind(record)
    return page_of(thing) if thing else ""


def words_of(record: Record) -> str:
    """What people wrote in a decision, promise, issue or question, for those whose duty is to read it."""
    thing = _behind(record)
    if thing is None:
        return ""
    own = [getattr(thing, name) for name in WORDS[record.kind]]
    said = record.events.values_list("said", flat=True)
    return "\n\n".join(words for words in [*own, *said] if words)


def _behind(record: Record) -> Model | None:
    model = KINDS.get(record.kind)
    if model is None:
        return None
    return model.objects.filter(record=record).select_related("record__partnership").first()
