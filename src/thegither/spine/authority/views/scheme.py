"""The scheme of delegation: what is wrong with it, and what each clause says."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from thegither.formats.tables import CSV_TYPE, write_csv
from thegither.spine.authority.lines import Picture
from thegither.spine.authority.queries import written_delegations
from thegither.spine.authority.scheme import Written
from thegither.spine.authority.views.pages import page
from thegither.spine.authority.wording import post_name
from thegither.spine.people.pages import needs, partnership_page
from thegither.ui.downloads import download

HEADER = ("clause", "decision_type", "post", "limit", "conditions", "valid_from", "valid_to")


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
    """Every clause as written, in the columns that an import and the command line read."""
    rows = (
        (
            row.clause,
            row.decision_type,
            post_name(row.post),
            "" if row.limit is None else f"{row.limit.normalize():f}",
            row.conditions,
            str(row.valid_from or ""),
            str(row.valid_to or ""),
        )
        for row in written_delegations(request.viewer)
    )
    body = write_csv(HEADER, rows).encode("utf-8-sig")
    return download(body, CSV_TYPE, f"{request.partnership.slug}.scheme.csv")
