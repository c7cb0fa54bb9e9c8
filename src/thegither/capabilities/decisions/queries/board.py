"""What decision rooms add to the board paper: what is open, and what was counted in these days."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.reading import rooms_for, rooms_of, state_sentence
from thegither.capabilities.decisions.queries.talk import talk_figure
from thegither.spine.spaces.house import Line, Section
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def board_lines(
    viewer: Viewer, partnership: Partnership, since: date, until: date
) -> list[Section]:
    """One section for all rooms of these days; what they decided stands among the decisions."""
    rooms = [
        room
        for room in rooms_for(viewer, rooms_of(viewer, partnership))
        if _is_of(room, since, until)
    ]
    if not rooms:
        return []
    figure = talk_figure(viewer, partnership)
    carried = [Line(f"{figure.sentence()}.")] if figure else []
    return [
        Section(
            title=_("Decided together"),
            url=reverse("decisions:index", args=[partnership.slug]),
            lines=(*map(_line, rooms), *carried),
        )
    ]


def _is_of(room: Room, since: date, until: date) -> bool:
    """Still open, or decided in these days."""
    return room.decision is None or since <= room.decision.decided_on <= until


def _line(room: Room) -> Line:
    url = reverse("decisions:room", args=[room.record.partnership.slug, room.pk])
    return Line(room.question, (state_sentence(room),), url)
