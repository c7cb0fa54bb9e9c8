"""The agenda and the minutes as documents: one description for the page to print, PDF and DOCX."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.capabilities.meetings.models import AgendaItem, Attendance, Meeting
from thegither.capabilities.meetings.phases import AGREED
from thegither.capabilities.meetings.queries.outcomes import Outcome, Promised, with_outcomes
from thegither.capabilities.meetings.queries.people import (
    by_sector,
    expected,
    is_noted,
    quorum_sentence,
)
from thegither.capabilities.meetings.queries.reading import (
    agenda,
    find_meeting,
    group_name,
    hidden_items,
    when,
)
from thegither.formats.documents import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from thegither.spine.papers.queries import papers_of
from thegither.spine.spaces.visibility import Viewer

DAY = "j F Y"


def agenda_document(viewer: Viewer, meeting: Meeting) -> Document:
    """What a meeting will talk about, for those who come and for those who print."""
    items = agenda(viewer, meeting)
    blocks = [*_head(viewer, meeting), *_items_table(items), *_hidden(viewer, meeting)]
    blocks += _papers(viewer, meeting)
    return _document(meeting, _("Agenda"), blocks)


def minutes_document(viewer: Viewer, meeting: Meeting) -> Document:
    """Who was there, what was said, and what was agreed. A draft says that it is one."""
    items = agenda(viewer, meeting)
    rest = with_outcomes(viewer, meeting, items)
    blocks = [*_standing(viewer, meeting), *_head(viewer, meeting), *_attendance(viewer, meeting)]
    for number, item in enumerate(items, start=1):
        blocks += _minuted(number, item)
    blocks += [*_hidden(viewer, meeting), *_rest(rest)]
    return _document(meeting, _("Minutes"), blocks)


def _document(meeting: Meeting, kind: str, blocks: list[Block]) -> Document:
    return Document(
        title=f"{kind}: {meeting.title}",
        subtitle=f"{meeting.record.partnership.name}, {when(meeting)}",
        blocks=tuple(blocks),
        language=meeting.record.language,
    )


def _head(viewer: Viewer, meeting: Meeting) -> Iterator[Block]:
    pairs = [
        (_("Who meets"), group_name(meeting)),
        (_("Where"), meeting.place),
        (_("Link"), meeting.link),
    ]
    if viewer.is_member:
        pairs += [
            (_("Chair"), str(meeting.chair or "")),
            (_("Notes"), str(meeting.note_taker or "")),
        ]
    if meeting.cancelled_because:
        pairs.append((_("Cancelled"), meeting.cancelled_because))
    yield Facts(tuple((name, said) for name, said in pairs if said))


def _items_table(items: list[AgendaItem]) -> Iterator[Block]:
    if not items:
        yield Paragraph(_("There is nothing on the agenda yet."))
        return
    rows = [
        (str(number), item.title, str(item.led_by or ""), str(item.minutes or ""))
        for number, item in enumerate(items, start=1)
    ]
    header = (_("No."), _("Item"), _("Leads"), _("Minutes"))
    yield Table(header, tuple(rows), caption=_("What we talk about"))


def _hidden(viewer: Viewer, meeting: Meeting) -> Iterator[Block]:
    """Nothing is left out silently."""
    count = hidden_items(viewer, meeting)
    if count:
        yield Paragraph(
            ngettext(
                "%(count)s item is left out here, because it is hidden for a written reason.",
                "%(count)s items are left out here, because they are hidden for a written reason.",
                count,
            )
            % {"count": count}
        )


def _papers(viewer: Viewer, meeting: Meeting) -> Iterator[Block]:
    titles = [paper.title for paper in papers_of(viewer, meeting.record) if not paper.withdrawn_at]
    if titles:
        yield Heading(_("Papers"))
        yield Bullets(tuple(titles))


def _standing(viewer: Viewer, meeting: Meeting) -> Iterator[Block]:
    if meeting.activity.phase != AGREED:
        yield Paragraph(_("Draft. These minutes have not been agreed yet."), strong=True)
        return
    day = date_format(meeting.agreed_on, DAY)
    where = find_meeting(viewer, meeting.record.partnership, meeting.agreed_at_id)
    words = _("Agreed on %(day)s.") % {"day": day}
    if where:
        words = _("Agreed on %(day)s at: %(meeting)s.") % {"day": day, "meeting": where.title}
    yield Paragraph(words, strong=True)


def _attendance(viewer: Viewer, meeting: Meeting) -> Iterator[Block]:
    """Names for members; for anybody else how many of each sector."""
    places = list(expected(meeting))
    if not is_noted(places):
        return
    yield Heading(_("Who was there"))
    yield Paragraph(quorum_sentence(meeting, places))
    if viewer.is_member:
        there = [_place(place) for place in places if place.came in ("self", "substitute")]
        yield Bullets(tuple(there))
        sorry = [place.person.name for place in places if _sent_word(place)]
        if sorry:
            yield Paragraph(_("Apologies: %(names)s") % {"names": ", ".join(sorry)})
        return
    rows = [(row.sector, str(row.came), str(len(row.places))) for row in by_sector(places)]
    yield Table((_("Sector"), _("There"), _("Expected")), tuple(rows), caption=_("By sector"))


def _place(place: Attendance) -> str:
    body = f" ({place.organization})" if place.organization else ""
    if place.came == Attendance.Came.SELF:
        return f"{place.person}{body}"
    may = _("may decide") if place.substitute_may_decide else _("may speak, not decide")
    names = {"one": place.substitute, "other": place.person, "body": body, "may": may}
    return _("%(one)s for %(other)s%(body)s, %(may)s") % names


def _sent_word(place: Attendance) -> bool:
    return place.answer == Attendance.Answer.APOLOGIES and place.came != Attendance.Came.SELF


def _minuted(number: int, item: AgendaItem) -> Iterator[Block]:
    yield Heading(f"{number}. {item.title}")
    for paragraph in filter(None, map(str.strip, item.notes.split("\n\n"))):
        yield Paragraph(paragraph)
    for correction in item.corrections.all():
        yield Paragraph(
            _("Corrected on %(day)s: %(reason)s. Before, it said: %(before)s")
            % {
                "day": date_format(correction.made_at, DAY),
                "reason": correction.reason.rstrip("."),
                "before": correction.before or _("nothing"),
            }
        )
    yield from _outcome(item.outcome)


def _rest(outcome: Outcome) -> Iterator[Block]:
    if outcome:
        yield Heading(_("Agreed at the meeting"))
        yield from _outcome(outcome)


def _outcome(outcome: Outcome) -> Iterator[Block]:
    for decided in outcome.decided:
        yield Paragraph(
            _("Decided: %(decision)s") % {"decision": decided.decision.text}, strong=True
        )
        lines = [*map(_promise, decided.promises), *_about(decided.decision)]
        if lines:
            yield Bullets(tuple(lines))
    if outcome.issues:
        yield Paragraph(_("Still open:"), strong=True)
        yield Bullets(tuple(issue.record.title for issue in outcome.issues))


def _promise(promised: Promised) -> str:
    return _("%(owner)s, by %(day)s: %(promise)s") % {
        "owner": promised.owner or _("nobody"),
        "day": date_format(promised.commitment.due_on, DAY),
        "promise": promised.commitment.promise,
    }


def _about(decision) -> Iterator[str]:
    if decision.no_promise_because:
        yield _("No promise, because: %(why)s") % {"why": decision.no_promise_because}
    if decision.mandate:
        yield _("Mandate: %(mandate)s") % {"mandate": decision.mandate}
    if decision.dissent:
        yield _("What spoke against it: %(dissent)s") % {"dissent": decision.dissent}
    if decision.review_on:
        yield _("Looked at again by %(day)s") % {"day": date_format(decision.review_on, DAY)}
