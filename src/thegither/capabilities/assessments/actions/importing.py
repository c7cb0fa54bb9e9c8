"""Bringing in answers that were given to another form service."""

from collections.abc import Sequence

from django.db import transaction

from thegither.capabilities.assessments.actions.audit import lock, write_down
from thegither.capabilities.assessments.models import Response, Wave
from thegither.capabilities.assessments.phases import PHASES
from thegither.capabilities.assessments.queries.imported import ImportedSheet
from thegither.spine.evidence import seals
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def import_responses(*, viewer: Viewer, wave: Wave, sheets: Sequence[ImportedSheet]) -> int:
    """Store every sheet beside those answered here, and return how many there were.

    They stand under pseudonyms made of their id in the file: the same file, brought in again, takes its own
    place. Whoever answered in both places counts twice, which nothing here can know. Raises SealLost where
    the key is gone.
    """
    wave = lock(wave)
    PHASES.require("import_responses", wave)
    rows = [_row(wave, sheet) for sheet in sheets]
    Response.objects.filter(wave=wave, pseudonym__in=[row.pseudonym for row in rows]).delete()
    Response.objects.bulk_create(rows, batch_size=1_000)
    write_down(viewer, "import_responses", wave, sheets=len(rows))
    return len(rows)


def _row(wave: Wave, sheet: ImportedSheet) -> Response:
    return Response(
        wave=wave,
        pseudonym=seals.pseudonym(wave.activity_id, "import", sheet.mark),
        answers=sheet.answers,
        is_finished=True,
        organization=sheet.organization,
        sector=sheet.sector,
        level=sheet.level,
    )
