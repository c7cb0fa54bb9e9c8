"""What the pages of decisions ask: how far is a room, what does its question say, does this still hold?"""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Directive, Permission, Risk, Room
from thegither.capabilities.decisions.phases import OVER
from thegither.capabilities.decisions.queries import reading
from thegither.capabilities.decisions.queries.mandate import mandate_of
from thegither.capabilities.decisions.queries.rule import SHARES, Rule
from thegither.spine.evidence.actions import digest_of

register = template.Library()
register.filter("state_sentence", reading.state_sentence)


@register.filter
def touchstone(room: Room) -> list[tuple[str, str]]:
    """What the question names, as pairs to read."""
    named = [
        (_("What gets better for people"), room.outcome),
        (_("For whom"), room.whose),
        (_("How we would know"), room.sign),
        (_("By when"), room.get_horizon_display() if room.horizon else ""),
        (_("Mandate"), mandate_of(room)),
    ]
    return [(label, str(said)) for label, said in named]


@register.filter
def digest(content: dict[str, Any]) -> str:
    """The fingerprint of what was sealed."""
    return digest_of(content)


@register.filter
def has_ballot_file(room: Room) -> bool:
    rule = Rule.of(room.rule) if room.rule else None
    return bool(rule) and room.activity.phase in OVER and (rule.method == SHARES or rule.is_ranked)


@register.filter
def stands(directive: Directive) -> bool:
    """Until its last day, whether or not the clock has come round to ending it."""
    return directive.decision.ended_on is None and directive.ends_on >= timezone.localdate()


@register.filter
def holds(permission: Permission) -> bool:
    return permission.ended_on is None and permission.until >= timezone.localdate()


@register.filter
def is_due(risk: Risk) -> bool:
    return risk.review_on <= timezone.localdate()


@register.filter
def said(risk: Risk) -> list[tuple[str, str]]:
    names = ("benefit", "harm", "mitigation", "shared_by", "stop_rule")
    return [(str(Risk._meta.get_field(name).verbose_name), getattr(risk, name)) for name in names]
