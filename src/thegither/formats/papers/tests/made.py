"""Small real files of each kind, made with the libraries people's programs are like, all by one author."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo

AUTHOR = "Senga Secretive"


def jpeg() -> bytes:
    notes = Image.Exif()
    notes[0x010E], notes[0x0112] = AUTHOR, 6  # description; turned a quarter
    notes.get_ifd(0x8825)[2] = (55.0, 57.0, 0.0)  # latitude
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(target, "JPEG", exif=notes, comment=AUTHOR.encode())
    return target.getvalue()


def png() -> bytes:
    notes = PngInfo()
    notes.add_text("Author", AUTHOR)
    target = io.BytesIO()
    Image.new("RGBA", (8, 8), "teal").save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def pdf(**catalogue: object) -> bytes:
    """One page with a photograph and a comment; `catalogue` adds to the root of the file."""
    made = pikepdf.new()
    page = made.add_blank_page()
    photo = pikepdf.Stream(made, jpeg(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    photo.Filter, photo.Width, photo.Height = pikepdf.Name.DCTDecode, 40, 20
    photo.ColorSpace, photo.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
    page.obj.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=AUTHOR, Contents="See")]
    )
    made.docinfo["/Author"] = AUTHOR
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = [AUTHOR]
    for key, value in catalogue.items():
        made.Root[f"/{key}"] = value
    target = io.BytesIO()
    made.save(target, compress_streams=False)
    return target.getvalue()


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("Minutes of May")
    made.add_comment(made.paragraphs[0].runs[0], text="Right?", author=AUTHOR, initials="SS")
    made.core_properties.author = made.core_properties.last_modified_by = AUTHOR
    made.add_picture(io.BytesIO(jpeg()))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def excel() -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = 52
    made.active["A1"].comment = Comment("Right?", AUTHOR)
    made.properties.creator = AUTHOR
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def slides() -> bytes:
    """As little of a presentation as tells its kind, with a list of who commented."""
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Override '
            f'PartName="/ppt/presentation.xml" ContentType="{main}"/></Types>',
            "ppt/presentation.xml": f"<p:presentation {space}/>",
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst {space}><p:cmAuthor id="0" name="{AUTHOR}" '
            'initials="SS"/></p:cmAuthorLst>',
        }
    )


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def opendocument(kind: str = "text", body: str = "") -> bytes:
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{MANIFEST}"><m:file-entry '
        'm:full-path="Thumbnails/thumbnail.png"/></m:manifest>',
        "meta.xml": f"<office:document-meta {SPACES}><dc:creator>{AUTHOR}</dc:creator>"
        "</office:document-meta>",
        "content.xml": f"<office:document-content {SPACES}><office:annotation><dc:creator>{AUTHOR}"
        f"</dc:creator></office:annotation>{body}</office:document-content>",
        "Thumbnails/thumbnail.png": png(),
    }
    return packed(parts)


def packed(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """An office file with parts added or replaced."""
    return packed(unpacked(data) | parts)


KINDS = {
    "jpeg": jpeg,
    "png": png,
    "pdf": pdf,
    "docx": word,
    "xlsx": excel,
    "pptx": slides,
    "odt": opendocument,
    "ods": lambda: opendocument("spreadsheet"),
    "txt": lambda: b"Dear all, see you on Monday.",
}
