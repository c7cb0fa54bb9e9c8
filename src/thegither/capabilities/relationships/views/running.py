"""What coordinators do with a wave: prepare it, open it, invite, print and type paper sheets, close it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.forms import PaperForm, WaveForm
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.queries.reading import begun, last_results, waves_of
from thegither.capabilities.relationships.queries.roster import roster_of
from thegither.capabilities.relationships.queries.sheets import (
    OFTEN,
    PURPOSES,
    TRUST,
    VALUE,
    has_answered,
    voice_of_person,
)
from thegither.capabilities.relationships.views.doors import wave_page
from thegither.spine.contact.actions import Words
from thegither.spine.contact.invited import sheet_code
from thegither.spine.contact.views.asking import Asking, asking_page
from thegither.spine.contact.words import usual_words
from thegither.spine.people.pages import needs, partnership_page

MINUTES = 10


@require_safe
@partnership_page
@needs("people.see_register")
def index(request: HttpRequest) -> HttpResponse:
    """All waves, and the way to the newest results."""
    context = {
        "waves": waves_of(request.viewer, request.partnership),
        "last": last_results(request.viewer, request.partnership),
        "word": "see",
    }
    return render(request, "relationships/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("relationships.create")
def create(request: HttpRequest) -> HttpResponse:
    form = WaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wave = actions.create_wave(
            viewer=request.viewer, partnership=request.partnership, **_draft(form)
        )
        messages.success(request, _("It is prepared. Nobody can answer before you open it."))
        return to(request, "wave", wave)
    context = {"form": form, "word": "see"}
    return render(request, "relationships/create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("change_wave")
def change(request: HttpRequest, wave: Wave) -> HttpResponse:
    initial = {"title": wave.title, "levels": wave.levels, "closes_on": wave.closes_on}
    form = WaveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_wave(viewer=request.viewer, wave=wave, **_draft(form))
        messages.success(request, _("Changed."))
        return to(request, "wave", wave)
    context = {"form": form, "wave": wave, "word": "see"}
    return render(request, "relationships/create.html", context, status=422 if form.errors else 200)


def _draft(form: WaveForm) -> dict[str, object]:
    return form.cleaned_data | {"levels": tuple(form.cleaned_data["levels"])}


@require_safe
@wave_page()
def show(request: HttpRequest, wave: Wave) -> HttpResponse:
    """What it is about, how far it is, and what this viewer can do now."""
    person = request.viewer.person
    context = {
        "wave": wave,
        "begun": begun(wave),
        "on_the_list": roster_of(wave).of_person(person) is not None,
        "answered": has_answered(person, wave),
        "minutes": MINUTES,
        "word": "see",
    }
    return render(request, "relationships/wave.html", context)


@require_POST
@wave_page("open")
def open_it(request: HttpRequest, wave: Wave) -> HttpResponse:
    try:
        actions.open_wave(viewer=request.viewer, wave=wave)
    except (actions.NobodyOnTheList, actions.TooSoon) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("It is open. Now invite people."))
    return to(request, "wave", wave)


@require_POST
@wave_page("discard")
def discard(request: HttpRequest, wave: Wave) -> HttpResponse:
    actions.discard_wave(viewer=request.viewer, wave=wave)
    messages.success(request, _("The draft is gone."))
    return redirect("relationships:index", request.partnership.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("invite")
def invite(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Whom, in which words; how many have begun so far, and never who."""
    where = [request.partnership.slug, wave.pk]
    words = Words(
        subject=_("Whom do you work with? %(title)s") % {"title": wave.title},
        body=usual_words(wave.title, MINUTES, wave.closes_on, request.partnership.name),
        path=reverse("relationships:choose", args=where),
        minutes=MINUTES,
    )
    asking = Asking(
        activity=wave.activity,
        words=words,
        back_url=reverse("relationships:wave", args=where),
        back_label=_("About this survey"),
        answered=begun(wave),
        closes_on=wave.closes_on,
    )
    return asking_page(request, asking)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("close")
def close(request: HttpRequest, wave: Wave) -> HttpResponse:
    if request.method == "POST":
        actions.close_wave(viewer=request.viewer, wave=wave)
        messages.success(request, _("Closed. The results are there in about a minute."))
        return to(request, "wave", wave)
    context = {"wave": wave, "begun": begun(wave), "word": "see"}
    return render(request, "relationships/close.html", context)


@require_safe
@wave_page("print")
def print_sheet(request: HttpRequest, wave: Wave) -> HttpResponse:
    """A form to fill in by hand, and the list with the numbers to write on it."""
    roster = roster_of(wave)
    context = {
        "wave": wave,
        "people": roster.people,
        "bodies": roster.organizations,
        "often": OFTEN,
        "reasons": PURPOSES,
        "trust": TRUST,
        "value": VALUE,
        "people_lines": range(22),
        "body_lines": range(8),
    }
    return render(request, "relationships/paper.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("type_paper")
def type_paper(request: HttpRequest, wave: Wave) -> HttpResponse:
    form = PaperForm(request.POST or None, entries=roster_of(wave).entries.values())
    if request.method == "POST" and form.is_valid():
        voice = voice_of_person(UUID(form.cleaned_data["who"]), wave)
        actions.type_sheet(viewer=request.viewer, voice=voice, ties=form.cleaned_data["lines"])
        messages.success(request, _("The sheet is stored. Please destroy the paper."))
        return to(request, "type_paper", wave)
    invited = wave.activity.invitations.filter(declined_on=None).select_related("person")
    context = {
        "wave": wave,
        "form": form,
        "codes": [(row.person.name, sheet_code(row)) for row in invited],
        "kiosk_url": request.build_absolute_uri(
            reverse("relationships:kiosk", args=[request.partnership.slug, wave.pk])
        ),
        "word": "see",
    }
    return render(
        request, "relationships/type_paper.html", context, status=422 if form.errors else 200
    )


def to(request: HttpRequest, page: str, wave: Wave) -> HttpResponse:
    return redirect(f"relationships:{page}", request.partnership.slug, wave.pk)
