"""`{% also_available record %}`: the other versions of a text, at the head of its page."""

from django import template

from thegither.spine.papers.queries import versions_of
from thegither.spine.people.rules import allows
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import OUTSIDER

register = template.Library()


@register.inclusion_tag("papers/_also_available.html", takes_context=True)
def also_available(context, record: Record) -> dict[str, object]:
    viewer = context.get("viewer", OUTSIDER)
    return {
        "versions": versions_of(viewer, record),
        "may_add": allows("papers.keep", viewer, record),
        "record": record,
        "partnership": context.get("partnership"),
        "request": context.get("request"),
    }
