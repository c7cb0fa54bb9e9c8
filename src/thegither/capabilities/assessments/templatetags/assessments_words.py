"""What the page of an instrument says of it."""

from django import template
from django.utils.translation import gettext as _

from thegither.formats.instruments import Instrument, Item, Reference
from thegither.spine.evidence.figures import percent_text

register = template.Library()


@register.filter
def no_reliability(instrument: Instrument) -> bool:
    """Whether none of its areas measures one thing."""
    return not any(scale.reliable for scale in instrument.scales)


@register.filter
def turned_items(instrument: Instrument) -> list[Item]:
    return [item for item in instrument.items if item.turned]


@register.filter
def reference_sentence(reference: Reference, instrument: Instrument) -> str:
    """A value found elsewhere, with its date and what is not known of it."""
    item = next(item for item in instrument.items if item.id == reference.item)
    return _("%(share)s%% agreed with “%(text)s” (%(limits)s).") % {
        "share": percent_text(reference.share),
        "text": item.text.rstrip("."),
        "limits": reference.limits,
    }
