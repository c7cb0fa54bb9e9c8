"""OpenDocument texts and tables (ISO/IEC 26300) without names, and refused where they would act."""

import re

from thegither.formats.papers.images import without_notes
from thegither.formats.papers.package import MIMETYPE, Parts, write_parts
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

KINDS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MANIFEST, META = "META-INF/manifest.xml", "meta.xml"
MACROS = re.compile(r"(Basic|Scripts|Dialogs)/.*", re.IGNORECASE)
DROPPED = re.compile(r"Thumbnails/.*|Configurations2/.*|layout-cache|META-INF/.*signatures.*")
KNOWN = (
    *XML_ENDINGS,
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".svm",
    ".emf",
    ".wmf",
    ".ttf",
    ".otf",
)
PREVIEWS = "ObjectReplacements/"

HREF = "{http://www.w3.org/1999/xlink}href"
LOADS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\.\./)", re.IGNORECASE)
# Links that somebody follows by a click; every other address is loaded when the file opens.
CLICKED = frozenset({"a", "area", "h"})
ACTS = frozenset(
    {"event-listener", "script", "dde-source", "dde-connection-decl", "applet", "plugin"}
)
WHO = {"creator": "Author", "creator-initials": "A"}
ABOUT_THE_MACHINE = frozenset({"PrinterName", "PrinterSetup", "CurrentDatabaseDataSource"})
NO_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/>'
    b"</office:document-meta>"
)


def clean_opendocument(parts: Parts) -> tuple[str, bytes]:
    """Its kind and the file anew. Raises `PaperRefused` for macros, hidden files and links that load."""
    kind = KINDS.get(parts[MIMETYPE].strip())
    if kind is None:
        raise PaperRefused(Reason.UNKNOWN)
    if MANIFEST not in parts:
        raise PaperRefused(Reason.DAMAGED)
    for name, part in parts.items():
        _check_part(name, part)
    kept = {name: part for name, part in parts.items() if not DROPPED.fullmatch(name)}
    gone = parts.keys() - kept.keys()
    kept[MANIFEST] = _clean_manifest(kept[MANIFEST], gone)
    return kind, write_parts({name: _clean_part(name, part) for name, part in kept.items()})


def _check_part(name: str, part: bytes) -> None:
    if MACROS.fullmatch(name):
        raise PaperRefused(Reason.MACROS)
    if name.lower().endswith(XML_ENDINGS):
        check_xml(part)
    elif not _is_known(name):
        raise PaperRefused(Reason.HOLDS_FILES)


def _is_known(name: str) -> bool:
    is_ours = name == MIMETYPE or name.startswith(PREVIEWS) or DROPPED.fullmatch(name)
    return bool(is_ours) or name.lower().endswith(KNOWN)


def _clean_manifest(part: bytes, gone: set[str]) -> bytes:
    root = parse(part)
    for element in list(root.iter()):
        if local(element.tag) == "encryption-data":
            raise PaperRefused(Reason.LOCKED)
        paths = [value for key, value in element.attrib.items() if local(key) == "full-path"]
        if gone.intersection(paths):
            drop(element)
    return write(root)


def _clean_part(name: str, part: bytes) -> bytes:
    if name.rpartition("/")[2] == META:
        return NO_META
    if name.lower().endswith(".xml") and name != MANIFEST:
        return _clean_xml(part)
    return without_notes(part)


def _clean_xml(part: bytes) -> bytes:
    root = parse(part)
    for element in list(root.iter()):
        _refuse_what_acts(element)
        tag = local(element.tag)
        if tag in WHO:
            element.text = WHO[tag]
        elif tag == "config-item" and ABOUT_THE_MACHINE.intersection(element.attrib.values()):
            drop(element)
    return write(root)


def _refuse_what_acts(element: Element) -> None:
    tag = local(element.tag)
    if tag in ACTS:
        raise PaperRefused(Reason.MACROS)
    if tag not in CLICKED and LOADS.match(element.get(HREF, "")):
        raise PaperRefused(Reason.LOADS_MORE)
