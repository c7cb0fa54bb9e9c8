"""What happens with what people say in one activity: for everybody to read, for the coordinator to write."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.rules import allows
from thegither.spine.protection import actions, bases
from thegither.spine.protection.clock import keeping_of
from thegither.spine.protection.forms import NoticeForm
from thegither.spine.protection.models import PrivacyNotice
from thegither.spine.protection.notices import notice_of, versions
from thegither.spine.protection.queries import controllers
from thegither.spine.protection.rooms import handling_of
from thegither.spine.spaces.models import Activity


@require_safe
@partnership_page
def notice(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    activity = _activity(request, activity_id)
    if activity is None:
        return redirect_to_login(request.get_full_path())
    return _page(request, activity, notice_of(activity))


@require_safe
@partnership_page
def version(request: HttpRequest, activity_id: UUID, number: int) -> HttpResponse:
    """How the notice read before."""
    activity = _activity(request, activity_id)
    if activity is None:
        return redirect_to_login(request.get_full_path())
    in_force = activity.notices.exclude(in_force_since=None)
    return _page(request, activity, get_object_or_404(in_force, number=number))


def _page(request: HttpRequest, activity: Activity, shown: PrivacyNotice) -> HttpResponse:
    keeping, dated = keeping_of(activity), versions(activity)
    context = {
        "notice": shown,
        "activity": activity,
        "keeping": keeping,
        "handling": keeping.handling,
        "basis_in_plain_words": bases.in_plain_words(shown.basis),
        "controllers": controllers(request.partnership),
        "versions": dated,
        "is_newest": not dated or shown.number >= dated[0].number,
        "may_change": allows("protection.look_after", request.viewer, request.partnership),
    }
    return render(request, "protection/notice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("protection.look_after")
def write(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    activity = _activity(request, activity_id)
    is_in_force = handling_of(activity).has_opened
    form = NoticeForm(request.POST or None, instance=notice_of(activity), is_in_force=is_in_force)
    if request.method == "POST" and form.is_valid():
        actions.write_notice(viewer=request.viewer, activity=activity, **form.cleaned_data)
        messages.success(request, _("The notice is written."))
        return redirect("protection:notice", request.partnership.slug, activity.pk)
    context = {"form": form, "activity": activity, "is_in_force": is_in_force}
    status = 422 if form.errors else 200
    return render(request, "protection/write_notice.html", context, status=status)


def _activity(request: HttpRequest, activity_id: UUID) -> Activity | None:
    """The activity, if this viewer may see it; None where signing in may help.

    What is still being prepared is no news for anybody outside.
    """
    seen = Activity.objects.visible_to(request.viewer).filter(partnership=request.partnership)
    found = seen.select_related("record", "partnership").filter(pk=activity_id).first()
    if found and not (request.viewer.is_member or handling_of(found).has_opened):
        found = None
    if found is None and request.user.is_authenticated:
        raise Http404
    return found
