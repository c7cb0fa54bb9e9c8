"""The bodies of the register: all of them, one with its posts and people, and what puts them right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.spine.people import actions
from thegither.spine.people.entry_forms import LookUpForm, OrganizationForm, PostForm
from thegither.spine.people.models import Membership, Organization, Post
from thegither.spine.people.origins import Origins
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import organizations as bodies_of
from thegither.spine.people.rules import allows
from thegither.spine.people.views.keeping import entry_page, kept

SAID = ("name", "sector", "classification", "parent", "founding_date", "dissolution_date")


@require_safe
@partnership_page
@needs("people.see_register")
def organizations(request: HttpRequest) -> HttpResponse:
    form = LookUpForm(request.GET)
    context = {
        "form": form,
        "page": form.page(bodies_of(request.viewer, form.words())),
        "may_change": allows("people.change_register", request.viewer, request.partnership),
    }
    return render(request, "people/organizations.html", context)


@require_safe
@partnership_page
@needs("people.see_register")
def organization(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    body, today = _organization(request, organization_id), Membership.on(timezone.localdate())
    ties = Membership.objects.visible_to(request.viewer).filter(today, organization=body)
    ties = ties.filter(person__merged_into=None).select_related("person", "post")
    people = LookUpForm(request.GET)
    filled = [name for name in SAID if getattr(body, name)]
    context = {
        "organization": body,
        "about": Origins(request.viewer).of(body, filled),
        "parts": body.children.order_by("name", "pk"),
        "posts": body.posts.order_by("label", "pk"),
        "page": people.page(ties.order_by("person__name", "pk")),
        "may_change": allows("people.change_register", request.viewer, request.partnership),
    }
    return render(request, "people/organization.html", context)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def add_organization(request: HttpRequest) -> HttpResponse:
    form = OrganizationForm(request.POST or None, viewer=request.viewer)
    known = {"viewer": request.viewer, "partnership": request.partnership}
    new = kept(form, actions.add_organization, **known)
    if new:
        messages.success(request, _("Added. Say next which posts it has."))
        return redirect(_page_of(request, new.pk))
    back = reverse("people:organizations", args=[request.partnership.slug])
    return entry_page(request, form, _("Add an organisation"), back)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def correct_organization(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    body = _organization(request, organization_id)
    heading = _("Correct what we know of %(name)s") % {"name": body.name}
    form = OrganizationForm(request.POST or None, instance=body, viewer=request.viewer)
    known = {"viewer": request.viewer, "organization": body}
    if kept(form, actions.correct_organization, **known):
        messages.success(request, _("Corrected."))
        return redirect(_page_of(request, body.pk))
    return entry_page(request, form, heading, _page_of(request, organization_id))


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def add_post(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    body = _organization(request, organization_id)
    form = PostForm(request.POST or None)
    if kept(form, actions.add_post, viewer=request.viewer, organization=body):
        messages.success(request, _("Added."))
        return redirect(_page_of(request, body.pk))
    heading = _("Add a post in %(name)s") % {"name": body.name}
    return entry_page(request, form, heading, _page_of(request, body.pk))


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def correct_post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    posts = Post.objects.visible_to(request.viewer).select_related("organization")
    post = get_object_or_404(posts, pk=post_id)
    heading = _("Correct the post of %(post)s") % {"post": post.label}
    form = PostForm(request.POST or None, instance=post)
    if kept(form, actions.correct_post, viewer=request.viewer, post=post):
        messages.success(request, _("Corrected."))
        return redirect(_page_of(request, post.organization_id))
    return entry_page(request, form, heading, _page_of(request, post.organization_id))


def _organization(request: HttpRequest, organization_id: UUID) -> Organization:
    bodies = Organization.objects.visible_to(request.viewer).select_related("parent")
    return get_object_or_404(bodies, pk=organization_id)


def _page_of(request: HttpRequest, organization_id: UUID) -> str:
    return reverse("people:organization", args=[request.partnership.slug, organization_id])
