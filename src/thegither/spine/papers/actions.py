"""Adding a paper and taking it away."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.formats.papers import CleanPaper, PaperRefused, clean_paper
from thegither.spine.evidence.actions import append_entry
from thegither.spine.papers import shelf
from thegither.spine.papers.errors import WHY_REFUSED, PaperError
from thegither.spine.papers.models import Paper
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer


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


def _write_down(viewer: Viewer, verb: str, paper: Paper, **state: object) -> None:
    append_entry(
        chain=paper.record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"paper:{paper.pk}",
        state={"title": paper.title, "kind": paper.kind, "digest": paper.digest, **state},
    )
