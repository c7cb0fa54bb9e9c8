"""Who answers to whom: drawn, said and listed; and what would be different without some of the lines."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thegither.formats.tables import CSV_TYPE
from thegither.methods.authority.burden import WhatIf
from thegither.methods.authority.lines import Findings
from thegither.spine.authority.exporting import lines_csv
from thegither.spine.authority.lines import ORPHAN, Picture
from thegither.spine.authority.models import AccountabilityLine
from thegither.spine.authority.views.pages import page
from thegither.spine.authority.wording import post_name
from thegither.spine.evidence.figures import Plain
from thegither.spine.people.pages import needs, partnership_page
from thegither.ui.downloads import download
from thegither.ui.lines_chart import Answers, draw_lines

MOST_DRAWN = 60
KINDS = list(AccountabilityLine.Kind)
BURDEN = (
    gettext_lazy("Post"),
    gettext_lazy("Answers to"),
    gettext_lazy("Reports"),
    gettext_lazy("of these, plans"),
    gettext_lazy("Other boards"),
    gettext_lazy("Answered by"),
)


@require_safe
@partnership_page
@needs("authority.see")
def lines(request: HttpRequest) -> HttpResponse:
    picture = Picture.of(request.viewer, timezone.localdate())
    found = picture.found()
    said = picture.say(found)
    context = {
        "picture": picture,
        "svg": _drawn(picture, found),
        "said": [one for one in said if one.kind != ORPHAN],
        "orphans": [one for one in said if one.kind == ORPHAN],
        "roots": [picture.posts[root] for root in found.roots],
        "headings": BURDEN,
        "burdens": _burdens(picture),
    }
    return page(request, "lines", context)


@require_safe
@partnership_page
@needs("authority.see")
def simplify(request: HttpRequest) -> HttpResponse:
    """Which lines to leave out, and what a recount says of the rest. Nothing is changed."""
    picture = Picture.of(request.viewer, timezone.localdate())
    chosen = set(request.GET.getlist("without")) & {str(row.pk) for row in picture.rows}
    result = picture.without(chosen) if chosen else None
    rows = [(row, str(row.pk) in chosen) for row in picture.rows]
    context = {
        "rows": rows,
        "compared": _compared(picture, result) if result else None,
        "headings": [_("What"), _("Now"), _("Without them")],
    }
    return page(request, "simplify", context)


@require_safe
@partnership_page
@needs("authority.see")
def as_csv(request: HttpRequest) -> HttpResponse:
    name = f"{request.partnership.slug}.lines.csv"
    return download(lines_csv(request.viewer), CSV_TYPE, name)


def _drawn(picture: Picture, found: Findings) -> str:
    """Nothing for a picture in which nobody could find anything."""
    ends = {
        end for pair in zip(picture.graph.below, picture.graph.above, strict=True) for end in pair
    }
    if not ends or len(ends) > MOST_DRAWN:
        return ""
    kind = {value: number for number, value in enumerate(KINDS)}
    return draw_lines(
        [f"{post.label}\n{post.organization.name}" for post in picture.posts],
        [
            Answers(int(below), int(above), kind[name])
            for below, above, name in zip(
                picture.graph.below, picture.graph.above, picture.graph.kinds, strict=True
            )
        ],
        kinds=[str(one.label) for one in KINDS],
        marked={one.post for one in found.dual} | {post for knot in found.cycles for post in knot},
        title=_("Who answers to whom"),
        description=_("Whoever is answered to stands above. The list below says the same."),
    )


def _burdens(picture: Picture) -> list[list[Any]]:
    return [
        [
            post_name(post),
            Plain.of(one.masters, "others whom a post answers to"),
            Plain.of(one.reports, "lines upwards"),
            Plain.of(one.plans, "plans that somebody signs off"),
            Plain.of(one.boards, "bodies on which somebody sits"),
            Plain.of(one.answered_by, "others who answer to a post"),
        ]
        for post, one in picture.burdens()
    ]


def _compared(picture: Picture, result: WhatIf) -> dict[str, Any]:
    """Counts before and after, and what would be gone or new, in sentences."""
    before, after = (
        {one.sentence: one for one in picture.say(f)} for f in (result.before, result.after)
    )
    return {
        "rows": [
            [
                label,
                Plain.of(count(result.before), "findings"),
                Plain.of(count(result.after), "findings"),
            ]
            for label, count in (
                (_("Posts that answer to more than one"), lambda found: len(found.dual)),
                (_("Circles"), lambda found: len(found.cycles)),
                (
                    _("Posts whose lines end at different tops"),
                    lambda found: len(found.split_roots),
                ),
                (_("Posts without any line"), lambda found: len(found.orphans)),
            )
        ],
        "gone": [sentence for sentence in before if sentence not in after],
        "new": [sentence for sentence in after if sentence not in before],
    }
