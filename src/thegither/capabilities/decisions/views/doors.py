"""How one comes to a decision room, and what its pages share."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions import RoomError
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.phases import PHASES
from thegither.capabilities.decisions.queries.reading import find_room
from thegither.spine.contact.doors import Doors, Entrance
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.activity_pages import ActivityPages
from thegither.spine.promises.errors import PromiseError

ROOMS = ActivityPages("decisions", "room", find_room, PHASES)
room_page = ROOMS.page


@dataclass(frozen=True, slots=True)
class Booth:
    """Somebody on the roll, at their own ballot: signed in, by a link, or by a code on paper."""

    room: Room
    entrance: Entrance


def _booth(room: Room, entrance: Entrance) -> Booth:
    if not room.electors.filter(person=entrance.person).exists():
        raise PermissionDenied(
            _("You are not on the roll of this vote: it was fixed when the rule was sealed.")
        )
    return Booth(room, entrance)


DOORS = Doors(ROOMS, _booth)
voting = DOORS.any("vote")


def done(form: BaseForm, action: Callable[..., object], **what: object) -> bool:
    """Whether the action went through; where not, the form says what to put right."""
    try:
        action(**what)
    except (RoomError, PromiseError) as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    except SealLost as problem:
        form.add_error(None, str(problem))
        return False
    return True


def press(request: HttpRequest, action: Callable[..., object], said: str, **what: object) -> bool:
    """A button without a form: whether it went through; the next page says so either way."""
    try:
        action(viewer=request.viewer, **what)
    except (RoomError, SealLost) as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, said)
    return True


def to(request: HttpRequest, page: str, room: Room, part: str = "") -> HttpResponse:
    answer = redirect(f"decisions:{page}", request.partnership.slug, room.pk)
    answer["Location"] += f"#{part}" if part else ""
    return answer


def form_page(
    request: HttpRequest, template: str, form: BaseForm, **context: object
) -> HttpResponse:
    """The page of one form; 422 where something in it has to be put right."""
    context |= {"form": form, "word": "decide"}
    status = 422 if form.errors else 200
    return render(request, f"decisions/{template}.html", context, status=status)


def found(thing: object) -> object:
    """What somebody asked for by its key, or a 404."""
    if thing is None:
        raise Http404
    return thing
