"""Directives, risks and standing permissions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.forms.beside import (
    AcknowledgeForm,
    DirectiveForm,
    PermissionForm,
    RenewForm,
    RiskForm,
    WentForm,
)
from thegither.capabilities.decisions.models import Directive
from thegither.capabilities.decisions.queries.beside import (
    directives_of,
    permissions_of,
    risks_of,
)
from thegither.capabilities.decisions.queries.talk import blend_of
from thegither.capabilities.decisions.views.doors import done, form_page
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.people.pages import needs, partnership_page


def _to(request: HttpRequest, page: str) -> HttpResponse:
    return redirect(f"decisions:{page}", request.partnership.slug)


@require_safe
@partnership_page
@needs("decisions.acknowledge")
def directives(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    rows = directives_of(viewer, partnership)
    blend = blend_of(viewer, partnership)
    return render(
        request, "decisions/directives.html", {"rows": rows, "blend": blend, "word": "decide"}
    )


@FORM
@partnership_page
@needs("decisions.direct")
def direct(request: HttpRequest) -> HttpResponse:
    partnership = request.partnership
    form = DirectiveForm(request.POST or None, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "partnership": partnership}
        if done(form, actions.direct, **what, **form.cleaned_data):
            messages.success(request, _("Written down. Everybody is asked to read it."))
            return _to(request, "directives")
    return form_page(request, "direct", form)


def _directive(request: HttpRequest, key: UUID) -> Directive:
    seen = directives_of(request.viewer, request.partnership)
    return get_object_or_404(seen, pk=key)


@FORM
@partnership_page
@needs("decisions.acknowledge")
def acknowledge(request: HttpRequest, key: UUID) -> HttpResponse:
    directive = _directive(request, key)
    form = AcknowledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.acknowledge(viewer=request.viewer, directive=directive, **form.cleaned_data)
        messages.success(request, _("Thank you. It is noted that you have read it."))
        return _to(request, "directives")
    return form_page(request, "acknowledge", form, directive=directive)


@FORM
@partnership_page
@needs("decisions.direct")
def renew(request: HttpRequest, key: UUID) -> HttpResponse:
    directive = _directive(request, key)
    form = RenewForm(request.POST or None, viewer=request.viewer, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "directive": directive}
        if done(form, actions.renew_directive, **what, **form.cleaned_data):
            messages.success(request, _("It goes on, because you decided so together."))
            return _to(request, "directives")
    return form_page(request, "renew", form, directive=directive)


@require_safe
@partnership_page
@needs("decisions.take_risk")
def risks(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    context = {
        "risks": risks_of(viewer, partnership),
        "permissions": permissions_of(viewer, partnership),
        "word": "decide",
    }
    return render(request, "decisions/risks.html", context)


@FORM
@partnership_page
@needs("decisions.take_risk")
def take_risk(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    form = RiskForm(request.POST or None, viewer=viewer, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": viewer, "partnership": partnership}
        draft = actions.RiskDraft(**form.cleaned_data)
        if done(form, actions.take_risk, **what, draft=draft):
            messages.success(request, _("It has begun. You are asked on the day what came of it."))
            return _to(request, "risks")
    return form_page(request, "take_risk", form)


@FORM
@partnership_page
@needs("decisions.take_risk")
def end_risk(request: HttpRequest, key: UUID) -> HttpResponse:
    risk = get_object_or_404(risks_of(request.viewer, request.partnership), pk=key)
    form = WentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if done(form, actions.end_risk, viewer=request.viewer, risk=risk, **form.cleaned_data):
            messages.success(request, _("What came of it is written down."))
            return _to(request, "risks")
    return form_page(request, "end_risk", form, risk=risk)


@FORM
@partnership_page
@needs("decisions.permit")
def permit(request: HttpRequest) -> HttpResponse:
    form = PermissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "partnership": request.partnership}
        if done(form, actions.permit, **what, **form.cleaned_data):
            messages.success(request, _("The permission stands until its day."))
            return _to(request, "risks")
    return form_page(request, "permit", form)


@require_POST
@partnership_page
@needs("decisions.permit")
def end_permission(request: HttpRequest, key: UUID) -> HttpResponse:
    seen = permissions_of(request.viewer, request.partnership)
    permission = get_object_or_404(seen, pk=key, ended_on=None)
    actions.end_permission(viewer=request.viewer, permission=permission)
    messages.success(request, _("From today nobody may start anything on it."))
    return _to(request, "risks")
