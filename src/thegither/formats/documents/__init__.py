"""Documents that leave the house: one description, written as DOCX to be edited and as PDF to be read.

A capability says *what* stands in a paper (headings, paragraphs, lists, tables, pictures); how it looks in
either form is decided here, once. Text may come from anybody: it is set as text and never read as markup.

>>> paper = Document("Minutes", blocks=(Heading("Agreed"), Paragraph("The lift is mended first.")))
>>> to_docx(paper)[:2], to_pdf(paper)[:5]
(b'PK', b'%PDF-')
"""

from thegither.formats.documents.blocks import (
    Block,
    Bullets,
    Document,
    DocumentError,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from thegither.formats.documents.portable import to_pdf
from thegither.formats.documents.word import to_docx

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"

__all__ = [
    "DOCX_TYPE",
    "PDF_TYPE",
    "Block",
    "Bullets",
    "Document",
    "DocumentError",
    "Facts",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Table",
    "to_docx",
    "to_pdf",
]
