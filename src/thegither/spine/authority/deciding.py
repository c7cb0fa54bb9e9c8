""" "Can I decide this?": one answer, with the clause that says so, for a post or for whoever holds it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.methods.authority.scheme import UNLIMITED, Clause, Ruling, Scheme
from thegither.methods.authority.scheme import Answer as Verdict
from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.authority.wording import matter, post_name, up_to
from thegither.spine.people.models import Membership, Person, Post
from thegither.spine.spaces.models import Partnership

YES, YES_IF, NO = "yes", "yes-if", "no-ask-whom"
VERDICTS = {Verdict.YES: YES, Verdict.YES_IF: YES_IF, Verdict.NO: NO}
# So many clauses of others are looked at for whom to ask: many times the five who are named.
MOST_READ = 25


@dataclass(frozen=True, slots=True)
class Answer:
    """The one answer. It is about a day, by what was known at a moment.

    `post` is the post in whose name it is given (None: this person holds none). For a no, `ask` names
    whoever may, the most suitable first; with nobody to ask the scheme has a gap. `clause` says so; for
    a no it is that of the first to ask. `also` are clauses that say otherwise.
    """

    verdict: str
    decision_type: str
    amount: Decimal | None
    on: date
    known_at: datetime
    post: Post | None = None
    clause: Delegation | None = None
    condition: str = ""
    ask: tuple[Post, ...] = ()
    also: tuple[Delegation, ...] = ()

    @property
    def sentence(self) -> str:
        """The answer in plain words."""
        if self.verdict == YES:
            return _("Yes. Clause %s says so.") % self.clause.clause
        if self.verdict == YES_IF:
            said = {"clause": self.clause.clause, "condition": self.condition}
            return _("Yes, if: %(condition)s. Clause %(clause)s says so.") % said
        if not self.ask:
            return _("No, and nobody may: the scheme of delegation has a gap here.")
        said = {"whom": post_name(self.ask[0]), "clause": self.clause.clause}
        return _("No. Ask: %(whom)s. Clause %(clause)s says so.") % said

    @property
    def mandate(self) -> str:
        """What a decision taken on this answer names as its mandate; empty for a no."""
        if self.verdict == NO:
            return ""
        said = _("Clause %(clause)s: %(post)s may decide on %(type)s, %(limit)s") % {
            "clause": self.clause.clause,
            "post": post_name(self.post),
            "type": self.decision_type,
            "limit": up_to(self.clause.limit),
        }
        return f"{said}: {self.condition}" if self.condition else said

    @property
    def matter(self) -> str:
        return matter(self.decision_type, self.amount)


def can_decide(
    *,
    partnership: Partnership,
    decision_type: str,
    person: Person | None = None,
    post: Post | None = None,
    amount: Decimal | None = None,
    on: date | None = None,
    known_at: datetime | None = None,
) -> Answer:
    """Whether a post, or a person through any post they hold that day, may decide a matter.

    A matter without an amount counts as nothing spent. With several posts the best answer counts: a yes
    before a yes-if before a no. `known_at` asks by what was written then, so that an answer once given
    can be had again whatever was changed since.

    Raises TypeError unless exactly one of `person` and `post` is given.
    """
    if (person is None) == (post is None):
        raise TypeError("Ask for a person or for a post, one of the two.")
    day, moment = on or timezone.localdate(), known_at or timezone.now()
    kind, much = decision_type.strip(), amount or Decimal(0)
    standing = Delegation.objects.filter(
        Delegation.on(day), Delegation.known(moment), partnership=partnership, decision_type=kind
    )
    posts = [post] if post else posts_held(person, day)
    asked = _Question(partnership, kind, standing, posts, much, day, moment)
    chosen, ruling = asked.best()
    clauses = _by_key(standing, [ruling.clause, *ruling.also])
    return Answer(
        verdict=VERDICTS[ruling.answer],
        decision_type=kind,
        amount=amount,
        on=day,
        known_at=moment,
        post=chosen,
        clause=clauses.get(ruling.clause),
        condition=ruling.condition,
        ask=_posts(ruling.ask),
        also=tuple(clauses[key] for key in ruling.also),
    )


def posts_held(person: Person, day: date) -> list[Post]:
    """The posts of a person on a day, by name."""
    held = Membership.objects.filter(Membership.on(day), person=person).exclude(post=None)
    posts = Post.objects.filter(pk__in=held.values("post")).select_related("organization")
    return list(posts.order_by("label", "organization__name", "pk"))


@dataclass(frozen=True, slots=True)
class _Question:
    """The clauses in force, in whose name it is asked, and about how much."""

    partnership: Partnership
    decision_type: str
    standing: QuerySet[Delegation]
    posts: Sequence[Post]
    amount: Decimal
    day: date
    moment: datetime

    def best(self) -> tuple[Post | None, Ruling]:
        own = self._ruled(as_clauses(self.standing.filter(post__in=self.posts)), {})
        if own[1].answer != Verdict.NO:
            return own
        near = self._distances()
        return self._ruled(self._enough(near), near)

    def _ruled(self, clauses: Iterable[Clause], near: dict[str, int]) -> tuple[Post | None, Ruling]:
        scheme = Scheme(clauses)
        if not self.posts:
            return None, scheme.ask(self.decision_type, "", self.amount, self.day)
        rulings = [
            (
                post,
                scheme.ask(self.decision_type, str(post.pk), self.amount, self.day, distance=near),
            )
            for post in self.posts
        ]
        return min(rulings, key=lambda found: list(Verdict).index(found[1].answer))

    def _enough(self, near: Iterable[str]) -> list[Clause]:
        """Every clause of the posts above, and of the first others whose limit reaches the amount."""
        others = self.standing.exclude(post__in=self.posts)
        posts = {*near, *(str(post.pk) for post in self.posts)}
        posts |= self._first(others.filter(conditions=""))
        posts |= self._first(others.exclude(conditions=""))
        return as_clauses(self.standing.filter(post__in=posts))

    def _first(self, rows: QuerySet[Delegation]) -> set[str]:
        """Posts of the least limits that reach the amount; those without a limit come last."""
        limited = rows.filter(limit__gte=self.amount).order_by("limit", "post", "pk")
        found = list(limited.values_list("post", flat=True)[:MOST_READ])
        if len(found) < MOST_READ:
            free = rows.filter(limit=None).order_by("post", "pk")
            found += free.values_list("post", flat=True)[:MOST_READ]
        return {str(post) for post in found}

    def _distances(self) -> dict[str, int]:
        """How many lines up each post stands that one of these answers to, directly or in the end."""
        above = self._lines()
        found: dict = {post.pk: 0 for post in self.posts}
        ring, steps = set(found), 0
        while ring:
            ring = {up for post in ring for up in above[post]} - set(found)
            steps += 1
            found |= dict.fromkeys(ring, steps)
        return {str(post): far for post, far in found.items() if far}

    def _lines(self) -> dict[UUID, list[UUID]]:
        """Whom each post answers to: all lines at once, since asking step by step takes far longer."""
        lines = AccountabilityLine.objects.filter(
            AccountabilityLine.on(self.day),
            AccountabilityLine.known(self.moment),
            partnership=self.partnership,
        )
        above: dict[UUID, list[UUID]] = defaultdict(list)
        for below, up in lines.values_list("from_post", "to_post"):
            above[below].append(up)
        return above


def as_clauses(rows: QuerySet[Delegation]) -> list[Clause]:
    """Clauses as the method takes them: named by their ids, posts too."""
    fields = ("pk", "decision_type", "post_id", "limit", "conditions", "valid_from", "valid_to")
    return [
        Clause(
            str(key),
            kind,
            str(post),
            UNLIMITED if limit is None else limit,
            conditions,
            first,
            last,
        )
        for key, kind, post, limit, conditions, first, last in rows.values_list(*fields)
    ]


def _by_key(rows: QuerySet[Delegation], keys: Iterable[str | None]) -> dict[str, Delegation]:
    wanted = [key for key in keys if key]
    found = rows.filter(pk__in=wanted).select_related("post__organization") if wanted else ()
    return {str(one.pk): one for one in found}


def _posts(keys: Sequence[str]) -> tuple[Post, ...]:
    found = Post.objects.filter(pk__in=keys).select_related("organization")
    by_key = {str(post.pk): post for post in found}
    return tuple(by_key[key] for key in keys)
