"""How a DOCX looks, and what it says about itself, set once on an empty paper.

Source for the parts that python-docx has no word for: ECMA-376, part 1, WordprocessingML.
"""

from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

FONT = "Arial"
INK = RGBColor(0x1A, 0x1A, 0x1A)
SIZES = {
    "Normal": 11,
    "Title": 22,
    "Subtitle": 13,
    "Heading 1": 16,
    "Heading 2": 13,
    "Heading 3": 11,
    "Caption": 10,
    "Footer": 9,
}
# What the template of python-docx says of the programme it was made with, and a picture of its empty page.
NOT_OURS = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)
MARGIN = Cm(2.2)
TEXT_WIDTH = Cm(21.0 - 2 * 2.2)
# A taller picture would go to a page of its own, and leave half of the one before empty.
TALLEST = Cm(13)


def set_up(paper: Paper, title: str, language: str, footer: str) -> None:
    _set_page(paper)
    _set_styles(paper, language)
    _set_properties(paper, title, language)
    _set_footer(paper.sections[0].footer.paragraphs[0], footer)


def _set_page(paper: Paper) -> None:
    """A4 with equal margins; python-docx begins with the paper of North America."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN


def _set_styles(paper: Paper, language: str) -> None:
    for name, size in SIZES.items():
        style = paper.styles[name]
        _set_font(style, size)
    paper.styles["Title"].font.bold = True
    paper.styles["Caption"].paragraph_format.keep_with_next = True
    paper.styles["Body Text"].paragraph_format.space_after = Pt(3)
    _drop(paper.styles["Title"].element.pPr, "w:pBdr")
    _drop(paper.styles["Footer"].element.pPr, "w:tabs")
    _set_cell_margins(paper)
    _set_language(paper, language)


def _set_font(style: ParagraphStyle, size: int) -> None:
    """One plain dark font. A font of the theme, which python-docx's own template names, would win over it."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.font.italic = False
    _drop(style.element.rPr, "w:spacing")
    fonts = style.element.rPr.rFonts
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
        fonts.set(qn(f"w:{script}"), FONT)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _set_cell_margins(paper: Paper) -> None:
    """A little air above and below the words of a cell, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(width))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties = paper.styles["Table Grid"].element.find(qn("w:tblPr"))
    _drop(properties, "w:tblCellMar")
    properties.append(margins)


def _set_language(paper: Paper, language: str) -> None:
    """The language that spelling and screen readers go by."""
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    marked = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    marked.set(qn("w:val"), language)


def _set_properties(paper: Paper, title: str, language: str) -> None:
    """Title and language; no author and no hour, which python-docx's template would bring along."""
    said = paper.core_properties
    said.title, said.language = title[:255], language
    said.author = said.last_modified_by = said.comments = said.keywords = ""
    for name in ("dcterms:created", "dcterms:modified"):
        _drop(said._element, name)
    links = paper.part.package.rels
    for key in [key for key, link in links.items() if link.reltype in NOT_OURS]:
        del links[key]


def _set_footer(line: Line, footer: str) -> None:
    """The words at the left, the page and the number of pages at the right."""
    line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{footer}\t")
    _add_field(line, "PAGE")
    line.add_run(" / ")
    _add_field(line, "NUMPAGES")


def _add_field(line: Line, code: str) -> None:
    """A number that the word processor keeps right by itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line._p.append(field)


def _drop(parent: BaseOxmlElement | None, name: str) -> None:
    if parent is not None and (found := parent.find(qn(name))) is not None:
        parent.remove(found)
