"""What the verbs of a wave share: the wave held until the end, and one line in the audit chain."""

from thegither.capabilities.assessments.models import Wave
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.visibility import Viewer


def lock(wave: Wave) -> Wave:
    """The wave as it stands now, held until the transaction ends."""
    rows = Wave.objects.select_for_update(of=("self",))
    return rows.select_related("record__partnership", "activity__record").get(pk=wave.pk)


def write_down(viewer: Viewer, verb: str, wave: Wave, **state: object) -> None:
    state = {"title": wave.title, "phase": wave.activity.phase, **state}
    spaces.write_down(wave.record.partnership_id, viewer, verb, wave, **state)
