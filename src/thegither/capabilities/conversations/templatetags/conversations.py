"""What a page about a conversation asks: may this viewer, and what does the phase mean?"""

from django import template

from thegither.capabilities.conversations import phases
from thegither.capabilities.conversations.queries import reading
from thegither.spine.people.rules import allows
from thegither.spine.spaces.visibility import OUTSIDER

register = template.Library()

register.filter("phase_label", phases.phase_label)
register.filter("state_sentence", reading.state_sentence)


@register.simple_tag(takes_context=True)
def may(context, rule: str, thing) -> bool:
    """`{% may "conversations.close" conversation as allowed %}`"""
    return allows(rule, context.get("viewer", OUTSIDER), thing)
