"""How a document that can leave the house is read on a page: each kind of block has its own small template."""

from django import template

from thegither.formats.documents import Block

register = template.Library()


@register.filter
def document_part(block: Block) -> str:
    """The template of a block, by its kind."""
    return f"protection/document/{type(block).__name__.lower()}.html"
