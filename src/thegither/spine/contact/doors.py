"""The doors of everything that people answer: signed in, by a link, by a code on paper, or for somebody else.

Whichever door somebody takes, they are the same person in the end, so that nobody counts twice. A capability
says once how one of its own is found and what stands behind the door, and hangs its views into it::

    WAVES = ActivityPages("relationships", "relationship_wave", find_wave, PHASES)

    def _door(wave, entrance):          # what the views get: anything you like
        return Door(voice_of_person(entrance.person, wave), entrance)

    DOORS = Doors(WAVES, _door)

    def choose(request, door): ...

    choose_as_member = DOORS.member("answer")(choose)      # .../<uuid:key>/choose/
    choose_as_invited = DOORS.invited("answer")(choose)    # .../<uuid:key>/invited/choose/
    choose_as_helper = DOORS.helper("answer")(choose)      # .../<uuid:key>/for/<uuid:helper_id>/choose/
    kiosk = DOORS.code("answer", "choose")                 # .../<uuid:key>/code/: then on to `choose`

The addresses of a page are named alike: `choose`, `invited_choose`, `helper_choose`; `entrance.url("choose")`
gives the one of the door that was taken. `DOORS.any("answer")` is one door for all four: then members,
invited people and codes share an address, and `helper_choose` leads to the same view.

What `_door` raises as WrongPhase or SealLost becomes the page that says so; PermissionDenied becomes its page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited
from django_ratelimit.decorators import ratelimit
from django_ratelimit.exceptions import Ratelimited

from thegither.spine.contact.forms import CodeForm
from thegither.spine.contact.invited import invitation_of_sheet, invited
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import belongs, standing_helper
from thegither.spine.contact.shared_device import let_in, person_let_in
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.activity_pages import ActivityPages
from thegither.spine.people.pages import View, partnership_page
from thegither.spine.spaces.phasing import WrongPhase
from thegither.spine.spaces.visibility import Viewer, any_member

# One person typing, many devices behind one address of a hall.
CODES_A_MINUTE = "20/m"
PAGES_A_MINUTE = "60/m"


@dataclass(frozen=True, slots=True)
class Entrance:
    """Somebody who came in: who it is, what they came to, and how.

    `prefix` is what the names of this door's addresses begin with; `helper` is whoever answers in their name.
    """

    pages: ActivityPages
    thing: Any
    person: UUID
    prefix: str = ""
    helper: Helper | None = None
    is_at_shared_device: bool = False

    @property
    def viewer(self) -> Viewer:
        """The person as a member without duties: what they may see, and no more."""
        return Viewer(partnership=self.thing.record.partnership_id, person=self.person)

    @property
    def answering_for(self) -> str:
        """Whose name a helper answers in; earlier answers are not shown through such a door."""
        return self.helper.person.name if self.helper else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """What the addresses of this door need behind the partnership."""
        helper = (str(self.helper.pk),) if self.helper else ()
        return (str(self.thing.pk), *helper)

    def url(self, page: str, *more: object) -> str:
        slug = self.thing.record.partnership.slug
        return reverse(f"{self.pages.name}:{self.prefix}{page}", args=[slug, *self.keys, *more])


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors into one capability. `into(thing, entrance)` makes what its views get beside the request."""

    pages: ActivityPages
    into: Callable[[Any, Entrance], Any]

    def member(self, verb: str) -> Callable[[View], View]:
        """For members who are signed in and to whom the verb is open."""

        def decorate(view: View) -> View:
            @self.pages.page(verb)
            @wraps(view)
            def page(request: HttpRequest, thing: Any, **more: object) -> HttpResponse:
                return self._enter(
                    request, verb, thing, self._signed_in(request, thing), view, more
                )

            return page

        return decorate

    def invited(self, verb: str) -> Callable[[View], View]:
        """For a browser that holds an invitation; nobody is signed in by it."""

        def decorate(view: View) -> View:
            @partnership_page
            @wraps(view)
            def page(request: HttpRequest, key: UUID, **more: object) -> HttpResponse:
                thing = self.found(request, key)
                entrance = self._by_invitation(request, thing, "invited_")
                if entrance is None and self.pages.phases.allows(verb, thing):
                    return _unknown_browser(request)
                _not_too_often(request, entrance)
                return self._enter(request, verb, thing, entrance, view, more)

            return page

        return decorate

    def helper(self, verb: str) -> Callable[[View], View]:
        """For a member who answers in the name of somebody who agreed to it."""

        def decorate(view: View) -> View:
            @self.pages.page()
            @wraps(view)
            def page(
                request: HttpRequest, thing: Any, helper_id: UUID, **more: object
            ) -> HttpResponse:
                entrance = self._as_helper(request, thing, helper_id)
                return self._enter(request, verb, thing, entrance, view, more)

            return page

        return decorate

    def any(self, verb: str) -> Callable[[View], View]:
        """One view and address for everybody: a code at this device first, then who is signed in or invited."""

        def decorate(view: View) -> View:
            @partnership_page
            @wraps(view)
            def page(
                request: HttpRequest, key: UUID, helper_id: UUID | None = None, **more: object
            ) -> HttpResponse:
                thing = self.found(request, key)
                if helper_id:
                    entrance = self._as_helper(request, thing, helper_id)
                else:
                    entrance = self._as_oneself(request, thing)
                return self._enter(request, verb, thing, entrance, view, more)

            return page

        return decorate

    def code(self, verb: str, first: str) -> View:
        """The page of a shared device, or of somebody at home with a letter: a code lets one person in."""

        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @ratelimit(key="ip", rate=CODES_A_MINUTE, method="POST")
        @partnership_page
        def page(request: HttpRequest, key: UUID) -> HttpResponse:
            thing = self.found(request, key)
            try:
                self.pages.phases.require(verb, thing)
                return self._ask_for_code(request, thing, first)
            except (WrongPhase, SealLost) as why:
                return self.pages.wrong_phase(request, thing, why)

        return page

    def found(self, request: HttpRequest, key: UUID) -> Any:
        """Read with the eyes of any member: no link or code opens what is hidden from members."""
        anybody = any_member(request.partnership.pk)
        thing = self.pages.find(anybody, request.partnership, key)
        if thing is None:
            raise Http404
        return thing

    def _enter(
        self,
        request: HttpRequest,
        verb: str,
        thing: Any,
        entrance: Entrance | None,
        view: View,
        more: dict[str, object],
    ) -> HttpResponse:
        try:
            self.pages.phases.require(verb, thing)
            if entrance is None:
                return redirect_to_login(request.get_full_path())
            return view(request, self.into(thing, entrance), **more)
        except (WrongPhase, SealLost) as why:
            return self.pages.wrong_phase(request, thing, why)

    def _as_oneself(self, request: HttpRequest, thing: Any) -> Entrance | None:
        person = person_let_in(request, thing)
        if person:
            return Entrance(self.pages, thing, person, is_at_shared_device=True)
        return self._signed_in(request, thing) or self._by_invitation(request, thing)

    def _signed_in(self, request: HttpRequest, thing: Any) -> Entrance | None:
        is_member = request.viewer.is_member
        return Entrance(self.pages, thing, request.viewer.person) if is_member else None

    def _by_invitation(self, request: HttpRequest, thing: Any, prefix: str = "") -> Entrance | None:
        held = invited(request, thing.activity_id)
        return Entrance(self.pages, thing, held.person_id, prefix) if held else None

    def _as_helper(self, request: HttpRequest, thing: Any, helper_id: UUID) -> Entrance | None:
        if not request.viewer.is_member:
            return None
        helper = standing_helper(request.viewer, helper_id, timezone.localdate())
        if helper is None or helper.what != Helper.What.ANSWER:
            raise PermissionDenied(
                _(
                    "You may not answer for somebody else here: nobody agreed to it, or it has ended."
                )
            )
        entrance = Entrance(self.pages, thing, helper.person_id, "helper_", helper)
        if self.pages.find(entrance.viewer, request.partnership, thing.pk) is None:
            raise Http404
        return entrance

    def _ask_for_code(self, request: HttpRequest, thing: Any, first: str) -> HttpResponse:
        form = CodeForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            invitation = invitation_of_sheet(thing.activity, form.cleaned_data["code"])
            if invitation and belongs(invitation.person, timezone.localdate()):
                start = redirect(f"{self.pages.name}:{first}", request.partnership.slug, thing.pk)
                return let_in(start, invitation)
            form.add_error("code", _("This code does not work here. Compare it with your paper."))
        status = 422 if form.errors else 200
        return render(request, "contact/code.html", {"form": form}, status=status)


def _not_too_often(request: HttpRequest, entrance: Entrance | None) -> None:
    """Counted in memory, so nothing about it is stored."""
    whose = str(entrance.person) if entrance else ""
    if is_ratelimited(
        request, group="invited", key=lambda *_: whose, rate=PAGES_A_MINUTE, increment=True
    ):
        raise Ratelimited


def _unknown_browser(request: HttpRequest) -> HttpResponse:
    why = _("Open the link in your letter again: this browser does not know you yet.")
    return render(request, "contact/no_invitation.html", {"why": why}, status=404)
