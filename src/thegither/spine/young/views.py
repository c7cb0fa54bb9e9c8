"""What a guardian must do, for anybody to read and print; and what coordinators keep of it."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.models import Activity
from thegither.spine.young import actions
from thegither.spine.young.errors import ConsentError
from thegither.spine.young.forms import ConsentForm, RuleForm
from thegither.spine.young.models import GuardianConsent
from thegither.spine.young.queries import consents_of, rule_of

View = Callable[..., HttpResponse]


def _activity(request: HttpRequest, key: UUID) -> Activity:
    seen = Activity.objects.visible_to(request.viewer).filter(partnership=request.partnership)
    return get_object_or_404(seen.select_related("record", "age_rule"), pk=key)


def keeper_page(view: View) -> View:
    """`view(request, activity, ...)` for those who keep consents, of an activity that they may see."""

    @partnership_page
    @needs("young.keep")
    @wraps(view)
    def page(request: HttpRequest, activity_id: UUID, **kwargs: object) -> HttpResponse:
        return view(request, _activity(request, activity_id), **kwargs)

    return page


@require_safe
@partnership_page
def about(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    activity = _activity(request, activity_id)
    context = {"activity": activity, "rule": rule_of(activity)}
    return render(request, "young/about.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def keep(request: HttpRequest, activity: Activity) -> HttpResponse:
    """The rule, the consents, and a form for one more."""
    form = ConsentForm(request.POST or None, partnership=request.partnership)
    if form.is_bound and form.is_valid() and _record(request, activity, form):
        return redirect("young:keep", request.partnership.slug, activity.pk)
    context = {
        "activity": activity,
        "rule": rule_of(activity),
        "rule_form": RuleForm(initial={"rule": rule_of(activity)}),
        "form": form,
        "consents": consents_of(activity),
    }
    return render(request, "young/keep.html", context, status=422 if form.errors else 200)


def _record(request: HttpRequest, activity: Activity, form: ConsentForm) -> bool:
    try:
        actions.record_consent(viewer=request.viewer, activity=activity, **form.cleaned_data)
    except ConsentError as problem:
        form.add_error(problem.field, str(problem))
        return False
    messages.success(request, _("The consent is recorded."))
    return True


@require_POST
@keeper_page
def set_rule(request: HttpRequest, activity: Activity) -> HttpResponse:
    form = RuleForm(request.POST)
    if form.is_valid():
        actions.set_age_rule(viewer=request.viewer, activity=activity, **form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose one of the three answers."))
    return redirect("young:keep", request.partnership.slug, activity.pk)


@require_POST
@keeper_page
def withdraw(request: HttpRequest, activity: Activity, consent_id: UUID) -> HttpResponse:
    consent = get_object_or_404(GuardianConsent, pk=consent_id, activity=activity)
    actions.withdraw_consent(viewer=request.viewer, consent=consent)
    messages.success(request, _("The consent is deleted."))
    return redirect("young:keep", request.partnership.slug, activity.pk)
