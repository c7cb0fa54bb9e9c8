"""The pages of the guided start: the list, what to do first, skipping, putting away, deleting."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.actions import set_step_aside, take_step_up
from thegither.thread.actions import delete_partnership
from thegither.thread.errors import ReliedOn
from thegither.thread.start import ALL, start_of, templates_of, what_goes, why_it_stays


@never_cache
@require_safe
@partnership_page
@needs("people.change_partnership")
def start(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    context = {
        "start": start_of(viewer, partnership),
        "may_go": not why_it_stays(viewer, partnership),
        "word": "home",
    }
    return render(request, "thread/start.html", context)


@require_safe
@partnership_page
@needs("people.change_partnership")
def pick(request: HttpRequest) -> HttpResponse:
    context = {"groups": templates_of(request.viewer, request.partnership), "word": "home"}
    return render(request, "thread/pick.html", context)


@require_POST
@partnership_page
@needs("people.change_partnership")
def skip(request: HttpRequest, step: str) -> HttpResponse:
    """Skip a step, or put the whole list away and go home."""
    set_step_aside(viewer=request.viewer, partnership=request.partnership, step=step)
    if step == ALL:
        messages.success(
            request,
            _(
                "The list is put away. You find it again under “What the partnership says of itself”."
            ),
        )
    return redirect("thread:home" if step == ALL else "thread:start", request.partnership.slug)


@require_POST
@partnership_page
@needs("people.change_partnership")
def take_up(request: HttpRequest, step: str) -> HttpResponse:
    take_step_up(viewer=request.viewer, partnership=request.partnership, step=step)
    return redirect("thread:start", request.partnership.slug)


@never_cache
@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_partnership")
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes, or why it has to stay; delete it when that is confirmed."""
    viewer, partnership = request.viewer, request.partnership
    if request.method == "POST":
        try:
            delete_partnership(viewer=viewer, partnership=partnership)
        except ReliedOn as problem:
            messages.error(request, str(problem))
            return redirect("thread:delete_partnership", partnership.slug)
        logout(request)
        messages.success(request, _("“%s” is deleted, and you are signed out.") % partnership.name)
        return redirect("thread:front_door")
    context = {"goes": what_goes(partnership), "stays": why_it_stays(viewer, partnership)}
    return render(request, "thread/delete_partnership.html", context)
