"""What is taken: told by its content, still the same to read, and without a trace of who made it."""

import io

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image

from thegither.formats.papers import MEDIA_TYPES, clean_paper
from thegither.formats.papers.tests import made
from thegither.formats.papers.tests.made import AUTHOR


@pytest.mark.parametrize("kind", made.KINDS)
def test_the_kind_is_told_by_the_content_whatever_the_name(kind):
    assert clean_paper(made.KINDS[kind](), "holiday.exe").kind == kind
    assert kind in MEDIA_TYPES


def everything_in(data: bytes) -> bytes:
    """The file and what is packed inside it."""
    if data.startswith(b"PK"):
        return b"".join(made.unpacked(data).values())
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return b"".join(repr(thing).encode() for thing in pdf.objects) + data
    return data


@pytest.mark.parametrize("kind", [kind for kind in made.KINDS if kind != "txt"])
def test_the_author_is_in_every_file_and_in_no_cleaned_one(kind):
    before = made.KINDS[kind]()
    after = clean_paper(before).data
    assert AUTHOR.encode() in everything_in(before)
    for trace in (AUTHOR.encode(), AUTHOR.encode("utf-16-be"), b"Exif\x00"):
        assert trace not in everything_in(after)


@pytest.mark.parametrize("kind", made.KINDS)
def test_cleaning_twice_is_cleaning_once(kind):
    once = clean_paper(made.KINDS[kind]())
    again = clean_paper(once.data)
    assert again.kind == once.kind
    assert kind == "jpeg" or everything_in(again.data) == everything_in(once.data)


def test_a_photograph_is_turned_upright_before_its_notes_go():
    assert Image.open(io.BytesIO(made.jpeg())).size == (40, 20)
    clean = Image.open(io.BytesIO(clean_paper(made.jpeg()).data))
    assert clean.size == (20, 40) and not clean.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_its_pixels_in_every_mode(mode):
    picture = Image.new(mode, (3, 2))
    picture.putpixel((1, 1), picture.getpixel((0, 0)))
    if mode == "P":
        picture.putpalette([0, 0, 0, 200, 10, 10])
        picture.putpixel((2, 1), 1)
    file = io.BytesIO()
    picture.save(file, "PNG")
    clean = Image.open(io.BytesIO(clean_paper(file.getvalue()).data))
    before = Image.open(file)
    assert clean.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_a_pdf_keeps_its_pages_and_the_photograph_on_them():
    clean = clean_paper(made.pdf()).data
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        (page,) = pdf.pages
        assert pikepdf.PdfImage(page.Resources.XObject.Photo).as_pil_image().size == (40, 20)
        assert str(page.Annots[0].Contents) == "See"


def test_the_name_of_a_field_in_a_form_is_kept():
    field = pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9], T="reply")
    clean = clean_paper(made.pdf(AcroForm=pikepdf.Dictionary(Fields=[field]))).data
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].T) == "reply"


def test_a_word_file_still_opens_with_its_words_its_picture_and_its_comment():
    clean = docx.Document(io.BytesIO(clean_paper(made.word()).data))
    assert clean.paragraphs[0].text == "Minutes of May"
    assert len(clean.inline_shapes) == 1
    assert [(comment.text, comment.author) for comment in clean.comments] == [("Right?", "Author")]


def test_a_workbook_still_opens_with_its_numbers():
    sheet = openpyxl.load_workbook(io.BytesIO(clean_paper(made.excel()).data)).active
    assert sheet["A1"].value == 52 and sheet["A1"].comment.text == "Right?"


def test_the_template_on_somebodys_disk_is_forgotten_and_nothing_points_to_it():
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    template = f"""<Relationships xmlns="{package}"><Relationship Id="rId9" TargetMode="External"
        Type="{office}/attachedTemplate" Target="file:///C:/Users/{AUTHOR}/Normal.dotm"/>
        </Relationships>"""
    uses_it = f'<w:settings xmlns:w="urn:w" xmlns:r="{office}"><w:attachedTemplate r:id="rId9"/></w:settings>'
    more = {"word/_rels/settings.xml.rels": template, "word/settings.xml": uses_it}
    parts = made.unpacked(clean_paper(made.changed(made.word(), more)).data)
    assert b"Normal" not in parts["word/_rels/settings.xml.rels"]
    assert b"attachedTemplate" not in parts["word/settings.xml"]


def test_text_of_an_old_windows_becomes_utf_8_and_keeps_its_accents():
    assert clean_paper("Gàidhlig – café".encode("cp1252")).data.decode() == "Gàidhlig – café"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"name;age\nUna;7\n", "csv"),
        ("a.csv", b"One column\nonly\n", "txt"),
        ("a.csv", b"phone,change\n+44 1632 960001,-7.5\n", "csv"),
        ("a.txt", b"name;age\nUna;7\n", "txt"),
    ],
)
def test_a_table_is_what_is_named_as_one_and_is_one(name, content, kind):
    assert clean_paper(content, name).kind == kind
