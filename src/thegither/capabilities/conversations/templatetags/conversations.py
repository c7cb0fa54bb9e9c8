"""What a page about a conversation asks: what does the phase mean?"""

from django import template

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import PHASES
from thegither.capabilities.conversations.queries import reading

register = template.Library()

register.filter("state_sentence", reading.state_sentence)


@register.filter
def phase_label(conversation: Conversation) -> str:
    return str(PHASES.label(conversation))
