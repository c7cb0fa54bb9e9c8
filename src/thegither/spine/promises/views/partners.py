"""What a partner takes along, as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thegither.spine.people.models import Organization
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.promises.taking_along import zip_of


@never_cache
@require_safe
@partnership_page
@needs("people.change_register")
def partner_file(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    bodies = Organization.objects.visible_to(request.viewer).select_related("partnership")
    organization = get_object_or_404(bodies, pk=organization_id)
    answer = HttpResponse(zip_of(organization), content_type="application/zip")
    name = slugify(organization.name) or "partner"
    answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer
