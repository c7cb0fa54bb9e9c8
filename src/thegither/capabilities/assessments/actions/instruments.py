"""Keeping questions of the partnership's own: copied, brought in, changed, thrown away.

A wave holds a copy of what it asks, so nothing here reaches back into a wave.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.errors import ChangedMeanwhile, NotSound
from thegither.capabilities.assessments.models import OwnInstrument
from thegither.capabilities.assessments.queries.instruments import free_id
from thegither.formats.instruments import faults_of
from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

KIND = "instrument"
Content = dict[str, Any]


@transaction.atomic
def keep_instrument(*, viewer: Viewer, partnership: Partnership, content: Content) -> OwnInstrument:
    """A new instrument of the partnership, under an id of its own. Raises `NotSound` for faulty content."""
    content = content | {"id": free_id(partnership, content["id"]), "version": "1"}
    _check(content)
    record = create_record(
        partnership=partnership,
        kind=KIND,
        title=content["title"],
        audience="members",
        language=content["language"].lower(),
    )
    own = OwnInstrument.objects.create(record=record, content=content)
    _write_down(viewer, "keep_instrument", own)
    return own


@transaction.atomic
def change_instrument(
    *, viewer: Viewer, own: OwnInstrument, content: Content, version: str
) -> OwnInstrument:
    """Other questions from now on; `version` is the one that was looked at when they were changed.

    Raises `ChangedMeanwhile` where somebody else was quicker, and `NotSound` for faulty content.
    """
    rows = OwnInstrument.objects.select_for_update(of=("self",)).select_related("record")
    own = rows.get(pk=own.pk)
    if own.content["version"] != version:
        raise ChangedMeanwhile(
            _("Somebody changed these questions meanwhile. Look at them as they are now.")
        )
    content = content | {"id": own.content["id"], "version": str(int(version) + 1)}
    _check(content)
    own.content = content
    own.save(update_fields=["content"])
    own.record.title = content["title"]
    own.record.language = content["language"].lower()
    own.record.save(update_fields=["title", "language"])
    _write_down(viewer, "change_instrument", own)
    return own


@transaction.atomic
def discard_instrument(*, viewer: Viewer, own: OwnInstrument) -> None:
    """Throw it away. Waves that asked it keep their copy."""
    _write_down(viewer, "discard_instrument", own)
    own.record.delete()


def _check(content: Content) -> None:
    faults = faults_of(content)
    if faults:
        raise NotSound(faults)


def _write_down(viewer: Viewer, verb: str, own: OwnInstrument) -> None:
    append_entry(
        chain=own.record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"{KIND}:{own.pk}",
        state={"id": own.content["id"], "version": own.content["version"]},
    )
