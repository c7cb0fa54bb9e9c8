"""`{% young_people activity %}`: whether under-18s may take part, and what their guardian has to do."""

from django import template

from thegither.spine.people.rules import allows
from thegither.spine.spaces.models import Activity
from thegither.spine.spaces.visibility import OUTSIDER
from thegither.spine.young.queries import rule_of

register = template.Library()


@register.inclusion_tag("young/_flag.html", takes_context=True)
def young_people(context, activity: Activity) -> dict[str, object]:
    viewer = context.get("viewer", OUTSIDER)
    return {
        "activity": activity,
        "rule": rule_of(activity),
        "partnership": context.get("partnership"),
        "may_keep": allows("young.keep", viewer, activity),
    }
