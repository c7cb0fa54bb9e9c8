"""What the spine tells a board: findings, decisions, questions, and what nobody can tell."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.figures import Figure, day_text
from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.reading import decisions_for
from thegither.spine.spaces.house import Line, Section
from thegither.spine.spaces.models import Commitment, Finding, Partnership
from thegither.spine.spaces.veil import veiled
from thegither.spine.spaces.visibility import Viewer
from thegither.thread.walk import address_of_thread


def one_section(lines: Iterable[Line]) -> list[Section]:
    """A part without headings of its own; no section at all where there is nothing to tell."""
    found = tuple(lines)
    return [Section("", "", found)] if found else []


def findings(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Section]:
    """What was found between two days, with the figures it rests on."""
    own = Finding.objects.visible_to(viewer).filter(record__partnership=partnership)
    found = own.filter(record__created_at__date__range=(since, until))
    ordered = found.select_related("record__partnership").order_by("record__created_at", "pk")
    return one_section(map(_finding, veiled(viewer, ordered, "sentence")))


def _finding(finding: Finding) -> Line:
    figures = tuple(Figure.from_json(stored).sentence() for stored in finding.figures)
    return Line(finding.sentence, figures, address_of_thread(finding.record))


def decisions(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Section]:
    """What was decided between two days: how, on which mandate, against what, and what it carries."""
    own = Decision.objects.visible_to(viewer).filter(record__partnership=partnership)
    taken = own.filter(decided_on__range=(since, until)).select_related("record__partnership")
    return one_section(
        Line(decision.text, tuple(_about(viewer, decision)), address_of_thread(decision.record))
        for decision in decisions_for(viewer, taken.order_by("decided_on", "pk"))
    )


def _about(viewer: Viewer, decision: Decision) -> Iterator[str]:
    yield _("Decided on %(day)s: %(how)s.") % {
        "day": day_text(decision.decided_on),
        "how": decision.how.rstrip("."),
    }
    labelled = (
        (_("Where"), decision.level),
        (_("Mandate"), decision.mandate),
        (_("What spoke against it"), decision.dissent),
        (_("Promises"), "; ".join(_promises_of(viewer, decision))),
        (_("No promise, because"), decision.no_promise_because),
    )
    yield from (f"{label}: {words}" for label, words in labelled if words)
    if decision.ended_on:
        yield _("It ended on %(day)s.") % {"day": day_text(decision.ended_on)}
    elif decision.review_on:
        yield _("To be looked at again on %(day)s.") % {"day": day_text(decision.review_on)}


def _promises_of(viewer: Viewer, decision: Decision) -> Iterator[str]:
    linked = {"record__links_in__from_record": decision.record}
    for made in Commitment.objects.visible_to(viewer).filter(**linked).order_by("due_on", "pk"):
        words = {"promise": made.promise.rstrip("."), "day": day_text(made.due_on)}
        yield _("%(promise)s (by %(day)s)") % words


def questions(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Section]:
    """What nobody has answered that was asked by the last day, however long before; and how to complain."""
    own = Question.objects.visible_to(viewer).filter(record__partnership=partnership)
    waiting = own.filter(answered_at=None, asked_on__lte=until)
    ordered = waiting.select_related("about__partnership").order_by("answer_due", "pk")
    lines = [_question(question) for question in ordered]
    if lines and partnership.complaints:
        lines.append(Line(_("How to complain: %(how)s") % {"how": partnership.complaints}))
    return one_section(lines)


def _question(question: Question) -> Line:
    days = {"asked": day_text(question.asked_on), "due": day_text(question.answer_due)}
    late = question.answer_due < timezone.localdate()
    when = (
        _("Asked on %(asked)s. The answer was due on %(due)s and is late.")
        if late
        else _("Asked on %(asked)s. The answer is due on %(due)s.")
    )
    text = _("What became of “%(title)s”?") % {"title": question.about.title.rstrip(".")}
    words = (question.words,) if question.words else ()
    return Line(text, (*words, when % days), address_of_thread(question.about))


def cannot_tell(heard: Iterable[Section]) -> list[Section]:
    """What each activity says that nobody should read into it, under its own title."""
    return [
        Section(section.title, section.url, tuple(map(Line, section.cannot_tell)))
        for section in heard
        if section.cannot_tell
    ]
