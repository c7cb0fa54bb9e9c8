"""Documents, read back: DOCX with python-docx, PDF with pypdf."""

import io
import re
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.formats.documents import (
    Bullets,
    Document,
    DocumentError,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    to_docx,
    to_pdf,
)

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="12"><rect width="9" height="4"/></svg>'
LONG_TABLE = Table(
    ("Promise", "By when"),
    [(f"Promise {i}", "3 November 2026") for i in range(80)],
    caption="What we promised",
)
# Everything that is markup to somebody: Typst, XML, Markdown, a spreadsheet, a field of Word.
MARKUP = "=1+1 #panic() $x$ *a* _b_ `c` @d <w:p/> &amp; \\ // [e] {PAGE} ]]> +cmd|' /C calc'!A0"


def paper(*blocks, **changes) -> Document:
    return Document(**{"title": "The board paper", "blocks": blocks, **changes})


def word(document: Document):
    return docx.Document(io.BytesIO(to_docx(document)))


def pdf(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(to_pdf(document)))


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(text: str) -> str:
    """Without white space: a line of a page may break anywhere."""
    return re.sub(r"[\s\u200b]+", "", text)


class TestDocx:
    def test_headings_are_headings_so_that_a_reader_can_jump(self):
        blocks = (Heading("Heard"), Heading("By whom", 2), Heading("And when", 3), Paragraph("So."))
        styles = [line.style.name for line in word(paper(*blocks, subtitle="Autumn")).paragraphs]
        assert styles == ["Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Normal"]

    def test_the_header_of_a_table_is_marked_to_stand_on_every_page(self):
        (table,) = word(paper(LONG_TABLE)).tables
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True] + [False] * 80
        assert [cell.text for cell in table.rows[80].cells] == ["Promise 79", "3 November 2026"]

    def test_it_is_a4_in_british_english_with_page_numbers(self):
        found = word(paper(footer="Kirkbrae"))
        (page,) = found.sections
        assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
        footer = page.footer._element.xml
        assert "Kirkbrae" in footer and "NUMPAGES" in footer
        assert 'w:lang w:val="en-GB"' in found.styles.element.xml

    def test_it_names_no_author_no_programme_and_no_hour(self):
        data = to_docx(paper())
        said = docx.Document(io.BytesIO(data)).core_properties
        assert (said.title, said.author, said.last_modified_by) == ("The board paper", "", "")
        assert (said.created, said.modified, said.language) == (None, None, "en-GB")
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            assert "docProps/app.xml" not in parts.namelist()
            assert {part.date_time[0] for part in parts.infolist()} == {1980}

    def test_a_picture_has_words_for_whoever_does_not_see_it(self):
        (shape,) = word(paper(Picture(DRAWING, "One short bar"))).inline_shapes
        assert shape._inline.docPr.get("descr") == "One short bar"

    def test_a_strong_paragraph_stays_with_what_follows_it(self):
        first, second = word(paper(Paragraph("Agreed", strong=True), Paragraph("So."))).paragraphs[
            1:3
        ]
        assert first.paragraph_format.keep_with_next and first.runs[0].bold
        assert second.paragraph_format.keep_with_next is None

    def test_facts_and_bullets_are_lines(self):
        found = word(paper(Facts([("When", "3 November")]), Bullets(["one", "two"]), PageBreak()))
        lines = [(line.style.name, line.text) for line in found.paragraphs[1:4]]
        assert lines == [
            ("Body Text", "When: 3 November"),
            ("List Bullet", "one"),
            ("List Bullet", "two"),
        ]

    def test_right_to_left_text_runs_from_the_right(self):
        line = word(paper(Paragraph("مرحبا Kirkbrae"))).paragraphs[1]
        assert line._p.pPr.find(qn("w:bidi")) is not None
        assert line.runs[0].font.rtl


class TestPdf:
    def test_it_is_a_tagged_a4_page_with_title_and_language(self):
        found = pdf(paper(Heading("Heard"), language="gd"))
        assert found.metadata.title == "The board paper"
        assert found.trailer["/Root"]["/Lang"] == "gd"
        assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in found.trailer["/Root"]
        assert [round(float(side)) for side in found.pages[0].mediabox[2:]] == [595, 842]

    def test_it_declares_pdf_ua_where_that_is_true(self):
        assert b"pdfuaid" in to_pdf(paper(Picture(DRAWING, "One short bar")))

    def test_a_letter_that_no_font_has_does_not_stop_it(self):
        assert "Aye" in text_of(pdf(paper(Paragraph("\U000e0fff\U0001e900 Aye"))))

    def test_names_of_many_tongues_print_and_bring_their_letters_along(self):
        found = pdf(paper(Paragraph("Màiri, Łukasz, Đorđe, Ξένια, Оксана")))
        for name in ("Màiri", "Łukasz", "Đorđe", "Ξένια", "Оксана"):
            assert name in text_of(found)
        fonts = found.pages[0]["/Resources"]["/Font"].values()
        kinds = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
        assert kinds and all("/FontFile2" in kind or "/FontFile3" in kind for kind in kinds)

    def test_a_long_table_repeats_its_header_on_every_page(self):
        pages = [page.extract_text() for page in pdf(paper(LONG_TABLE)).pages]
        assert len(pages) > 2
        assert all("By when" in page for page in pages)
        assert f"2 / {len(pages)}" in pages[1]

    def test_a_picture_that_is_none_is_refused_with_a_sentence(self):
        for write in (to_pdf, to_docx):
            with pytest.raises(DocumentError, match="picture|written"):
                write(paper(Picture(b"GIF89a", "Nothing")))


class TestBoth:
    def test_markup_in_the_text_stays_text(self):
        blocks = (Heading(MARKUP), Paragraph(MARKUP), Bullets([MARKUP]), Facts([(MARKUP, MARKUP)]))
        document = paper(
            *blocks, Table((MARKUP,), [(MARKUP,)], MARKUP), title=MARKUP, footer=MARKUP
        )
        assert word(document).paragraphs[2].text == MARKUP
        assert squeezed(text_of(pdf(document))).count(squeezed(MARKUP)) == 10

    def test_the_same_document_gives_the_same_bytes(self):
        document = paper(Heading("Heard"), LONG_TABLE, Picture(DRAWING, "A bar"))
        assert to_docx(document) == to_docx(document)
        assert to_pdf(document) == to_pdf(document)

    def test_a_word_without_end_stays_on_its_page(self):
        found = pdf(paper(Paragraph("w" * 2000), Table(("a", "b"), [("x" * 500, "y")])))
        assert squeezed(text_of(found)).count("w") >= 2000

    def test_a_table_whose_rows_do_not_fit_its_header_is_refused(self):
        with pytest.raises(DocumentError, match="2 headings"):
            Table(("a", "b"), [("only one",)])

    @settings(max_examples=30, deadline=None)
    @given(text=st.text(max_size=80))
    def test_no_text_can_break_it(self, text):
        document = paper(Paragraph(text), Table((text,), [(text,)], text), title=text, footer=text)
        assert word(document).tables
        assert pdf(document).pages
