"""What the pages of promises show: promises by their state, and the history of one in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.spine.people.models import Person, Responsibility
from thegither.spine.promises.models import Decision, Event, Question
from thegither.spine.spaces.models import Commitment, Issue, Partnership, Record
from thegither.spine.spaces.veil import veiled
from thegither.spine.spaces.visibility import Viewer

STATES = Commitment.State
# In the order of a page: what needs somebody first.
ORDER = ("overdue", "due", "changed", "broken", "kept")
# Where a decision may repeat what was said before it: an option that won, an objection that stood.
REPEATING = ("text", "mandate", "dissent", "no_promise_because")


@dataclass(frozen=True, slots=True)
class Told:
    """One promise as a list shows it: who answers for it, and whether its day has passed."""

    commitment: Commitment
    owner: Person | None
    is_mine: bool

    @property
    def is_open(self) -> bool:
        return self.commitment.state not in {STATES.KEPT, STATES.BROKEN}

    @property
    def state(self) -> str:
        """overdue, due, changed (has a new day), kept, or broken."""
        settled = {STATES.KEPT: "kept", STATES.BROKEN: "broken"}
        if self.commitment.state in settled:
            return settled[self.commitment.state]
        if self.commitment.due_on < timezone.localdate():
            return "overdue"
        return "changed" if self.commitment.state == STATES.RENEGOTIATED else "due"


@dataclass(frozen=True, slots=True)
class Happening:
    """One sentence of a history, with the words of whoever said so."""

    on: date
    sentence: str
    said: str = ""


def promises_of(viewer: Viewer, partnership: Partnership) -> list[Told]:
    """Every promise this viewer sees: their own first, then by the day it is due."""
    visible = Commitment.objects.visible_to(viewer).filter(record__partnership=partnership)
    told = [told_of(one, viewer) for one in with_owners(visible).order_by("due_on", "pk")]
    return sorted(told, key=lambda one: not one.is_mine)


def with_owners(rows: QuerySet) -> QuerySet:
    """What stands behind records, each with those who answer for it today: two questions in all."""
    today = Responsibility.objects.filter(Responsibility.on(timezone.localdate()))
    held = today.select_related("person").order_by("since", "given_at")
    owners = Prefetch("record__responsibilities", queryset=held, to_attr="held")
    return rows.select_related("record__partnership").prefetch_related(owners)


def told_of(commitment: Commitment, viewer: Viewer) -> Told:
    """`commitment` was read through `with_owners`."""
    held = commitment.record.held
    owner = held[-1].person if held else None
    return Told(commitment, owner, owner is not None and owner.pk == viewer.person)


def told_again(commitment: Commitment, viewer: Viewer) -> Told:
    """The same of one promise that was read without its owners."""
    return told_of(with_owners(Commitment.objects.filter(pk=commitment.pk)).get(), viewer)


def decisions_of(viewer: Viewer, partnership: Partnership) -> list[Decision]:
    """What was decided, the newest first."""
    visible = Decision.objects.visible_to(viewer).filter(record__partnership=partnership)
    ordered = visible.select_related("record").order_by("-decided_on", "-record__created_at")
    return decisions_for(viewer, ordered)


def decisions_for(viewer: Viewer, decisions: Iterable[Decision]) -> list[Decision]:
    """Visible decisions, without the words in them that are hidden from this viewer."""
    return veiled(viewer, decisions, *REPEATING)


def behind(viewer: Viewer, record: Record) -> list[Record]:
    """Why it was promised or decided: the visible records that led to this one."""
    before = Record.objects.visible_to(viewer).filter(links_out__to_record=record)
    return veiled(viewer, before.order_by("created_at", "pk"))


def promises_because_of(viewer: Viewer, record: Record) -> list[Told]:
    """The promises that a decision, finding or issue led to."""
    visible = Commitment.objects.visible_to(viewer).filter(
        record__links_in__from_record=record, record__links_in__relation="led_to"
    )
    return [told_of(one, viewer) for one in with_owners(visible).order_by("due_on", "pk")]


def questions_about(viewer: Viewer, record: Record) -> list[Question]:
    """What was asked of a record, and answered, the newest first."""
    asked = Question.objects.visible_to(viewer).filter(about=record)
    rows = asked.select_related("asked_by", "answered_by", "record__partnership")
    return list(rows.order_by("-asked_on", "-record__created_at"))


def board_issue(viewer: Viewer, question: Question) -> Issue | None:
    """The issue that stands on the agenda because nobody answered in time."""
    issues = Issue.objects.visible_to(viewer).filter(record__links_in__from_record=question.record)
    return issues.select_related("record__partnership").first()


def history_of(record: Record) -> list[Happening]:
    """What happened to a promise, a decision or an issue, in order, in words."""
    held = record.responsibilities.select_related("person").order_by("since", "given_at")
    owners = list(held)
    first = owners[0].person.name if owners else ""
    events = [
        ((e.on, e.written_at), _of_event(e, first)) for e in record.events.select_related("by")
    ]
    rows = sorted([*events, *_taken_over(owners)], key=lambda row: row[0])
    return [happening for _when, happening in rows]


def _of_event(event: Event, first: str) -> Happening:
    kinds, day = Event.Kind, event.day and date_format(event.day, "j F Y")
    sentences = {
        kinds.MADE: _("%(first)s promised it, to be kept by %(day)s."),
        kinds.KEPT: _("It was kept."),
        kinds.BROKEN: _("It was not kept."),
        kinds.RENEGOTIATED: _("It was given a new date: %(day)s."),
        kinds.REVIEWED: _("It was looked at again, and it stands. Next time: %(day)s.")
        if day
        else _("It was looked at again, and it stands."),
        kinds.ENDED: _("It ended."),
        kinds.CLOSED: _("It was settled."),
    }
    return Happening(event.on, sentences[event.kind] % {"day": day, "first": first}, _quoted(event))


def _quoted(event: Event) -> str:
    if event.said and event.by:
        return _("%(name)s: %(words)s") % {"name": event.by.name, "words": event.said}
    return event.said


def _taken_over(owners: list[Responsibility]) -> Iterator[tuple[tuple[date, datetime], Happening]]:
    """Each time it changed hands, and why."""
    for before, one in pairwise(owners):
        names = {"name": one.person.name, "before": before.person.name}
        sentence = _("%(name)s took it over from %(before)s.") % names
        yield (one.since, one.given_at), Happening(one.since, sentence, one.reason)


def address_of(thing: Model) -> str:
    """The page of a decision, a promise, an issue or a question."""
    pages = {Decision: "decision", Commitment: "promise", Issue: "issue", Question: "question"}
    slug = thing.record.partnership.slug
    return reverse(f"promises:{pages[type(thing)]}", args=[slug, thing.pk])
