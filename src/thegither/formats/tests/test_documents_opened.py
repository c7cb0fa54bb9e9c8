"""The DOCX, opened by a word processor as a council would, and printed by it. Skipped where there is none."""

import io
import shutil
import subprocess

import pypdf
import pytest

from thegither.formats.documents import (
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
    to_docx,
)

SOFFICE = shutil.which("soffice")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="12"><rect width="9" height="4"/></svg>'
MINUTES = Document(
    "Minutes of the board",
    subtitle="3 November 2026",
    blocks=(
        Heading("Agreed"),
        Facts([("Who", "Màiri and Łukasz")]),
        Bullets(["The lift is mended first."]),
        Paragraph("\x00=1+1 مرحبا"),
        Picture(DRAWING, "One short bar"),
        Table(("Promise", "By when"), [(f"Promise {i}", "3 March 2027") for i in range(80)]),
    ),
    footer="Kirkbrae Together",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> list[str]:
    """The words of each page as LibreOffice prints them."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not here; `apt-get install libreoffice-writer` brings it.")
    folder = tmp_path_factory.mktemp("printed")
    (folder / "minutes.docx").write_bytes(to_docx(MINUTES))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*order, str(folder / "minutes.docx")], check=True, capture_output=True)
    data = (folder / "minutes.pdf").read_bytes()
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_every_word_is_there(printed):
    text = " ".join(printed)
    for words in ("Minutes of the board", "Màiri and Łukasz", "The lift is mended first.", "=1+1"):
        assert words in text


def test_the_header_of_the_table_stands_on_every_page(printed):
    assert len(printed) > 2
    assert all("By when" in page for page in printed)


def test_pages_are_numbered(printed):
    assert f"2 / {len(printed)}" in printed[1]
