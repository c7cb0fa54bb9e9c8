"""Closing a wave, and counting it: after that nobody, with whatever is stored, can read who named whom.

The mathematics comes before the transaction. Then, in one transaction, the picture is stored, each person's
page about themselves is locked under a key of its own, and the sheets go; the key of the sheets is destroyed
when that is safely stored. A power cut in between leaves a closed wave with a key, which `tick` then destroys.
"""

import json
from datetime import datetime
from secrets import SystemRandom

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.capabilities.relationships.actions.preparing import lock, write_down
from thegither.capabilities.relationships.models import Position, Snapshot, Wave
from thegither.capabilities.relationships.phases import CLOSED, COUNTING, PHASES
from thegither.capabilities.relationships.queries.analysis import (
    IMPUTATIONS,
    METHOD,
    Result,
    analyse,
    analyse_file,
)
from thegither.capabilities.relationships.queries.bridges import Bridge, bridges_in
from thegither.capabilities.relationships.queries.drawing import draw_map
from thegither.capabilities.relationships.queries.gathering import Gathered, gather
from thegither.capabilities.relationships.queries.positions import position_name, positions_of
from thegither.capabilities.relationships.queries.sheets import filled_up
from thegither.spine.evidence.actions import (
    close_seal,
    digest_of,
    empty_journal,
    publish_release,
)
from thegither.spine.evidence.figures import SHARE, Figure
from thegither.spine.evidence.seals import lock_words
from thegither.spine.people.models import Organization
from thegither.spine.spaces.actions import create_record, link_records, move_phase
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.phasing import WrongPhase
from thegither.spine.spaces.visibility import HOUSE, Viewer

PICTURE = "relationship_picture"


@transaction.atomic
def close_wave(*, viewer: Viewer, wave: Wave) -> Wave:
    """No more answers. The next tick counts them."""
    wave = lock(wave)
    PHASES.require("close", wave)
    move_phase(activity=wave.activity, phase=COUNTING)
    write_down(viewer, "close_wave", wave)
    return wave


def count_wave(
    *, wave: Wave, imputations: int = IMPUTATIONS, as_of: datetime | None = None
) -> Snapshot:
    """Work out what a wave came to, store it, and forget how it was said.

    `as_of` is when it was so, for a survey that is written down afterwards; now, if nothing is said.
    Raises WrongPhase unless it waits to be counted, SealLost where its key is gone.
    """
    if wave.activity.phase != COUNTING:
        raise WrongPhase(_("A survey is counted when it has closed."))
    if wave.is_imported:
        return _store(wave, analyse_file(wave.brought), None, as_of)
    found = gather(wave)
    return _store(wave, analyse(found, imputations=imputations), found, as_of)


@transaction.atomic
def _store(wave: Wave, result: Result, found: Gathered | None, as_of: datetime | None) -> Snapshot:
    wave = lock(wave)
    if wave.activity.phase != COUNTING:
        raise WrongPhase(_("This survey has been counted already."))
    bands = result["people"].pop("bands", [])
    snapshot = Snapshot.objects.create(
        wave=wave,
        as_of=as_of or timezone.now(),
        method=METHOD,
        result=result,
        svg=draw_map(wave.title, result),
    )
    if found is not None:
        _keep_positions(wave, found, bands)
        for bridge in bridges_in(found):
            _find_bridge(wave, snapshot, bridge)
    publish_release(
        chain=wave.record.partnership_id,
        activity=wave.activity_id,
        kind=PICTURE,
        content={part: result[part] for part in result if part != "rated"},
        method=METHOD,
        as_of=snapshot.as_of,
    )
    _end(wave, digest_of(result))
    return snapshot


def _keep_positions(wave: Wave, found: Gathered, bands: list[int]) -> None:
    """One locked page for everybody on the list, answered or not, in an order that tells nothing."""
    pages = positions_of(found, bands) if bands else []
    rows = []
    for entry, page in zip(found.people, pages, strict=False):
        name = position_name(wave, entry.id)
        locked = lock_words(wave.own_seal, name, filled_up(json.dumps(page)))
        rows.append(Position(wave=wave, pseudonym=name, locked=locked))
    SystemRandom().shuffle(rows)
    Position.objects.bulk_create(rows)


def _end(wave: Wave, digest: str) -> None:
    wave.sheets.all().delete()
    move_phase(activity=wave.activity, phase=CLOSED)
    if not wave.is_imported:
        close_seal(activity=wave.activity_id, digest=digest)
    write_down(HOUSE, "count_wave", wave, digest=digest)
    transaction.on_commit(empty_journal)


@transaction.atomic
def close_without_key(*, wave: Wave) -> Wave:
    """The key is lost, or stayed behind on another machine: what was said can be read by nobody."""
    wave = lock(wave)
    _end(wave, "")
    return wave


def _find_bridge(wave: Wave, snapshot: Snapshot, bridge: Bridge) -> Finding:
    """Told by organisation and sector. The person is told on their own page, and nobody else is."""
    sector = str(Organization.Sector(bridge.sector).label)
    sentence = _(
        "Nearly all ties between %(body)s and the %(sector)s sector run through one person."
    ) % {"body": bridge.body.name, "sector": sector}
    answered, asked = snapshot.result["response"]["people"]
    figure = Figure(
        value=bridge.held / bridge.ties,
        unit=SHARE,
        answered=answered,
        asked=asked,
        as_of=snapshot.as_of.date(),
        method=METHOD,
        label=ngettext("of %(n)s tie", "of %(n)s ties", bridge.ties) % {"n": bridge.ties},
    )
    record = create_record(
        partnership=wave.record.partnership,
        activity=wave.activity,
        kind="finding",
        title=sentence,
        audience=wave.record.audience,
        state="found",
        language=wave.record.language,
    )
    link_records(from_record=wave.record, to_record=record, relation="found")
    return Finding.objects.create(
        record=record,
        kind="lone_bridge",
        about=[f"organization:{bridge.body.id}", f"sector:{bridge.sector}"],
        sentence=sentence,
        figures=[figure.to_json()],
        verdict="found",
    )
