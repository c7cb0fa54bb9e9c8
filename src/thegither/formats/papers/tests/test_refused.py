"""Hostile files: each is refused for its reason, or comes out without what made it hostile."""

import io
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from thegither.formats.papers import CleanPaper, PaperRefused, Reason, clean_paper
from thegither.formats.papers.tests import made

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def relation(kind: str, target: str) -> str:
    return (
        f'{RELATIONS}<Relationship Id="rId1" Type="{R}/{kind}" TargetMode="External" '
        f'Target="{target}"/></Relationships>'
    )


def script(**keys: object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)", **keys)


def locked_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="one", user="two"))
    return target.getvalue()


def restricted_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="one"))
    return target.getvalue()


def pdf_with_a_file_inside() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        pdf.attachments["run.exe"] = b"MZ"
        pdf.save(target)
    return target.getvalue()


def macro_types() -> str:
    types = made.unpacked(made.word())["[Content_Types].xml"].decode()
    return types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def bomb(unpacks_to: int = 200 * 1024 * 1024) -> bytes:
    return made.changed(made.word(), {"word/media/image9.png": bytes(unpacks_to)})


def locked_zip() -> bytes:
    """An office file whose parts say that they are encrypted."""
    data = bytearray(made.slides())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def huge_picture() -> bytes:
    data = bytearray(made.png())
    data[16:24] = (60_000).to_bytes(4) * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    return bytes(data)


def twice_the_same_part() -> bytes:
    target = io.BytesIO(made.word())
    with zipfile.ZipFile(target, "a") as package, pytest.warns(UserWarning):
        package.writestr("word/document.xml", "<other/>")
    return target.getvalue()


