"""How a wave handles what people say: what its privacy notice begins with, and what goes in the end."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Response, Wave
from thegither.capabilities.assessments.phases import CLOSED, DRAFT
from thegither.capabilities.assessments.queries.pages import areas_of, overview
from thegither.capabilities.assessments.queries.respondents import read_sheet
from thegither.spine.people.models import Person
from thegither.spine.spaces.house import Handling, Kept
from thegither.spine.spaces.models import Activity

# Long enough to see two more waves of a partnership that looks at itself every two years.
KEEP_MONTHS = 60


def handling_of(activity: Activity) -> Handling:
    wave = Wave.objects.select_related("record").get(activity=activity)
    return Handling(
        asks=_(
            "How you see the partnership, in short questions. Members of the register may answer."
        ),
        why=_("To see together what works and what does not: “%(title)s”") % {"title": wave.title},
        seen_while_open=_(
            "How many have answered. Nobody is shown what anybody answered. Moderators read words "
            "that people write, without a name."
        ),
        seen_after=_seen_after(wave),
        goes=_("All single answers."),
        stays=_("The questions and the results."),
        keep_months=KEEP_MONTHS,
        is_sealed=wave.is_anonymous,
        has_opened=activity.phase != DRAFT,
        closed_on=closed_on(activity),
    )


def closed_on(activity: Activity) -> date | None:
    """The day on which it closed; None while it has not."""
    closed = activity.phases.filter(kind=CLOSED).order_by("starts_at").first()
    return timezone.localdate(closed.starts_at) if closed else None


def _seen_after(wave: Wave) -> str:
    shown = _("Members see the results. No group of fewer than five people is shown.")
    if wave.is_anonymous:
        kept = _("Nobody can tell any more who answered what.")
    else:
        kept = _(
            "Answers stay with the person, so that the next time can show who moved; results never "
            "show a person."
        )
    return f"{shown} {kept}"


def kept_about(person: Person) -> list[Kept]:
    """One's own answers in confidential waves. Anonymous ones are sealed: nobody can look them up."""
    own = Response.objects.filter(person=person).select_related("wave__record").order_by("pk")
    return [
        Kept(_("Answers: %(title)s") % {"title": row.wave.title}, lines)
        for row in own
        if (lines := _lines(row))
    ]


def _lines(response: Response) -> list[dict[str, str]]:
    areas = overview(areas_of(response.wave.instrument), read_sheet(response))
    given = [line for area in areas for line in area.lines if line.answer or line.words]
    return [
        {_("question"): line.text, _("answer"): "\n".join(filter(None, (line.answer, line.words)))}
        for line in given
    ]
