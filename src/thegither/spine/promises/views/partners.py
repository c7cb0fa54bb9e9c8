"""What a partner takes along, as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thegither.formats.zips import ZIP_TYPE
from thegither.spine.people.models import Organization
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.promises.taking_along import zip_of
from thegither.ui.downloads import download


@never_cache
@require_safe
@partnership_page
@needs("people.change_register")
def partner_file(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    bodies = Organization.objects.visible_to(request.viewer).select_related("partnership")
    organization = get_object_or_404(bodies, pk=organization_id)
    name = slugify(organization.name) or "partner"
    return download(zip_of(organization), ZIP_TYPE, f"{name}.zip")