ODT_LOADS = '<draw:image xlink:href="https://elsewhere.example/seen.png"/>'
ODT_LISTENS = '<office:script/><text:p xlink:href="#here"/>'
ODT_LOCKED = f'<m:manifest xmlns:m="{made.MANIFEST}"><m:encryption-data/></m:manifest>'
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
HOSTILE = {
    "nothing": (lambda: b"  \n", Reason.EMPTY),
    "a program for Windows": (lambda: b"MZ\x90\x00\x03\x00", Reason.UNKNOWN),
    "a program for Linux": (lambda: b"\x7fELF\x02\x01\x01\x00", Reason.UNKNOWN),
    "a shell script": (lambda: b"#!/bin/sh\nrm -rf ~\n", Reason.SCRIPTS),
    "a web page": (lambda: b"<!doctype html><script>alert(1)</script>", Reason.WEB_PAGE),
    "a web page behind words": (lambda: b"Dear all <ScRiPt >alert(1)</script>", Reason.WEB_PAGE),
    "a web page in UTF-16": (lambda: "<html><script>".encode("utf-16"), Reason.WEB_PAGE),
    "a drawing that can run": (lambda: b'\n<svg onload="alert(1)"/>', Reason.WEB_PAGE),
    "rich text": (lambda: b"{\\rtf1 hello}", Reason.UNKNOWN),
    "a picture of another kind": (lambda: b"GIF89a\x01\x00\x01\x00", Reason.UNKNOWN),
    "an archive": (lambda: made.packed({"a.exe": b"MZ"}), Reason.UNKNOWN),
    "half an archive": (lambda: made.word()[:2000], Reason.DAMAGED),
    "an old Office file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Reason.OLD_OFFICE),
    "half a picture": (lambda: made.png()[:40], Reason.DAMAGED),
    "a picture that claims too much": (huge_picture, Reason.TOO_MUCH),
    "half a PDF": (lambda: made.pdf()[:60], Reason.DAMAGED),
    "a PDF behind something else": (lambda: b"MZ\x00" + made.pdf(), Reason.UNKNOWN),
    "a locked PDF": (locked_pdf, Reason.LOCKED),
    "a restricted PDF": (restricted_pdf, Reason.LOCKED),
    "a PDF that runs a script": (lambda: made.pdf(OpenAction=script()), Reason.SCRIPTS),
    "a PDF that starts a program": (
        lambda: made.pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")),
        Reason.SCRIPTS,
    ),
    "a PDF whose script stands deep inside": (
        lambda: made.pdf(AA=pikepdf.Dictionary(WC=pikepdf.Dictionary(Next=[script()]))),
        Reason.SCRIPTS,
    ),
    "a PDF with a file inside": (pdf_with_a_file_inside, Reason.HOLDS_FILES),
    "a Word file with macros": (
        lambda: made.changed(made.word(), {"word/vbaProject.bin": b"\xd0\xcf"}), Reason.MACROS,
    ),
    "a Word file that says it has macros": (
        lambda: made.changed(made.word(), {"[Content_Types].xml": macro_types()}), Reason.MACROS,
    ),
    "a Word file with a program inside": (
        lambda: made.changed(made.word(), {"word/embeddings/oleObject1.bin": b"MZ"}),
        Reason.HOLDS_FILES,
    ),
    "a Word file that loads a picture": (
        lambda: made.changed(
            made.word(),
            {"word/_rels/footer1.xml.rels": relation("image", "https://elsewhere.example/seen.png")},
        ),
        Reason.LOADS_MORE,
    ),
    "a Word file with a field that runs": (
        lambda: made.changed(
            made.word(), {"word/footer1.xml": '<w:instrText xml:space="preserve"> DDEAUTO c:\\x</w:i>'}
        ),
        Reason.SCRIPTS,
    ),
    "a Word file with entities": (
        lambda: made.changed(made.word(), {"word/footer1.xml": ENTITIES}), Reason.DAMAGED,
    ),
    "a Word file with entities in UTF-16": (
        lambda: made.changed(made.word(), {"word/footer1.xml": ENTITIES.encode("utf-16")}),
        Reason.DAMAGED,
    ),
    "a workbook that asks a database": (
        lambda: made.changed(made.excel(), {"xl/connections.xml": "<connections/>"}),
        Reason.LOADS_MORE,
    ),
    "a Word file that leads out of its folder": (
        lambda: made.changed(made.word(), {"../../evil.xml": "<a/>"}), Reason.DAMAGED,
    ),
    "a Word file with two of the same part": (twice_the_same_part, Reason.DAMAGED),
    "a locked zip": (locked_zip, Reason.LOCKED),
    "a zip bomb": (bomb, Reason.TOO_MUCH),
    "an OpenDocument with macros": (
        lambda: made.changed(made.opendocument(), {"Basic/Standard/Module1.xml": "<a/>"}), Reason.MACROS,
    ),
    "an OpenDocument that runs on opening": (
        lambda: made.opendocument(body=ODT_LISTENS), Reason.MACROS,
    ),
    "an OpenDocument that loads a picture": (
        lambda: made.opendocument(body=ODT_LOADS), Reason.LOADS_MORE,
    ),
    "a locked OpenDocument": (
        lambda: made.changed(made.opendocument(), {"META-INF/manifest.xml": ODT_LOCKED}), Reason.LOCKED,
    ),
    "an OpenDocument with a program inside": (
        lambda: made.changed(made.opendocument(), {"Object 1": b"MZ"}), Reason.HOLDS_FILES,
    ),
    "OpenDocument slides": (lambda: made.opendocument("presentation"), Reason.UNKNOWN),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_is_refused_for_its_reason(what):
    make, reason = HOSTILE[what]
    with pytest.raises(PaperRefused) as refused:
        clean_paper(make(), "agenda.pdf")
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "cell", ["=1+1", "=cmd|' /C calc'!A0", "+cmd|'/C'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)"]
)
def test_a_table_with_a_formula_is_refused(cell):
    with pytest.raises(PaperRefused) as refused:
        clean_paper(f'name,what\nUna,"{cell}"\n'.encode(), "a.csv")
    assert refused.value.reason == Reason.FORMULA


@pytest.mark.parametrize("kind", ["jpeg", "png", "pdf", "docx", "odt"])
def test_what_is_hidden_behind_a_file_is_left_behind(kind):
    """A file can be two at once: a picture to one program, an archive or a web page to another."""
    hidden = b"<script>alert(1)</script>" + made.packed({"run.exe": b"MZ"})
    try:
        clean = clean_paper(made.KINDS[kind]() + hidden)
    except PaperRefused:
        return
    assert clean.kind == kind
    assert b"<script>" not in clean.data and b"run.exe" not in clean.data


def test_a_picture_that_is_two_things_becomes_one():
    """A comment in front of the pixels can hold a whole web page."""
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "JPEG", comment=b"<html><script>alert(1)</script>")
    assert b"<script>" in target.getvalue()
    assert b"<script>" not in clean_paper(target.getvalue()).data


REAL = {kind: make() for kind, make in made.KINDS.items()}


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(REAL)),
    at=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 64),
    put=st.binary(max_size=64),
)
def test_a_file_broken_anywhere_is_taken_or_refused_and_nothing_else(kind, at, cut, put):
    data = REAL[kind]
    place = int(at * len(data))
    try:
        taken = clean_paper(data[:place] + put + data[place + cut :])
    except PaperRefused:
        return
    assert isinstance(taken, CleanPaper)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]),
    st.binary(),
)
def test_noise_is_taken_as_text_or_refused(begins, noise):
    try:
        taken = clean_paper(begins + noise)
    except PaperRefused:
        return
    assert taken.kind in {"txt", "pdf"}
