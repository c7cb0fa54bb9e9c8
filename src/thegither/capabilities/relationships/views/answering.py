"""Answering: first whom, then how often and what for. The pages serve members, invited people and codes."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.forms import BodyTieForm, MissingForm, TieForm
from thegither.capabilities.relationships.queries.roster import SHOWN, matching, suggested
from thegither.capabilities.relationships.queries.sheets import Said, said_by
from thegither.capabilities.relationships.views.doors import Door, answering
from thegither.spine.contact.helped import note_help, said_helped

A_PAGE = 5
LONGEST_SEARCH = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answering
def choose(request: HttpRequest, door: Door) -> HttpResponse:
    """Search the list, tick whom one works with, add somebody who is missing, take somebody off again."""
    said = said_by(door.voice)
    bodies = [entry for entry in door.roster.organizations if entry.id != door.own.organization]
    adding = request.method == "POST" and "missing" in request.POST
    missing = MissingForm(request.POST if adding else None, bodies=bodies)
    if request.method == "POST":
        answer = _add(door, missing) if adding else _pick(request, door)
        if answer:
            return answer
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    free = [entry for entry in door.roster.without(door.own) if entry.key not in said.ties]
    found = matching(free, words) if words else _not_named(suggested(door.roster, door.own), said)
    context = {
        "door": door,
        "words": words,
        "found": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "chosen": _chosen(door, said),
        "missing": missing,
        "said": said,
    }
    status = 422 if missing.errors else 200
    return render(request, "relationships/choose.html", context, status=status)


def _not_named(entries, said: Said) -> list:
    return [entry for entry in entries if entry.key not in said.ties]


def _chosen(door: Door, said: Said) -> list[tuple[str, str, str]]:
    """Everybody on the sheet: key, name, where they work."""
    return [(key, *_name_of(door, said, key)) for key in said.ties]


def _name_of(door: Door, said: Said, key: str) -> tuple[str, str]:
    if key in said.added:
        body = door.roster.entries.get(said.added[key]["organization"])
        return said.added[key]["name"], body.name if body else ""
    entry = door.roster.entries.get(key)
    return (entry.name, entry.organization_name) if entry else (_("no longer on the list"), "")


def _add(door: Door, form: MissingForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        actions.add_missing(voice=door.voice, **form.cleaned_data)
    except actions.TooMany as problem:
        form.add_error(None, str(problem))
        return None
    return redirect(door.choose_url)


def _pick(request: HttpRequest, door: Door) -> HttpResponse:
    """The ticked ones come on the sheet, or the pressed one goes off it."""
    try:
        if "leave_out" in request.POST:
            actions.leave_out(voice=door.voice, key=request.POST["leave_out"])
        else:
            actions.name_ties(voice=door.voice, keys=request.POST.getlist("pick"))
    except (actions.NotOnTheList, actions.TooMany) as problem:
        messages.error(request, str(problem))
    return redirect(door.describe_url if "go_on" in request.POST else door.choose_url)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answering
def describe(request: HttpRequest, door: Door) -> HttpResponse:
    """A few ties at a time; each page is stored when it is sent. The last one is handed in."""
    said = said_by(door.voice)
    if request.method == "POST" and "finish" in request.POST:
        return _finish(request, door, said)
    keys = _keys_of_page(request, said)
    sent = request.POST if request.method == "POST" else None
    ties = [(key, *_name_of(door, said, key), _form(key, said, sent)) for key in keys]
    if sent is not None and all([form.is_valid() for *_rest, form in ties]):
        actions.describe_ties(
            voice=door.voice, ties={key: form.row for key, _name, _where, form in ties}
        )
        return redirect(door.describe_url)
    done = len(said.ties) - len(said.open_keys)
    context = {
        "door": door,
        "said": said,
        "ties": ties,
        "done": done,
        "total": len(said.ties),
        "had_help": said_helped(request, door.wave.activity_id),
    }
    return render(
        request, "relationships/describe.html", context, status=422 if sent is not None else 200
    )


def _keys_of_page(request: HttpRequest, said: Said) -> list[str]:
    """The ties of the page that was sent, the one that is to be changed, or the next ones that are open."""
    if request.method == "POST":
        return [key for key in request.POST.getlist("tie") if key in said.ties]
    wanted = request.GET.get("tie", "")
    return [wanted] if wanted in said.ties else said.open_keys[:A_PAGE]


def _form(key: str, said: Said, sent) -> forms.Form:
    kind = BodyTieForm if key.startswith("O") else TieForm
    return kind(sent, prefix=key, initial=kind.initial_of(said.ties[key]))


def _finish(request: HttpRequest, door: Door, said: Said) -> HttpResponse:
    if said.open_keys:
        messages.error(
            request, _("Some ties are not described yet. Describe them, or leave them out.")
        )
        return redirect(door.describe_url)
    actions.finish_sheet(voice=door.voice)
    return redirect(f"{door.describe_url}?handed_in=1")


@never_cache
@require_POST
@answering
def helped(request: HttpRequest, door: Door) -> HttpResponse:
    """Somebody read it out or pressed the buttons."""
    return note_help(request, redirect(door.describe_url), door.wave.activity)
