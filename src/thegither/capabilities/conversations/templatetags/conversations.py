"""What a page about a conversation asks: what does the phase mean?"""

from django import template
from django.utils.timezone import localtime

from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.phases import PHASES
from thegither.capabilities.conversations.queries import hours, reading

register = template.Library()

register.filter("state_sentence", reading.state_sentence)


@register.filter
def waited(statement: Statement) -> str:
    """How long a statement from `queries.moderation.queue` has waited."""
    return hours.how_long_waited(localtime(statement.came_at).date())


@register.filter
def phase_label(conversation: Conversation) -> str:
    return str(PHASES.label(conversation))
