"""Attendance as arrays: who came of how many expected, by organization and meeting."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
import numpy.typing as npt

from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.capabilities.meetings.phases import AGREED, HELD
from thegither.spine.people.models import Organization
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

Floats = npt.NDArray[np.float64]
THERE = (Attendance.Came.SELF, Attendance.Came.SUBSTITUTE)


@dataclass(frozen=True, eq=False)
class AttendanceTable:
    """Places filled (`came`) of places kept (`seats`), organizations x meetings in the order of time.

    nan where an organization had no place at a meeting: just what `methods.change.retreats` takes.
    """

    organizations: tuple[UUID, ...]
    names: tuple[str, ...]
    meetings: tuple[UUID, ...]
    starts: tuple[datetime, ...]
    came: Floats
    seats: Floats


def attendance_table(
    viewer: Viewer, partnership: Partnership, body: Organization | None = None
) -> AttendanceTable:
    """The meetings of one body (of the board, if none is given) at which attendance was noted."""
    held = Meeting.objects.visible_to(viewer).filter(
        record__partnership=partnership, body=body, activity__phase__in=[HELD, AGREED]
    )
    noted = held.filter(attendances__came__in=THERE).distinct().order_by("starts_at", "pk")
    meetings = list(noted.values_list("pk", "starts_at"))
    places = Attendance.objects.filter(meeting__in=noted).exclude(organization=None)
    rows = places.values_list("organization_id", "organization__name", "meeting_id", "came")
    return _table(meetings, list(rows))


def _table(
    meetings: list[tuple[UUID, datetime]], rows: list[tuple[UUID, str, UUID, str]]
) -> AttendanceTable:
    names = {organization: name for organization, name, _meeting, _came in rows}
    bodies = sorted(names, key=lambda key: (names[key], key))
    down = {key: place for place, key in enumerate(bodies)}
    across = {key: place for place, (key, _starts) in enumerate(meetings)}
    counts: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for organization, _name, meeting, came in rows:
        counts[down[organization], across[meeting]].append(came in THERE)
    came, seats = np.full((2, len(bodies), len(meetings)), np.nan)
    for cell, there in counts.items():
        came[cell], seats[cell] = sum(there), len(there)
    return AttendanceTable(
        organizations=tuple(bodies),
        names=tuple(names[key] for key in bodies),
        meetings=tuple(across),
        starts=tuple(starts for _key, starts in meetings),
        came=came,
        seats=seats,
    )
