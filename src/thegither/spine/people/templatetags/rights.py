"""What a page asks before it offers a button: may this viewer? A builtin of our templates."""

from django import template
from django.template import Context

from thegither.spine.people.rules import allows
from thegither.spine.spaces.visibility import OUTSIDER

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Context, rule: str, thing) -> bool:
    """`{% may "conversations.close" conversation as allowed %}`"""
    return allows(rule, context.get("viewer", OUTSIDER), thing)
