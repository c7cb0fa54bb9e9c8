"""Files that belong to a record, and the other versions of a text: Easy Read, signed video, Gaelic."""

import uuid
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.languages import LANGUAGES, OWN_NAMES
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import ThroughRecordQuerySet


class Paper(models.Model):
    """One attached file. Its content lies on the shelf (`shelf.py`) under a name that tells nothing."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        DOCX = "docx", _("Word document")
        XLSX = "xlsx", _("Excel workbook")
        PPTX = "pptx", _("PowerPoint slides")
        ODT = "odt", _("OpenDocument text")
        ODS = "ods", _("OpenDocument table")
        PNG = "png", _("picture (PNG)")
        JPEG = "jpeg", _("picture (JPEG)")
        CSV = "csv", _("table (CSV)")
        TXT = "txt", _("plain text")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=10, choices=LANGUAGES, default="en-gb")
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    place = models.CharField(max_length=32, unique=True)
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(_("reason"), blank=True)

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        return self.kind in {self.Kind.PNG, self.Kind.JPEG}

    @property
    def weight(self) -> str:
        """Its size in words, for whoever pays for each megabyte."""
        return filesizeformat(self.size)

    @property
    def file_name(self) -> str:
        """What the file is called when it is taken away: letters, digits and hyphens, and its kind."""
        return f"{slugify(self.title) or 'paper'}.{self.kind}"


class OtherVersion(models.Model):
    """The same in another form: an address elsewhere, or a paper of the same record."""

    class Kind(models.TextChoices):
        EASY_READ = "easy_read", _("Easy Read")
        BSL = "bsl", _("British Sign Language video")
        GAELIC = "gaelic", _("Gaelic")
        LANGUAGE = "language", _("another language")
        AUDIO = "audio", _("audio")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="other_versions")
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=10, choices=LANGUAGES, default="en-gb")
    title = models.CharField(_("title"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.CASCADE, null=True, blank=True, related_name="versions"
    )

    objects = ThroughRecordQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "language", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="", paper__isnull=False) | (~Q(url="") & Q(paper=None)),
                name="other_version_is_an_address_or_a_paper",
            )
        ]

    @property
    def name(self) -> str:
        """What it is called in a list: a translation by its language's own name, else its form."""
        if self.kind in {self.Kind.GAELIC, self.Kind.LANGUAGE}:
            return OWN_NAMES.get(self.language, self.language)
        return str(self.get_kind_display())

    @property
    def name_language(self) -> str:
        """The language of that name, for `lang=`; nothing where it is the page's own."""
        return self.language if self.kind in {self.Kind.GAELIC, self.Kind.LANGUAGE} else ""

    @property
    def host(self) -> str:
        """Where the address leads, so that nobody is sent elsewhere without knowing."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")
