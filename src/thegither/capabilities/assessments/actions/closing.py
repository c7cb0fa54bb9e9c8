"""Closing: the mirror is worked out and released, and from then on nobody can join a person and an answer.

Answers stop first. Then, at the next `tick`, the mirror is worked out from exact groups while the key is still
there, and everything else happens in one transaction; the key file is destroyed when that is safely stored.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from secrets import SystemRandom
from typing import Any

from django.db import transaction

from thegither.capabilities.assessments.actions.audit import lock, write_down
from thegither.capabilities.assessments.actions.findings import note_findings
from thegither.capabilities.assessments.actions.merged import join_merged
from thegither.capabilities.assessments.actions.unjoining import unjoined
from thegither.capabilities.assessments.models import Remark, Response, Wave
from thegither.capabilities.assessments.phases import CLOSED, PHASES, SETTLING
from thegither.capabilities.assessments.queries.answers import DONT_KNOW, answers_of
from thegither.capabilities.assessments.queries.grouping import (
    UNKNOWN,
    Groups,
    exact_groups,
    kept_groups,
)
from thegither.capabilities.assessments.queries.mirror import METHOD, MIRROR, mirror_of
from thegither.spine.contact.queries import how_many_had_help
from thegither.spine.evidence.actions import (
    close_seal,
    digest_of,
    empty_journal,
    publish_release,
)
from thegither.spine.evidence.seals import has_key
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.visibility import HOUSE, Viewer

BATCH = 5_000


@transaction.atomic
def stop_answering(*, viewer: Viewer, wave: Wave) -> Wave:
    """From here on nothing is answered or changed; the mirror follows at the next `tick`.

    Every sheet is held first: each answer is now either stored or will be refused. People who stood in the
    register twice, and were merged since, count once from here on.
    """
    wave = lock(wave)
    PHASES.require("stop", wave)
    list(Response.objects.select_for_update(of=("self",)).filter(wave=wave).values_list("pk"))
    if has_key(wave.activity_id) or not wave.is_anonymous:
        join_merged(wave)
    move_phase(activity=wave.activity, phase=SETTLING)
    write_down(viewer, "stop_answering", wave)
    return wave


def close_wave(*, viewer: Viewer = HOUSE, wave: Wave) -> Wave:
    """Release the mirror, coarsen the groups, shuffle and rewrite every row, and give the key up.

    The mathematics comes before the transaction. Raises SealLost where the key is gone already:
    `close_without_key` is for that.
    """
    wave = _stopped(viewer, wave)
    rows, unshown = _sheets(wave)
    return _close(viewer, wave, rows, exact_groups(wave, rows), unshown)


def close_without_key(*, viewer: Viewer = HOUSE, wave: Wave) -> Wave:
    """Close where the key is lost: answers without any group."""
    wave = _stopped(viewer, wave)
    rows, unshown = _sheets(wave)
    return _close(viewer, wave, rows, [UNKNOWN] * len(rows), unshown)


def _sheets(wave: Wave) -> tuple[list[Response], Counter[str]]:
    """Every sheet as it counts: an answer that needs something to show for it, and has nothing, is none.

    Beside them, how many such answers there were to each question.
    """
    rows, unshown = list(wave.responses.order_by("pk")), Counter[str]()
    needy = {item.id for item in wave.instrument.closed if item.needs_evidence}
    shown = set(wave.remarks.filter(item__in=needy).values_list("response", "item"))
    for row in rows if needy else ():
        lacking = {item for item in needy & row.answers.keys() if (row.pk, item) not in shown}
        unshown.update(item for item in lacking if row.answers[item] != DONT_KNOW)
        row.answers = {item: code for item, code in row.answers.items() if item not in lacking}
    return rows, unshown


def _stopped(viewer: Viewer, wave: Wave) -> Wave:
    wave.activity.refresh_from_db(fields=["phase"])
    if PHASES.allows("stop", wave):
        return stop_answering(viewer=viewer, wave=wave)
    PHASES.require("close", wave)
    return wave


def _close(
    viewer: Viewer,
    wave: Wave,
    rows: list[Response],
    exact: Sequence[Groups],
    unshown: Mapping[str, int],
) -> Wave:
    had_help = how_many_had_help(wave.activity)
    mirror = mirror_of(wave, answers_of(wave, rows, exact), had_help=had_help, unshown=unshown)
    return _seal_for_good(viewer, wave, rows, exact, mirror)


@transaction.atomic
def _seal_for_good(
    viewer: Viewer,
    wave: Wave,
    rows: list[Response],
    exact: Sequence[Groups],
    mirror: dict[str, Any],
) -> Wave:
    wave = lock(wave)
    PHASES.require("close", wave)
    digest = _rewrite(wave, rows, exact)
    publish_release(
        chain=wave.record.partnership_id,
        activity=wave.activity_id,
        kind=MIRROR,
        content=mirror,
        method=METHOD,
    )
    move_phase(activity=wave.activity, phase=CLOSED)
    close_seal(activity=wave.activity_id, digest=digest)
    note_findings(wave=wave, mirror=mirror)
    write_down(viewer, "close_wave", wave, digest=digest)
    transaction.on_commit(empty_journal)
    return wave


def _rewrite(wave: Wave, rows: list[Response], exact: Sequence[Groups]) -> str:
    """New rows under new random keys, in random order, with numbers instead of pseudonyms; the old ones go,
    and so do empty sheets. Where groups are told, an anonymous row is taken apart by areas. Returns the digest
    of what is there now."""
    filled = [pair for pair in zip(rows, exact, strict=True) if pair[0].answers]
    groups = kept_groups(wave, [group for _row, group in filled])
    sheets = [row.answers for row, _ in filled]
    if wave.is_anonymous and wave.tells_groups:
        sheets = unjoined(wave.instrument, sheets, groups, SystemRandom())
    made = [
        _anew(wave, row, sheet, kept)
        for (row, _), sheet, kept in zip(filled, sheets, groups, strict=True)
    ]
    SystemRandom().shuffle(made)
    for number, response in enumerate(made, start=1):
        response.number = number
    Remark.objects.filter(wave=wave).update(response=None)
    Response.objects.filter(wave=wave).delete()
    Response.objects.bulk_create(made, batch_size=BATCH)
    return digest_of(rows_of(wave))


def _anew(wave: Wave, old: Response, sheet: dict[str, int], kept: Groups) -> Response:
    """A sheet as a new row. The order of the items in it tells nothing: it is the instrument's."""
    order = [item.id for item in wave.instrument.closed if item.id in sheet]
    organization, sector, level = kept
    return Response(
        wave=wave,
        person_id=old.person_id,
        answers={item: sheet[item] for item in order},
        is_finished=old.is_finished,
        organization=organization,
        sector=sector,
        level=level,
    )


def rows_of(wave: Wave) -> list[list]:
    """All rows in a fixed order, for the digest in the audit chain."""
    rows = wave.responses.order_by("number")
    return [
        [row.number, row.organization, row.sector, row.level, row.answers]
        for row in rows.iterator(chunk_size=BATCH)
    ]
