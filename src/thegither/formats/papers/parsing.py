"""XML inside office files: read without entities, without files and without the network."""

from typing import Any

from lxml import etree

from thegither.formats.papers.refusal import PaperRefused, Reason

XML_ENDINGS = (".xml", ".rels", ".rdf", ".vml")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")

Element = Any  # lxml carries no types


def check_xml(part: bytes) -> None:
    """Refuse definitions of its own, by which a short text can grow without end or fetch a file.

    No office program writes any. They would stay unseen in UTF-16, so that is refused too.
    """
    if part.startswith(UTF_16) or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise PaperRefused(Reason.DAMAGED)


def parse(part: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as problem:
        raise PaperRefused(Reason.DAMAGED) from problem


def write(root: Element) -> bytes:
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def local(name: object) -> str:
    """The name of an element or attribute without its namespace; nothing for a comment.

    >>> local("{urn:example}author")
    'author'
    """
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def drop(element: Element) -> None:
    """Take an element out of its parent, but leave the words that follow it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
