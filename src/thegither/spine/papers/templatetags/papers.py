"""What a page shows of papers: `{% also_available record %}` at its head, `{% papers_on record %}` below."""

from django import template

from thegither.spine.papers.queries import papers_of, versions_of
from thegither.spine.people.rules import allows
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import OUTSIDER, Viewer

register = template.Library()


@register.inclusion_tag("papers/_also_available.html", takes_context=True)
def also_available(context, record: Record) -> dict[str, object]:
    """The other versions of the page's text."""
    viewer, shared = _shared(context, record)
    return shared | {"versions": versions_of(viewer, record)}


@register.inclusion_tag("papers/_section.html", takes_context=True)
def papers_on(context, record: Record) -> dict[str, object]:
    """The attached papers with their heading; nothing where there are none and nobody may add any."""
    viewer, shared = _shared(context, record)
    return shared | {"papers": papers_of(viewer, record)}


def _shared(context, record: Record) -> tuple[Viewer, dict[str, object]]:
    viewer = context.get("viewer", OUTSIDER)
    names = ("partnership", "request")
    return viewer, {
        "record": record,
        "may_add": allows("papers.keep", viewer, record),
        **{name: context.get(name) for name in names},
    }
