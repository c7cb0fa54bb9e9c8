"""Word, Excel and PowerPoint files (ECMA-376) without names and paths, and refused where they would act.

An office file is a zip of parts. `[Content_Types].xml` says what each part is, so the kind of the file is
read there; a `.rels` part beside each part says what it leads to.
"""

import re
from collections.abc import Iterator
from posixpath import basename, dirname, join

from thegither.formats.papers.images import without_notes
from thegither.formats.papers.package import Parts, read_parts, write_parts
from thegither.formats.papers.parsing import (
    XML_ENDINGS,
    Element,
    check_xml,
    drop,
    local,
    parse,
    write,
)
from thegither.formats.papers.refusal import PaperRefused, Reason

CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument."
KINDS = {
    f"{MAIN}wordprocessingml.document.main+xml": "docx",
    f"{MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{MAIN}presentationml.presentation.main+xml": "pptx",
}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".wdp",
    ".svg",
)
KNOWN = (*XML_ENDINGS, *PICTURES, ".odttf", ".fntdata")
MACROS = re.compile(r"vba|macro|activex|dialogsheet|customui", re.IGNORECASE)
# Parts that only say who made the file, where, and for whom.
DROPPED = re.compile(
    r"docProps/(custom\.xml|thumbnail\.\w+)|docMetadata/.*|customXml/.*|word/people\.xml"
    r"|.*/printerSettings/.*",
    re.IGNORECASE,
)
# Lists of those who wrote or commented: each entry says who.
PEOPLE = frozenset({"cmAuthor", "person"})
PEOPLE_SAYS = {"name": "Author", "displayName": "Author", "userId": "", "providerId": "None"}
# What says who, on any element of any part.
SAYS_WHO = {"author": "Author", "initials": "A", "userName": "Author", "refreshedBy": "Author"}
TELLING = re.compile(rb"[aA]uthor|initials|userName|refreshedBy|absPath|displayName")
ACTS = re.compile(rb"<(?:\w+:)?ddeLink\b|instr(?:Text)?\b[^<]{0,80}\bDDE(?:AUTO)?\b")

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
BLANK = {"docProps/core.xml": CORE, "docProps/app.xml": APP}


def clean_ooxml(parts: Parts) -> tuple[str, bytes]:
    """Its kind and the file anew. Raises `PaperRefused` for macros, hidden files and links that load."""
    kind = _kind(parts)
    for name, part in parts.items():
        _check_part(name, part)
    kept = {name: part for name, part in parts.items() if not DROPPED.fullmatch(name)}
    gone = parts.keys() - kept.keys()
    kept[CONTENT_TYPES] = _without_types(kept[CONTENT_TYPES], gone)
    for name in [name for name in kept if name.endswith(".rels")]:
        _clean_relations(kept, name, gone)
    return kind, write_parts({name: _clean_part(name, part) for name, part in kept.items()})


def _kind(parts: Parts) -> str:
    types = {element.get("ContentType", "") for element in parse(parts[CONTENT_TYPES])}
    if any(MACROS.search(name) for name in types | parts.keys()):
        raise PaperRefused(Reason.MACROS)
    kinds = [KINDS[name] for name in types if name in KINDS]
    if len(kinds) != 1:
        raise PaperRefused(Reason.UNKNOWN)
    return kinds[0]


def _check_part(name: str, part: bytes) -> None:
    lower = name.lower()
    if lower == "xl/connections.xml":
        raise PaperRefused(Reason.LOADS_MORE)
    if lower.endswith(XML_ENDINGS):
        check_xml(part)
        if ACTS.search(part):
            raise PaperRefused(Reason.SCRIPTS)
    elif not (lower.endswith(KNOWN) or _is_workbook_of_chart(lower) or DROPPED.fullmatch(name)):
        raise PaperRefused(Reason.HOLDS_FILES)


def _is_workbook_of_chart(name: str) -> bool:
    return "/embeddings/" in name and name.endswith(".xlsx")


# --- what leads where ---------------------------------------------------------------------------
def _without_types(part: bytes, gone: set[str]) -> bytes:
    root = parse(part)
    for element in list(root):
        if element.get("PartName", "").lstrip("/") in gone:
            drop(element)
    return write(root)


def _clean_relations(parts: Parts, name: str, gone: set[str]) -> None:
    """Leave out the relations to parts that are gone, and what used them in the part they belong to."""
    root = parse(parts[name])
    dropped = {element.get("Id", "") for element in _to_drop(root, name, gone)}
    if dropped:
        parts[name] = write(root)
        owner = _owner(name)
        if owner in parts:
            parts[owner] = _without_uses(parts[owner], dropped)


def _to_drop(root: Element, name: str, gone: set[str]) -> Iterator[Element]:
    for element in list(root):
        kind = element.get("Type", "").rpartition("/")[2]
        is_outside = element.get("TargetMode") == "External"
        if is_outside and kind not in ("hyperlink", "attachedTemplate"):
            raise PaperRefused(Reason.LOADS_MORE)
        if kind == "attachedTemplate" or (not is_outside and _target(element, name) in gone):
            drop(element)
            yield element


def _owner(relations: str) -> str:
    """The part to which a `.rels` part belongs.

    >>> _owner("word/_rels/document.xml.rels")
    'word/document.xml'
    """
    return join(dirname(dirname(relations)), basename(relations).removesuffix(".rels"))


def _target(element: Element, relations: str) -> str:
    """The part to which a relation leads, as it is called in the package."""
    target: str = element.get("Target", "")
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = []
    for step in join(dirname(dirname(relations)), target).split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)


def _without_uses(part: bytes, dropped: set[str]) -> bytes:
    root = parse(part)
    for element in list(root.iter()):
        for key in [key for key in element.attrib if key.startswith(RELATION)]:
            if element.get(key) in dropped:
                del element.attrib[key]
                if local(element.tag) == "attachedTemplate":
                    drop(element)
    return write(root)


# --- who made it --------------------------------------------------------------------------------
def _clean_part(name: str, part: bytes) -> bytes:
    lower = name.lower()
    if name in BLANK:
        return BLANK[name]
    if _is_workbook_of_chart(lower):
        return _clean_workbook(part)
    if lower.endswith(PICTURES):
        return without_notes(part)
    if lower.endswith(".xml") and TELLING.search(part):
        return _without_names(part)
    return part


def _clean_workbook(part: bytes) -> bytes:
    """The workbook behind a chart, a file like any other; but a further one inside it is too much."""
    parts = read_parts(part)
    if CONTENT_TYPES not in parts or any("/embeddings/" in name.lower() for name in parts):
        raise PaperRefused(Reason.HOLDS_FILES)
    return clean_ooxml(parts)[1]


def _without_names(part: bytes) -> bytes:
    root = parse(part)
    for element in list(root.iter()):
        tag = local(element.tag)
        if tag == "absPath":
            drop(element)
        elif tag == "author":
            _blank_author(element)
        else:
            _blank(element, PEOPLE_SAYS | SAYS_WHO if tag in PEOPLE else SAYS_WHO)
    return write(root)


def _blank_author(element: Element) -> None:
    """Excel keeps the name as the element's text, PowerPoint as attributes."""
    if element.text and element.text.strip():
        element.text = "Author"
    _blank(element, PEOPLE_SAYS | SAYS_WHO)


def _blank(element: Element, instead: dict[str, str]) -> None:
    for key in element.attrib:
        if local(key) in instead:
            element.set(key, instead[local(key)])
