"""Adding papers and other versions of a text, and taking them away."""

import hashlib
from datetime import timedelta
from pathlib import PurePath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.formats.papers import CleanPaper, PaperRefused, clean_paper
from thegither.spine.evidence.actions import append_entry
from thegither.spine.evidence.zips import ArchiveRefused
from thegither.spine.papers import shelf
from thegither.spine.papers.errors import WHY_REFUSED, PaperError
from thegither.spine.papers.models import OtherVersion, Paper
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer

# Longer than any step takes that lays a file down first and its row afterwards.
LEFT_FOR = timedelta(hours=1)


@transaction.atomic
def add_paper(
    *, viewer: Viewer, record: Record, upload: UploadedFile, title: str = "", language: str = ""
) -> Paper:
    """Take a file in: told by its content, freed of what its makers' programs wrote about them, stored.

    Without a title, the file's name is one; without a language, the record's counts.
    Raises `PaperError` with a sentence that says what is wrong and how to mend it.
    """
    clean = _taken(upload)
    paper = Paper.objects.create(
        record=record,
        title=_title(title, upload),
        kind=clean.kind,
        language=language or record.language,
        size=len(clean.data),
        digest=hashlib.sha256(clean.data).hexdigest(),
        place=shelf.put(clean.data),
    )
    _write_down(viewer, "add_paper", paper)
    return paper


def _taken(upload: UploadedFile) -> CleanPaper:
    if upload.size > settings.MAX_PAPER_BYTES:
        raise PaperError(
            _("This file is larger than %(limit)s. Send a smaller one, or a link to it.")
            % {"limit": filesizeformat(settings.MAX_PAPER_BYTES)}
        )
    try:
        return clean_paper(upload.read(), upload.name)
    except PaperRefused as refused:
        raise PaperError(str(WHY_REFUSED[refused.reason])) from refused


def _title(title: str, upload: UploadedFile) -> str:
    words = title.strip() or PurePath(upload.name).stem.replace("_", " ").strip()
    return words[:200] or _("Paper")


@transaction.atomic
def withdraw_paper(*, viewer: Viewer, paper: Paper, because: str) -> Paper:
    """Delete the file for good. What stays is its title, and why and when it was taken away."""
    if not because.strip():
        raise PaperError(
            _("Write why you take this paper away; everybody who saw it may read that.")
        )
    held = Paper.objects.select_for_update().get(pk=paper.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_because = timezone.now(), because.strip()
        held.save(update_fields=["withdrawn_at", "withdrawn_because"])
        held.versions.all().delete()
        _write_down(viewer, "withdraw_paper", held, because=held.withdrawn_because)
        transaction.on_commit(lambda: shelf.remove(held.place))
    return held


@transaction.atomic
def add_other_version(
    *,
    viewer: Viewer,
    record: Record,
    kind: str,
    language: str,
    url: str = "",
    upload: UploadedFile | None = None,
    title: str = "",
) -> OtherVersion:
    """Say that a text can be had in another form: at an address elsewhere, or as a file attached here.

    Raises `PaperError` where there is neither or both, or where the address is not safe to follow.
    """
    if bool(url.strip()) == bool(upload):
        raise PaperError(_("Give either an address or a file."))
    spoken = "gd" if kind == OtherVersion.Kind.GAELIC else language
    paper = None
    if upload:
        paper = add_paper(viewer=viewer, record=record, upload=upload, title=title, language=spoken)
    version = OtherVersion.objects.create(
        record=record,
        kind=kind,
        language=spoken,
        title=title.strip(),
        url="" if paper else _safe_address(url.strip()),
        paper=paper,
    )
    _write_version_down(viewer, "add_other_version", version)
    return version


def _safe_address(url: str) -> str:
    """Encrypted, and leading to where it seems to lead: nobody's name stands before the host."""
    parts = urlsplit(url)
    if parts.scheme != "https" or "." not in (parts.hostname or ""):
        raise PaperError(_("The address must begin with https:// and name a site."))
    if parts.username is not None:
        raise PaperError(_("This address hides where it leads. Copy it from the site itself."))
    return url


@transaction.atomic
def remove_other_version(*, viewer: Viewer, version: OtherVersion) -> None:
    """Take another version away; if it was a file, for good."""
    _write_version_down(viewer, "remove_other_version", version)
    paper = version.paper
    version.delete()
    if paper:
        withdraw_paper(viewer=viewer, paper=paper, because=_("It is no longer offered."))


def _write_version_down(viewer: Viewer, verb: str, version: OtherVersion) -> None:
    append_entry(
        chain=version.record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"other_version:{version.pk}",
        state={"kind": version.kind, "language": version.language, "url": version.url},
    )


def restore_content(place: str, content: bytes) -> None:
    """Lay a file from an export back to where its row, just stored, says that it lies.

    Raises `ArchiveRefused` for a file that no row speaks of, or that is not what the row says.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = Paper.objects.filter(place=place, digest=digest, withdrawn_at=None)
    if not (shelf.is_place(place) and known.exists()):
        raise ArchiveRefused(_("This archive holds a file that no paper in it speaks of."))
    shelf.put_at(place, content)


@transaction.atomic
def sweep_shelf() -> int:
    """Delete files that no paper points to any more, and say how many.

    A record that is erased takes its papers' rows along; a step that is undone leaves a file behind.
    """
    kept = set(Paper.objects.filter(withdrawn_at=None).values_list("place", flat=True))
    left = [place for place in shelf.older_than(LEFT_FOR) if place not in kept]
    for place in left:
        shelf.remove(place)
    return len(left)


def _write_down(viewer: Viewer, verb: str, paper: Paper, **state: object) -> None:
    append_entry(
        chain=paper.record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"paper:{paper.pk}",
        state={"title": paper.title, "kind": paper.kind, "digest": paper.digest, **state},
    )
