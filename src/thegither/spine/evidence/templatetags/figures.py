"""What a template may do with a number. A builtin of our templates: no `load` is needed."""

from django import template

from thegither.spine.evidence.figures import BareNumber, Figure, Plain, is_bare_number

register = template.Library()


@register.filter
def plain(value, counts: str):
    """A harmless count, and what it counts: `{{ ask.minutes|plain:"minutes" }}` gives 1,921.

    Harmless is what says nothing about what people think or are: minutes, pages, places in a list.
    """
    return Plain.of(value, counts) if is_bare_number(value) else value


@register.filter
def attribute(value) -> str:
    """A number for the machine, in an attribute or an address: 1921, never 1,921."""
    return str(value)


@register.inclusion_tag("evidence/figure.html", name="figure")
def figure_tag(figure: Figure) -> dict:
    """`{% figure result.agree %}`: the value, and its limits in one short line beside it."""
    if not isinstance(figure, Figure):
        raise BareNumber(figure)
    return {"figure": figure}
