"""The consensus session for the people in the room: on their phones, signed in or with the code of the room."""

import hmac
import secrets
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from thegither.capabilities.assessments.actions.errors import AssessmentError
from thegither.capabilities.assessments.actions.session import rate
from thegither.capabilities.assessments.forms.session import CodeForm, RateForm
from thegither.capabilities.assessments.models import Session, Talk, Wave
from thegither.capabilities.assessments.queries import session as reading
from thegither.capabilities.assessments.views.doors import DOORS, status
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.pages import View, partnership_page

HOURS = 12
SALT = "assessments.room"
# A hundred people in one hall share one address.
A_ROOM_FULL = "300/h"


def room(view: View) -> View:
    """`view(request, session, place)`; `place` names a seat in the room, "" for whoever has none yet."""

    @never_cache
    @partnership_page
    @wraps(view)
    def page(request: HttpRequest, key: UUID) -> HttpResponse:
        wave = DOORS.found(request, key)
        session = reading.session_of(wave)
        if session is None:
            raise Http404
        return view(request, session, _place(request, session))

    return page


def _place(request: HttpRequest, session: Session) -> str:
    if request.viewer.is_member:
        return f"person:{request.viewer.person}"
    ticket = request.get_signed_cookie(_cookie(session), "", salt=SALT, max_age=HOURS * 3600)
    return f"ticket:{ticket}" if ticket else ""


def _cookie(session: Session) -> str:
    return f"room-{session.pk.hex[:12]}"


@ratelimit(key="ip", rate=A_ROOM_FULL, method="POST")
@require_http_methods(["GET", "HEAD", "POST"])
@room
def come_in(request: HttpRequest, session: Session, place: str) -> HttpResponse:
    """The code of the room lets somebody in who has no account here."""
    if place:
        return _to_room(request, session.wave)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["code"].strip().upper()
        if not session.ended_on and hmac.compare_digest(given.encode(), session.code.encode()):
            return _let_in(request, session)
        form.add_error("code", _("This is not the code. Ask whoever leads the session."))
    context = {"form": form, "wave": session.wave, "word": "see"}
    return render(request, "assessments/room_code.html", context, status=status(form))


def _let_in(request: HttpRequest, session: Session) -> HttpResponse:
    answer = _to_room(request, session.wave)
    answer.set_signed_cookie(
        _cookie(session),
        secrets.token_urlsafe(16),
        salt=SALT,
        max_age=HOURS * 3600,
        httponly=True,
        samesite="Lax",
        path=f"/{request.partnership.slug}/",
    )
    return answer


def _to_room(request: HttpRequest, wave: Wave, page: str = "room") -> HttpResponse:
    return redirect(f"assessments:{page}", request.partnership.slug, wave.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@room
def seat(request: HttpRequest, session: Session, place: str) -> HttpResponse:
    """What do I think of this question? The page looks again by itself; without JavaScript there is a link."""
    if not place:
        return _to_room(request, session.wave, "room_code")
    talk = reading.talk_now(session)
    form = _form(request, session, talk)
    if form and form.is_bound and form.is_valid() and _rated(request, talk, place, form):
        return _to_room(request, session.wave)
    context = _now(session, talk, form)
    code = status(form) if form else 200
    return render(request, "assessments/room.html", context, status=code)


def _form(request: HttpRequest, session: Session, talk: Talk | None) -> RateForm | None:
    """The question being rated; a form that was sent for an earlier one is not taken for this one."""
    if talk is None or talk.state != Talk.State.RATING:
        return None
    talk.session = session
    sent = request.POST if request.POST.get("talk") == str(talk.pk) else None
    return RateForm(reading.item_of(talk), sent)


def _rated(request: HttpRequest, talk: Talk, place: str, form: RateForm) -> bool:
    try:
        rate(talk=talk, place=place, value=form.value)
    except (AssessmentError, SealLost) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your rating is in. You can change it until all are shown."))
    return True


def _now(session: Session, talk: Talk | None, form: RateForm | None) -> dict[str, object]:
    return {
        "wave": session.wave,
        "session": session,
        "shown": reading.shown_one(session, talk) if talk else None,
        "form": form,
        "word": "see",
    }


@require_safe
@room
def now(request: HttpRequest, session: Session, place: str) -> HttpResponse:
    """The part of the page that changes, or 204 where nothing has: asked by every phone every few seconds."""
    if not place or request.GET.get("seen") == str(session.version):
        return HttpResponse(status=204)
    talk = reading.talk_now(session)
    context = _now(session, talk, _form(request, session, talk))
    return render(request, "assessments/_room_now.html", context)
