"""What a wave has to tell a board: as a document of its own, and as a part of the partnership's board paper."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import CLOSED, OPEN
from thegither.capabilities.assessments.queries.mirror_page import MirrorView, Side, mirror_view
from thegither.capabilities.assessments.queries.plan import Planned, planned
from thegither.capabilities.assessments.queries.reading import waves_of
from thegither.capabilities.assessments.queries.session import Shown, session_of, shown
from thegither.formats.documents import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from thegither.spine.evidence.figures import day_text
from thegither.spine.spaces.house import Line, Section
from thegither.spine.spaces.models import Partnership, Phase
from thegither.spine.spaces.visibility import Viewer


def board_paper(viewer: Viewer, wave: Wave) -> Document | None:
    """The mirror, what the group agreed and what is planned, in this order; None until the mirror is there."""
    mirror = mirror_view(viewer, wave)
    if mirror is None:
        return None
    session = session_of(wave)
    talks = (
        [one for one in shown(session) if one.talk.state == one.talk.State.SETTLED]
        if session
        else []
    )
    blocks = [
        *_facts(wave, mirror),
        *_areas(mirror),
        *(block for side in mirror.sides for block in _side(side)),
        *_agreed(talks),
        *_plan(planned(viewer, wave)),
        Heading(_("What we cannot tell")),
        Bullets(tuple(mirror.cannot_tell)),
    ]
    return Document(
        title=_("How we see ourselves: %(title)s") % {"title": wave.title},
        subtitle=f"{wave.record.partnership.name}, {day_text(mirror.day)}",
        blocks=tuple(blocks),
        language=wave.instrument.language,
        footer=_("As of %(day)s. Method: %(method)s.")
        % {"day": day_text(mirror.day), "method": mirror.method},
    )


def _facts(wave: Wave, mirror: MirrorView) -> Iterator[Block]:
    yield Facts(
        (
            (_("Who answered"), mirror.people.sentence()),
            (_("What was asked"), wave.instrument.title),
            (_("What was promised"), str(wave.get_pledge_display())),
        )
    )
    if mirror.silent:
        yield Paragraph(mirror.silent, strong=True)
    if mirror.findings:
        yield Heading(_("What stands out"))
        yield Bullets(tuple(finding.sentence for finding in mirror.findings))


def _areas(mirror: MirrorView) -> Iterator[Block]:
    yield Heading(_("How we see ourselves"))
    if mirror.moved_lead:
        yield Paragraph(mirror.moved_lead)
    if mirror.picture:
        yield Picture(mirror.picture, _("A bar for each area; the table below says the same."))
    if mirror.placed:
        yield Picture(mirror.placed, _("A bar for each question that something shows."))
    rows = [(area.title, str(area.figure), area.moved or "-") for area in mirror.areas]
    header = (_("Area"), _("Mean, with its limits"), _("Since last time"))
    yield Table(header, tuple(rows), caption=_("All areas"))
    notes = [f"{area.title}: {area.note}" for area in mirror.areas if area.note]
    if notes:
        yield Bullets(tuple(notes))


def _side(side: Side) -> Iterator[Block]:
    if not side.is_told:
        return
    yield Heading(_("Who sees it differently: %(side)s") % {"side": side.title.lower()})
    if side.differences:
        yield Bullets(tuple(f"{gap.sentence} {gap.figure}" for gap in side.differences))
    else:
        yield Paragraph(_("No difference was shown."))
    if side.all_alike:
        said = _("No difference that matters, for any group that could be compared: %(areas)s.")
        yield Paragraph(said % {"areas": side.all_alike})
    if side.cannot_tell:
        yield Paragraph(_("Cannot tell: %(areas)s.") % {"areas": side.cannot_tell})
    if side.could_show:
        yield Paragraph(side.could_show)


def _agreed(talks: list[Shown]) -> Iterator[Block]:
    if not talks:
        return
    yield Heading(_("What we agreed when we looked at it together"))
    rows = [
        (
            one.item.text,
            one.agreed or _("we do not agree"),
            one.talk.evidence
            or (_("nothing yet") if one.counts else _("nothing yet: does not count")),
        )
        for one in talks
    ]
    yield Table((_("Question"), _("Agreed"), _("What shows it")), tuple(rows))


def _plan(lines: list[Planned]) -> Iterator[Block]:
    if not lines:
        return
    yield Heading(_("What we do about it"))
    rows = [
        (
            line.issue.record.title,
            str(line.owner or _("nobody yet")),
            day_text(line.issue.due_on) if line.issue.due_on else "-",
            line.entry.measure,
            line.since.said if line.since else "-",
        )
        for line in lines
    ]
    header = (_("What"), _("Who"), _("By when"), _("How we will know"), _("Since then"))
    yield Table(header, tuple(rows))


# --- the partnership's board paper ---------------------------------------------------------------------


def board_lines(
    viewer: Viewer, partnership: Partnership, since: date, until: date
) -> list[Section]:
    """The waves that were open or closed between two days, the latest first."""
    own = waves_of(viewer, partnership).filter(activity__phase__in=(OPEN, CLOSED))
    moved = Phase.objects.filter(starts_at__date__range=(since, until)).values("activity")
    return [_section(viewer, wave) for wave in own.filter(activity__in=moved)]


def _section(viewer: Viewer, wave: Wave) -> Section:
    mirror = mirror_view(viewer, wave) if wave.activity.phase == CLOSED else None
    if mirror is None:
        return Section(
            title=wave.title,
            url=_url("wave", wave),
            lines=(Line(_("It is still open.")),),
            cannot_tell=(_("What people will have said is not known."),),
        )
    return Section(
        title=wave.title,
        url=_url("mirror", wave),
        lines=tuple(_lines(wave, mirror, planned(viewer, wave))),
        caption=_("How we see ourselves"),
        rows=tuple((area.title, area.figure) for area in mirror.areas),
        cannot_tell=tuple(mirror.cannot_tell),
    )


def _lines(wave: Wave, mirror: MirrorView, plan: list[Planned]) -> Iterator[Line]:
    yield Line(_("Who answered: %(people)s.") % {"people": mirror.people})
    if mirror.silent:
        yield Line(mirror.silent)
    for side in mirror.sides:
        for gap in side.differences:
            yield Line(gap.sentence, (str(gap.figure),))
    moved = [area for area in mirror.areas if area.change]
    for area in moved:
        said = {"area": area.title, "moved": area.moved}
        yield Line(_("%(area)s: %(moved)s.") % said, (str(area.change),))
    if plan:
        lines = tuple(line.issue.record.title for line in plan)
        yield Line(_("What we do about it:"), lines, _url("improvement_plan", wave))


def _url(page: str, wave: Wave) -> str:
    return reverse(f"assessments:{page}", args=[wave.record.partnership.slug, wave.pk])
