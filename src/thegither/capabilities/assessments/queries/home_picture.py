"""What assessments add to the mirror on the home page: the areas of the last one, drawn when it closed."""

from dataclasses import dataclass

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import CLOSED
from thegither.capabilities.assessments.queries.figures import mean_figure
from thegither.capabilities.assessments.queries.mirror import newest_mirror
from thegither.spine.evidence.figures import Figure
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class LastMirror:
    """One wave: its stored picture, and the same as rows."""

    wave: Wave
    svg: str
    rows: list[tuple[str, Figure]]


def last_mirror(viewer: Viewer, partnership: Partnership) -> LastMirror | None:
    """The newest mirror with a picture that this viewer may see; None where there is none."""
    if not viewer.is_member:
        return None
    seen = Wave.objects.visible_to(viewer).filter(
        record__partnership=partnership, activity__phase=CLOSED
    )
    for wave in seen.select_related("record__partnership").order_by("-record__created_at", "pk"):
        release = newest_mirror(wave)
        if release and release.content["pictures"].get("areas"):
            told, day = release.content["told"], release.as_of.date()
            rows = [(row["title"], mean_figure(told, row, day)) for row in told["scales"]]
            return LastMirror(wave, release.content["pictures"]["areas"], rows)
    return None
