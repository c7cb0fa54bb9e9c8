"""What any page shows of a record: what was asked of it and answered, and the one press that asks."""

from django import template
from django.template import Context

from thegither.spine.promises.reading import questions_about
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import OUTSIDER

register = template.Library()


@register.inclusion_tag("promises/_ask.html", takes_context=True)
def what_became(context: Context, record: Record) -> dict[str, object]:
    """`{% load asking %}{% what_became record %}`: a section of its own, at the end of a page."""
    viewer = context.get("viewer", OUTSIDER)
    return {
        "record": record,
        "asked": questions_about(viewer, record),
        "viewer": viewer,
        "partnership": record.partnership,
    }
