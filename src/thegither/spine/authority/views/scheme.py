"""The scheme of delegation: what is wrong with it, and what each clause says."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from thegither.formats.tables import CSV_TYPE
from thegither.spine.authority.exporting import scheme_csv
from thegither.spine.authority.lines import Picture
from thegither.spine.authority.scheme import Written
from thegither.spine.authority.views.pages import page
from thegither.spine.authority.wording import post_name
from thegither.spine.people.pages import needs, partnership_page
from thegither.ui.downloads import download


@require_safe
@partnership_page
@needs("authority.see")
def scheme(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    written = Written(request.viewer, today)
    by_type = written.by_type()
    context = {
        "today": today,
        "by_type": by_type,
        "gaps": written.gaps(),
        "contradictions": written.contradictions(),
        "two_masters": written.two_masters(Picture.of(request.viewer, today)),
        "posts": sorted(written.posts.values(), key=post_name),
        "chosen": request.GET.get("kind", ""),
    }
    return page(request, "scheme", context)


@require_safe
@partnership_page
@needs("authority.see")
def as_csv(request: HttpRequest) -> HttpResponse:
    name = f"{request.partnership.slug}.scheme.csv"
    return download(scheme_csv(request.viewer), CSV_TYPE, name)
