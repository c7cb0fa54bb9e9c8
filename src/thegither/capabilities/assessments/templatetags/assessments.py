"""What a page about a wave asks: what does the phase mean, and for whom may one answer?"""

from django import template
from django.utils.timezone import localdate

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import PHASES
from thegither.capabilities.assessments.queries import reading
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import helped_by

register = template.Library()

register.filter("state_sentence", reading.state_sentence)


@register.filter
def phase_label(wave: Wave) -> str:
    return str(PHASES.label(wave))


@register.simple_tag(takes_context=True)
def may_answer_for(context: dict) -> list[Helper]:
    """In whose names whoever looks may answer, each with the id of that leave."""
    helps = helped_by(context["viewer"], localdate())
    return [one for one in helps if one.what == Helper.What.ANSWER]
