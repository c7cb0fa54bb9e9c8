"""Reads of papers."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model, QuerySet

from thegither.spine.papers import shelf
from thegither.spine.papers.models import OtherVersion, Paper
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer


def papers_of(viewer: Viewer, record: Record) -> QuerySet[Paper]:
    """The papers of a record that this viewer may read, the oldest first.

    A withdrawn one stands there without its file: when and why it was taken away. One that is another
    version of the text itself stands at the head of the page instead (`versions_of`).
    """
    return Paper.objects.visible_to(viewer).filter(record=record, versions=None)


def versions_of(viewer: Viewer, record: Record) -> QuerySet[OtherVersion]:
    """In which other forms and languages a record can be had, for this viewer."""
    return OtherVersion.objects.visible_to(viewer).filter(record=record).select_related("paper")


def find_paper(viewer: Viewer, partnership: Partnership, key: UUID) -> QuerySet[Paper]:
    """One paper that is still there, if this viewer may read it."""
    own = Paper.objects.visible_to(viewer).filter(record__partnership=partnership, pk=key)
    return own.filter(withdrawn_at=None).select_related("record__partnership")


def content_of(paper: Paper) -> bytes:
    """The file itself. Raises FileNotFoundError where it is gone, or is not what was added."""
    content = shelf.read(paper.place)
    if hashlib.sha256(content).hexdigest() != paper.digest:
        raise FileNotFoundError(paper.place)
    return content


def contents(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """Each file by its place on the shelf, for the locked part of an export."""
    for paper in Paper.objects.filter(record__partnership=partnership, withdrawn_at=None):
        yield from _found(paper.place, paper)


def open_files(viewer: Viewer, partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """Each file that this viewer may read, under its title, for the open part of an export."""
    seen = Paper.objects.visible_to(viewer).filter(record__partnership=partnership)
    for paper in seen.filter(withdrawn_at=None):
        yield from _found(f"papers/{paper.pk}/{paper.file_name}", paper)


def _found(name: str, paper: Paper) -> Iterator[tuple[str, bytes]]:
    """A file that was lost from the disk is not exported; its row tells that there was one."""
    try:
        yield name, content_of(paper)
    except FileNotFoundError:
        return


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of papers that belongs to a partnership, in an order in which it can be stored."""
    own = {"record__partnership": partnership}
    return [Paper.objects.filter(**own), OtherVersion.objects.filter(**own)]
