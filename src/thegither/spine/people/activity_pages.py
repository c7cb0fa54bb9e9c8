"""How one comes to a page of an activity: it is found for this viewer, and its verb is open to them.

Every capability has such pages, so the way in stands here once::

    MEETINGS = ActivityPages("meetings", "meeting", find_meeting, PHASES)

    @MEETINGS.page("cancel")
    def cancel(request, meeting): ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thegither.spine.people.pages import View, partnership_page
from thegither.spine.people.rules import allows, require
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.phasing import Phases, WrongPhase
from thegither.spine.spaces.queries import why_hidden
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class ActivityPages:
    """The way into the activities of one capability.

    `name` is what its rules and templates begin with ("conversations"), `kind` is what one of them is
    called ("conversation"): in its template, and as the way from its record. `find` gives one that the
    viewer may see, or None.
    """

    name: str
    kind: str
    find: Callable[[Viewer, Partnership, UUID], Any]
    phases: Phases

    def page(self, verb: str = "") -> Callable[[View], View]:
        """`view(request, thing, ...)` at `.../<key>/`, if its verb is open to this viewer; with no verb,
        for everybody who sees the thing. What comes in the wrong phase answers with a page that says so.
        """

        def decorate(view: View) -> View:
            @partnership_page
            @wraps(view)
            def page(request: HttpRequest, key: UUID, **kwargs: object) -> HttpResponse:
                thing = self.read(request, key)
                if thing is None:
                    return redirect_to_login(request.get_full_path())
                refusal = self.refuse(request, thing, verb) if verb else None
                try:
                    return refusal or view(request, thing, **kwargs)
                except WrongPhase as error:
                    return self.wrong_phase(request, thing, error)

            return page

        return decorate

    def read(self, request: HttpRequest, key: UUID) -> Any:
        """The thing; None where signing in may help. Hidden from a member: why, and until when."""
        found = self.find(request.viewer, request.partnership, key)
        if found:
            found.read_for = request.viewer
        if found or not request.user.is_authenticated:
            return found
        hiding = why_hidden(request.viewer, request.partnership, self.kind, key)
        if hiding is None:
            raise Http404
        until = date_format(localtime(hiding.until), "j F Y")
        raise PermissionDenied(
            _("Hidden until %(until)s: %(reason)s") % {"until": until, "reason": hiding.reason}
        )

    def refuse(self, request: HttpRequest, thing: Any, verb: str) -> HttpResponse | None:
        """Why not, as a page: sign in first, too early or too late, or (raised) not this person's to do."""
        rule = f"{self.name}.{verb}"
        if allows(rule, request.viewer, thing):
            return None
        try:
            self.phases.require(verb, thing)
        except WrongPhase as error:
            return self.wrong_phase(request, thing, error)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return require(rule, request.viewer, thing)

    def wrong_phase(self, request: HttpRequest, thing: Any, why: Exception) -> HttpResponse:
        context = {self.kind: thing, "why": str(why)}
        return render(request, f"{self.name}/wrong_phase.html", context, status=409)
