"""What a page about a conversation asks: what does the phase mean?"""

from django import template
from django.utils.timezone import localdate, localtime

from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.phases import PHASES
from thegither.capabilities.conversations.queries import hours, reading
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import helped_by

register = template.Library()

register.filter("state_sentence", reading.state_sentence)


@register.filter
def waited(statement: Statement) -> str:
    """How long a statement from `queries.moderation.queue` has waited."""
    return hours.how_long_waited(localtime(statement.came_at).date())


@register.simple_tag(takes_context=True)
def may_answer_for(context: dict) -> list[Helper]:
    """In whose names whoever looks may answer, each with the id of that leave."""
    helps = helped_by(context["viewer"], localdate())
    return [one for one in helps if one.what == Helper.What.ANSWER]


@register.filter
def phase_label(conversation: Conversation) -> str:
    return str(PHASES.label(conversation))
