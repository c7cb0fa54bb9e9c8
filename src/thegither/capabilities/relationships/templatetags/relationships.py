"""What a page about a wave asks: what does its phase mean?"""

from django import template

from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import PHASES
from thegither.capabilities.relationships.queries.reading import state_sentence

register = template.Library()

register.filter("state_sentence", state_sentence)


@register.filter
def phase_label(wave: Wave) -> str:
    return str(PHASES.label(wave))
