"""The consensus session for whoever leads it: choose, ask, show, write down, go on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.assessments.actions import session as actions
from thegither.capabilities.assessments.actions.errors import AssessmentError
from thegither.capabilities.assessments.forms.session import SettleForm, StartForm, TallyForm
from thegither.capabilities.assessments.models import Session, Talk, Wave
from thegither.capabilities.assessments.queries import session as reading
from thegither.capabilities.assessments.queries.pages import areas_of
from thegither.capabilities.assessments.views.doors import status, to, wave_page
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.queries import belonging


@require_safe
@wave_page("see_mirror")
def show(request: HttpRequest, wave: Wave) -> HttpResponse:
    """What did we agree, question by question? For those who run it, the way to the next one."""
    session = reading.session_of(wave)
    talks = reading.shown(session) if session else []
    code_page = reverse("assessments:room_code", args=[request.partnership.slug, wave.pk])
    context = {
        "wave": wave,
        "session": session,
        "code_url": request.build_absolute_uri(code_page),
        "talks": talks,
        "next": reading.next_talk(talks),
        "word": "see",
    }
    return render(request, "assessments/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("run_session")
def start(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Which questions do we talk about, and who leads?"""
    if reading.session_of(wave):
        return to(request, "session", wave)
    people = belonging(request.partnership, timezone.localdate())
    form = StartForm(areas_of(wave.instrument), people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.start_session(viewer=request.viewer, wave=wave, **form.cleaned_data)
        return to(request, "session", wave)
    context = {"form": form, "wave": wave, "word": "see"}
    return render(request, "assessments/session_start.html", context, status=status(form))


def talk_page(view):
    """`view(request, wave, talk)` for a question of the running session."""

    @wave_page("run_session")
    def page(request: HttpRequest, wave: Wave, talk: UUID) -> HttpResponse:
        session = reading.session_of(wave)
        found = session.talks.filter(pk=talk).first() if session else None
        if found is None:
            raise Http404
        found.session = session
        return view(request, wave, found)

    return page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@talk_page
def talk(request: HttpRequest, wave: Wave, talk: Talk) -> HttpResponse:
    """One question: ask for ratings, show them, then write down what the group agrees on."""
    found = reading.shown_one(talk.session, talk)
    now = {"said": talk.said, "evidence": talk.evidence}
    if talk.agreed is not None:
        now["agreed"] = str(talk.agreed)
    form = SettleForm(found.item, request.POST or None, initial=now)
    if talk.finding_id:
        del form.fields["finding"]
    if request.method == "POST" and form.is_valid():
        if _done(request, actions.settle_talk, talk=talk, **form.settled):
            return _go_on(request, wave, talk.session)
    return _talk_page(request, found, form)


def _talk_page(request: HttpRequest, found: reading.Shown, form: SettleForm) -> HttpResponse:
    talk = found.talk
    context = {
        "wave": talk.session.wave,
        "session": talk.session,
        "shown": found,
        "talk": talk,
        "form": form,
        "tally": TallyForm(found.item),
        "rated": reading.has_rated(talk),
        "word": "see",
    }
    return render(request, "assessments/session_talk.html", context, status=status(form))


def _go_on(request: HttpRequest, wave: Wave, session: Session) -> HttpResponse:
    """To the next question, or back to all of them after the last."""
    following = reading.next_talk(reading.shown(session))
    if following is None:
        messages.success(request, _("That was the last question."))
        return to(request, "session", wave)
    return _to_talk(request, wave, following.talk)


def _to_talk(request: HttpRequest, wave: Wave, talk: Talk) -> HttpResponse:
    return redirect("assessments:session_talk", request.partnership.slug, wave.pk, talk.pk)


@require_POST
@talk_page
def ask(request: HttpRequest, wave: Wave, talk: Talk) -> HttpResponse:
    _done(request, actions.ask_ratings, talk=talk)
    return _to_talk(request, wave, talk)


@require_POST
@talk_page
def reveal(request: HttpRequest, wave: Wave, talk: Talk) -> HttpResponse:
    _done(request, actions.show_ratings, talk=talk)
    return _to_talk(request, wave, talk)


@require_POST
@talk_page
def paper(request: HttpRequest, wave: Wave, talk: Talk) -> HttpResponse:
    """Numbers from sheets of paper."""
    form = TallyForm(reading.item_of(talk), request.POST)
    if not form.is_valid():
        messages.error(request, _("Write whole numbers, from nought to five hundred."))
    elif _done(request, actions.type_ratings, talk=talk, counts=form.counts):
        messages.success(request, _("The sheets are counted in."))
    return _to_talk(request, wave, talk)


@never_cache
@require_safe
@talk_page
def rated(request: HttpRequest, wave: Wave, talk: Talk) -> HttpResponse:
    """How many have rated: asked again and again by the page of whoever leads, so it is one line."""
    context = {"rated": reading.has_rated(talk)}
    return render(request, "assessments/_session_rated.html", context)


@require_POST
@wave_page("run_session")
def end(request: HttpRequest, wave: Wave) -> HttpResponse:
    session = reading.session_of(wave)
    if session and not session.ended_on:
        _done(request, actions.end_session, session=session)
    return to(request, "session", wave)


@require_safe
@wave_page("run_session")
def sheets(request: HttpRequest, wave: Wave) -> HttpResponse:
    """The questions of the session on paper, for those without a phone."""
    session = reading.session_of(wave)
    if session is None:
        raise Http404
    context = {"wave": wave, "talks": reading.shown(session), "word": "see"}
    return render(request, "assessments/session_sheets.html", context)


def _done(request: HttpRequest, action, **what: object) -> bool:
    """Whether it was done; if not, a message says why."""
    try:
        action(viewer=request.viewer, **what)
    except (AssessmentError, SealLost) as error:
        messages.error(request, str(error))
        return False
    return True
