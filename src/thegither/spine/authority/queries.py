"""Reads of who answers to whom, and who may decide what."""

from datetime import date
from uuid import UUID

from django.db.models import Case, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from thegither.spine.authority.deciding import NO, YES, YES_IF, Answer, can_decide, posts_held
from thegither.spine.authority.models import (
    AccountabilityLine,
    Delegation,
    Escalation,
    KeptAnswer,
    LevelTaken,
    Look,
)
from thegither.spine.people.models import Membership, Person, Post
from thegither.spine.spaces.models import Finding, Partnership
from thegither.spine.spaces.queries import FOUND
from thegither.spine.spaces.visibility import Viewer

# What the house says of its own accord about lines, clauses and drift.
OF_SCHEME = ("delegation_contradiction", "two_masters", "delegation_gap")
KINDS = (
    "dual_line",
    "accountability_circle",
    *OF_SCHEME,
    "upward_drift",
    "widen_delegation",
)

__all__ = ["NO", "YES", "YES_IF", "Answer", "can_decide", "posts_held"]


def lines_on(viewer: Viewer, day: date) -> QuerySet[AccountabilityLine]:
    """The lines of a day that this viewer may see, both ends included."""
    return written_lines(viewer).filter(AccountabilityLine.on(day))


def written_lines(viewer: Viewer) -> QuerySet[AccountabilityLine]:
    """Every line that stands written, of whatever days."""
    lines = AccountabilityLine.objects.visible_to(viewer).filter(AccountabilityLine.known())
    both = lines.select_related("from_post__organization", "to_post__organization")
    return both.order_by("from_post__label", "pk")


def delegations_on(viewer: Viewer, day: date) -> QuerySet[Delegation]:
    """The clauses in force on a day that this viewer may see, both ends included."""
    return written_delegations(viewer).filter(Delegation.on(day))


def written_delegations(viewer: Viewer) -> QuerySet[Delegation]:
    """Every clause that stands written, of whatever days."""
    clauses = Delegation.objects.visible_to(viewer).filter(Delegation.known())
    return clauses.select_related("post__organization").order_by("decision_type", "clause", "pk")


def clauses_to_read(
    viewer: Viewer, day: date, kind: str = "", words: str = ""
) -> QuerySet[Delegation]:
    """The clauses that hold on this day or later: of one kind, or that speak of some words; by kind, the
    least limits first."""
    clauses = written_delegations(viewer).filter(Q(valid_to=None) | Q(valid_to__gte=day))
    if kind:
        clauses = clauses.filter(decision_type=kind)
    for word in words.split():
        clauses = clauses.filter(
            Q(post__label__icontains=word)
            | Q(post__organization__name__icontains=word)
            | Q(decision_type__icontains=word)
            | Q(clause__icontains=word)
            | Q(conditions__icontains=word)
        )
    freely = Case(When(conditions="", then=Value(0)), default=Value(1))
    by_limit = (F("limit").asc(nulls_last=True), freely, "post__label", "pk")
    return clauses.order_by(Lower("decision_type"), "decision_type", *by_limit)


def posts_with_clauses(viewer: Viewer) -> QuerySet[Post]:
    """Whoever the scheme as written speaks of, by name."""
    spoken_of = Delegation.objects.visible_to(viewer).filter(Delegation.known())
    return posts_of(viewer).filter(pk__in=spoken_of.values("post"))


def kinds_of_money(viewer: Viewer, day: date) -> set[tuple[UUID, str]]:
    """Which post may spend on which kind of decision: every clause of a kind that knows a limit in pounds."""
    clauses = delegations_on(viewer, day)
    kinds = clauses.exclude(limit=None).values("decision_type")
    return set(clauses.filter(decision_type__in=kinds).values_list("post_id", "decision_type"))


def decision_types(partnership: Partnership) -> list[str]:
    """Every kind of decision that the scheme as written speaks of, by name."""
    written = Delegation.objects.filter(Delegation.known(), partnership=partnership)
    return sorted(set(written.values_list("decision_type", flat=True)), key=str.casefold)


def posts_of(viewer: Viewer) -> QuerySet[Post]:
    """Every post of the register, by name."""
    posts = Post.objects.visible_to(viewer).select_related("organization")
    return posts.order_by("label", "organization__name", "pk")


def holders(post: Post, day: date) -> QuerySet[Person]:
    """Who holds a post on a day, by name."""
    ties = Membership.objects.filter(Membership.on(day), post=post)
    people = Person.objects.filter(pk__in=ties.values("person"), merged_into=None)
    return people.order_by("name", "pk")


def holds_post(viewer: Viewer, post: Post, day: date) -> bool:
    return viewer.is_member and holders(post, day).filter(pk=viewer.person).exists()


def whom_to_ask(answer: Answer) -> list[tuple[Post, QuerySet[Person]]]:
    """The posts that an answer of no names, the most suitable first, each with who holds it that day."""
    return [(post, holders(post, answer.on)) for post in answer.ask]


def waiting_for(viewer: Viewer, day: date) -> QuerySet[Escalation]:
    """What was sent to a post that this viewer holds, and waits for an answer."""
    mine = Q(to_post__memberships__in=Membership.objects.filter(
        Membership.on(day), person=viewer.person
    ))  # fmt: skip
    waiting = Escalation.objects.visible_to(viewer).filter(mine, answered_on=None)
    return waiting.select_related("record__partnership", "from_post", "to_post").distinct()


def matters_sent_up(viewer: Viewer) -> QuerySet[Escalation]:
    """Every matter of the partnership that was sent up, those that wait first, the newest before."""
    rows = Escalation.objects.visible_to(viewer).filter(record__partnership=viewer.partnership)
    rows = rows.select_related(
        "record__partnership", "from_post__organization", "to_post__organization"
    )
    return rows.order_by(F("answered_on").desc(nulls_first=True), "-sent_on", "pk")


def open_findings(partnership: Partnership) -> QuerySet[Finding]:
    """What the house found about authority and is still so."""
    own = Finding.objects.filter(
        record__partnership=partnership, record__state=FOUND, kind__in=KINDS
    )
    return own.select_related("record").order_by("record__created_at", "pk")


def to_look_at(day: date) -> QuerySet[Partnership]:
    """Partnerships whose lines, clauses or decisions changed, or that were not looked at today."""
    stale = Look.objects.filter(Q(looked_on=None) | Q(looked_on__lt=day))
    return Partnership.objects.filter(pk__in=stale.values("partnership")).order_by("pk")


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of authority that belongs to a partnership; the register's rows come before."""
    own = (AccountabilityLine, Delegation, KeptAnswer, Look)
    of_record = (LevelTaken, Escalation)
    return [
        *(model.objects.filter(partnership=partnership) for model in own),
        *(model.objects.filter(record__partnership=partnership) for model in of_record),
    ]
