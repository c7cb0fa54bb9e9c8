"""What an alert is about: the words themselves, which only the floor that joins the capabilities can find."""

from django import template
from django.conf import settings
from django.utils.module_loading import import_string

from thegither.spine.spaces.models import SafeguardingAlert

register = template.Library()


@register.filter
def words_raised(alert: SafeguardingAlert) -> str:
    """The text that was hidden, so that whoever has the duty to answer can read it."""
    return import_string(settings.WORDS_OF)(alert.record)
