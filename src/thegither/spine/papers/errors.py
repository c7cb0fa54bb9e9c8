"""What can go wrong with papers. Each message may be shown to a person."""

from django.utils.translation import gettext_lazy as _

from thegither.formats.papers import Reason


class PaperError(Exception):
    """Something that cannot be done with a paper or another version."""


WHY_REFUSED = {
    Reason.EMPTY: _("This file is empty."),
    Reason.UNKNOWN: _(
        "We do not take this kind of file. Send a PDF, a Word, Excel, PowerPoint or OpenDocument file, "
        "a picture (PNG or JPEG), a CSV table or plain text."
    ),
    Reason.DAMAGED: _("This file is damaged. Open it, save it anew, and send that."),
    Reason.LOCKED: _(
        "This file is locked with a password. Save a copy without one, and send that."
    ),
    Reason.OLD_OFFICE: _(
        "This is a file of an old Office, or one that is locked with a password. Save it as DOCX, "
        "XLSX or PPTX without a password, and send that."
    ),
    Reason.MACROS: _("This file holds macros. Save it without them, for example as a PDF."),
    Reason.SCRIPTS: _(
        "This file would run something when it is opened. Print it to a new PDF, and send that."
    ),
    Reason.HOLDS_FILES: _("Another file is hidden inside this one. Send each file by itself."),
    Reason.LOADS_MORE: _(
        "This file loads something from elsewhere when it is opened. Break its links, or save it as "
        "a PDF, and send that."
    ),
    Reason.TOO_MUCH: _("This file unpacks to far too much. Make it smaller, or save it as a PDF."),
    Reason.WEB_PAGE: _("This is a web page or a drawing made of code. Save it as a PDF or a PNG."),
    Reason.FORMULA: _(
        "A cell of this table holds a formula. Save the table with values only, and send that."
    ),
}
