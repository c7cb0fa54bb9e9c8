"""How templates say posts, lines, clauses and matters."""

from django import template
from django.utils import timezone

from thegither.spine.authority import wording
from thegither.spine.authority.models import (
    AccountabilityLine,
    Delegation,
    Escalation,
    KeptAnswer,
)
from thegither.spine.people.models import Post

register = template.Library()


@register.filter
def post_name(post: Post) -> str:
    return wording.post_name(post)


@register.filter
def said(entry: AccountabilityLine | Delegation) -> str:
    return wording.entry_in_words(entry)


@register.filter
def period(entry: AccountabilityLine | Delegation) -> str:
    return wording.period(entry)


@register.filter
def limit(clause: Delegation) -> str:
    return wording.up_to(clause.limit)


@register.filter
def matter(thing: Escalation | KeptAnswer) -> str:
    return wording.matter(thing.decision_type, thing.amount)


@register.filter
def is_late(matter: Escalation) -> bool:
    """It waits, and the day by which its sender needs an answer has passed."""
    return bool(
        matter.due_on and matter.answered_on is None and matter.due_on < timezone.localdate()
    )
