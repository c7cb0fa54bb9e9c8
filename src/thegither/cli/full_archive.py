"""A whole partnership out of one installation and into another. Loaded only once Django is.

Only this floor knows every app, so here their parts are put together: each app names its rows, each
capability its files in open formats; `evidence.archive` packs them without knowing what they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither import __version__
from thegither.formats.popolo import write_popolo
from thegither.spine.authority import queries as authority
from thegither.spine.authority.exporting import open_files as authority_files
from thegither.spine.contact import queries as contact
from thegither.spine.evidence import queries as evidence
from thegither.spine.evidence.actions import append_entry, lose_seals, restore_rows
from thegither.spine.evidence.archive import read_archive, read_manifest, write_archive
from thegither.spine.evidence.moment import one_moment
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.evidence.zips import ArchiveRefused
from thegither.spine.papers import queries as papers
from thegither.spine.papers.actions import restore_content
from thegither.spine.people import exporting
from thegither.spine.people import queries as people
from thegither.spine.people.models import Account
from thegither.spine.promises import queries as promises
from thegither.spine.protection import queries as protection
from thegither.spine.spaces import queries as spaces
from thegither.spine.spaces.models import Activity, Partnership
from thegither.spine.spaces.visibility import HOUSE, any_member
from thegither.spine.young import queries as young
from thegither.thread.registry import activities

READ_ME = """{name}, exported from Thegither {version} on {day}

open/    what members see, in open formats, for your own tools
sealed/  every row, locked with the passphrase of this export, for another installation:
         thegither import full THIS.zip

Keys of anonymous activities are never exported. One that is open arrives closed.
Audit chain: {head}
"""


class NoSuchPartnership(Exception):
    """No partnership has this address."""


class AlreadyHere(Exception):
    """The partnership of an archive is here already."""


@dataclass(frozen=True)
class Arrival:
    """What an import brought: the partnership's address, rows by kind, activities that had to close."""

    partnership: str
    rows: dict[str, int]
    closed: int


def export_partnership(slug: str, path: Path, passphrase: str) -> dict[str, int]:
    """Write the whole partnership to a zip and say how many rows of each kind it holds."""
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        raise NoSuchPartnership(_("There is no partnership %(slug)s here.") % {"slug": slug})
    with one_moment():
        return write_archive(
            path,
            passphrase,
            about=_about(partnership),
            open_files=open_files(partnership),
            tables=all_rows(partnership),
            sealed_files=papers.contents(partnership),
        )


@transaction.atomic
def import_partnership(path: Path, passphrase: str) -> Arrival:
    """Bring an exported partnership in, all of it or nothing.

    Rows keep their ids, so addresses, links and the audit chain hold. Anonymous activities that were
    open are closed by their own closing steps, since their keys stayed behind.
    """
    _refuse_double(read_manifest(path))
    manifest, counts = read_archive(path, passphrase, _store, restore_content)
    partnership = Partnership.objects.get(pk=manifest["partnership"]["id"])
    _check_arrival(partnership, manifest, counts)
    closed = lose_seals(activities=_activities(partnership))
    for activity in activities():
        activity.arrive(partnership)
    append_entry(
        chain=partnership.pk,
        actor=HOUSE.actor,
        verb="import_full",
        about=f"partnership:{partnership.pk}",
        state={"made_at": manifest["made_at"], "rows": counts},
    )
    return Arrival(partnership.slug, counts, len(closed))


def all_rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of a partnership, from every app, in an order in which they can be stored."""
    return [
        *spaces.rows(partnership),
        *people.rows(partnership),
        *authority.rows(partnership),
        *promises.rows(partnership),
        *papers.rows(partnership),
        *young.rows(partnership),
        *contact.rows(partnership),
        *protection.rows(partnership),
        *evidence.rows(partnership.pk, _activities(partnership)),
        *(table for activity in activities() for table in activity.rows(partnership)),
    ]


def open_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """What members see, in open formats, from every app."""
    head = evidence.head_of(partnership.pk)
    day = timezone.localdate().isoformat()
    text = READ_ME.format(name=partnership.name, version=__version__, day=day, head=head)
    yield "README.txt", text.encode()
    yield from evidence.open_files(partnership.pk)
    yield from _register_files(partnership)
    yield from authority_files(any_member(partnership.pk))
    yield from papers.open_files(any_member(partnership.pk), partnership)
    for activity in activities():
        yield from activity.export_files(partnership)


def _register_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """The register as any member sees it, but without e-mail addresses and phone numbers: this part of
    the zip is not locked."""
    seen = exporting.register(any_member(partnership.pk))
    persons = tuple(replace(person, email="", phone="") for person in seen.persons)
    public = replace(seen, persons=persons)
    yield "register.popolo.json", write_popolo(public)
    yield "register.csv", exporting.as_csv(public).encode()


def _about(partnership: Partnership) -> dict[str, Any]:
    return {
        "partnership": {"id": str(partnership.pk), "slug": partnership.slug},
        "made_at": timezone.now(),
        "made_by": f"thegither {__version__}",
        "head": evidence.head_of(partnership.pk),
    }


def _refuse_double(manifest: dict[str, Any]) -> None:
    about = manifest["partnership"]
    same = Partnership.objects.filter(pk=about["id"]) | Partnership.objects.filter(
        slug=about["slug"]
    )
    if same.exists():
        raise AlreadyHere(
            _("There is a partnership %(slug)s here already; nothing was stored.")
            % {"slug": about["slug"]}
        )


def _store(rows: Iterator[Model]) -> dict[str, int]:
    known = {table.model for table in all_rows(Partnership())}
    return restore_rows(rows=rows, known=known, shared={Account})


def _check_arrival(
    partnership: Partnership, manifest: dict[str, Any], counts: dict[str, int]
) -> None:
    """Nothing came along that is not this partnership's, and the audit chain is as it was."""
    here: dict[str, int] = {}
    for table in all_rows(partnership):
        name = table.model._meta.label_lower
        here[name] = here.get(name, 0) + table.count()
    if {name: number for name, number in here.items() if number} != counts:
        raise ArchiveRefused(_("This archive holds rows of something else; nothing was stored."))
    chain = verify_chain(partnership.pk)
    if chain.problem or (manifest["head"] and chain.head != manifest["head"]):
        raise ArchiveRefused(
            _("The audit chain in this archive was altered; nothing was stored. %(problem)s")
            % {"problem": chain.problem}
        )


def _activities(partnership: Partnership) -> list[Any]:
    return list(Activity.objects.filter(partnership=partnership).values_list("pk", flat=True))
