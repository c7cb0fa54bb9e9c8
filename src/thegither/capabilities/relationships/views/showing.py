"""What came of a wave: the picture for all members, one's own page, and what a loss would do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.models import Snapshot, Wave
from thegither.capabilities.relationships.queries.positions import (
    FIRST,
    has_agreed,
    named_people,
    own_position,
)
from thegither.capabilities.relationships.queries.rated import rated_by_others
from thegither.capabilities.relationships.queries.showing import picture_of
from thegither.capabilities.relationships.queries.what_if import (
    loss_of,
    person_sentences,
    who_may_leave,
)
from thegither.capabilities.relationships.views.doors import WAVES, wave_page
from thegither.capabilities.relationships.views.running import to

FORMATS = {
    "csv": gettext_lazy("As tables (CSV, zip)"),
    "graphml": gettext_lazy("As GraphML"),
    "gexf": gettext_lazy("As GEXF, for Gephi"),
    "json": gettext_lazy("As JSON, for Kumu"),
    "net": gettext_lazy("For Pajek"),
}


def _has_results(wave: Wave) -> bool:
    return Snapshot.objects.filter(wave=wave).exists()


def _nothing(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Closed without results: the key was lost before anybody could count."""
    why = _("Its key was lost before it could be counted, so nobody can read what was said.")
    return WAVES.wrong_phase(request, wave, actions.WaveError(why))


@require_safe
@wave_page("see_results")
def results(request: HttpRequest, wave: Wave) -> HttpResponse:
    if not _has_results(wave):
        return _nothing(request, wave)
    context = {
        "wave": wave,
        "picture": picture_of(wave),
        "named": named_people(wave),
        "endings": FORMATS.items(),
        "word": "see",
    }
    return render(request, "relationships/results.html", context)


@never_cache
@require_safe
@wave_page("see_own")
def own(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Where this very person stands, and how others rate their organisation."""
    if not _has_results(wave):
        return _nothing(request, wave)
    page = own_position(wave, request.viewer.person)
    context = {
        "wave": wave,
        "page": page,
        "is_first": page is not None and page["band"] == FIRST,
        "agreed": has_agreed(wave, request.viewer.person),
        "sentences": person_sentences(page) if page else [],
        "rated": rated_by_others(wave, request.viewer.person),
        "word": "see",
    }
    return render(request, "relationships/own.html", context)


@require_POST
@wave_page("be_named")
def be_named(request: HttpRequest, wave: Wave) -> HttpResponse:
    try:
        actions.agree_to_be_named(viewer=request.viewer, wave=wave)
    except actions.NotASpanner as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Every member can now see your name there."))
    return to(request, "own", wave)


@require_POST
@wave_page("be_named")
def not_named(request: HttpRequest, wave: Wave) -> HttpResponse:
    actions.withdraw_name(viewer=request.viewer, wave=wave)
    messages.success(request, _("Your name is gone from all pages."))
    return to(request, "own", wave)


@require_safe
@wave_page("ask_what_if")
def what_if(request: HttpRequest, wave: Wave) -> HttpResponse:
    if not _has_results(wave):
        return _nothing(request, wave)
    key = request.GET.get("who", "")
    context = {
        "wave": wave,
        "choices": who_may_leave(wave),
        "key": key,
        "loss": loss_of(wave, key),
        "word": "see",
    }
    return render(request, "relationships/what_if.html", context)
