"""What conversations have to tell a board of a stretch of time: who was heard, and what they said."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import CLOSED, OPEN, PREPARING
from thegither.capabilities.conversations.queries.coverage import COVERAGE
from thegither.capabilities.conversations.queries.reading import conversations_of, is_closed
from thegither.capabilities.conversations.queries.results import GroupView, Results, results_of
from thegither.capabilities.conversations.queries.totals import live_totals, newest_release
from thegither.capabilities.conversations.queries.voices import who_was_silent
from thegither.spine.spaces.house import Line, Section
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

MOST_ROWS = 5


def board_lines(
    viewer: Viewer, partnership: Partnership, since: date, until: date
) -> list[Section]:
    """The conversations that were open or closed between two days, the latest first."""
    began = Q(activity__phases__kind=OPEN, activity__phases__starts_at__date__lte=until)
    closed = Q(
        activity__phases__kind=CLOSED, activity__phases__starts_at__date__range=(since, until)
    )
    still_open = Q(activity__phase=OPEN)
    seen = conversations_of(viewer, partnership).exclude(activity__phase=PREPARING)
    found = seen.filter(closed | (still_open & began)).order_by("-record__created_at", "pk")
    return [_section(conversation) for conversation in found.distinct()]


def _section(conversation: Conversation) -> Section:
    results = results_of(conversation) if is_closed(conversation) else None
    if results is None:
        return _without_results(conversation)
    counts_only = bool(results.why)
    return Section(
        title=conversation.question,
        url=_url("results", conversation),
        lines=tuple(_what_was_heard(conversation, results)),
        caption=_("What most people agreed with") if counts_only else "",
        rows=_most_supported(results) if counts_only else (),
        cannot_tell=tuple(_cannot_tell(conversation, results)),
    )


def _without_results(conversation: Conversation) -> Section:
    totals = live_totals(conversation)
    so_far = _("So far: %(people)s.") % {"people": totals.people}
    still = (
        _("The results are being worked out.")
        if is_closed(conversation)
        else _("It is still open.")
    )
    return Section(
        title=conversation.question,
        url=_url("conversation", conversation),
        lines=(Line(f"{still} {so_far}"),),
        cannot_tell=(_("It has no results yet: what people will have said is not known."),),
    )


def _what_was_heard(conversation: Conversation, results: Results) -> list[Line]:
    took_part = Line(_("Who took part: %(people)s.") % {"people": results.people})
    return [took_part, *_who_was_heard(conversation), *map(_where_apart, results.groups)]


def _who_was_heard(conversation: Conversation) -> list[Line]:
    release = newest_release(conversation, COVERAGE)
    return [Line(who_was_silent(release))] if release else []


def _where_apart(group: GroupView) -> Line:
    """A group, how large it is, and the statement that tells it best from the others."""
    size = _("%(group)s: %(size)s.") % {"group": group.label, "size": group.size}
    if not group.apart:
        return Line(size, (_("No single statement sets these people apart."),))
    told = group.apart[0]
    apart = _("What sets these people apart: “%(statement)s” %(figure)s.")
    return Line(
        size, (apart % {"statement": told.statement.text, "figure": told.figure.sentence()},)
    )


def _most_supported(results: Results) -> tuple:
    return tuple((row.statement.text, row.figures[0]) for row in results.table[:MOST_ROWS])


def _cannot_tell(conversation: Conversation, results: Results) -> list[str]:
    said = [results.why] if results.why else []
    if results.coverage is None:
        said.append(_("Nobody knows who took part, so nobody knows who was not heard."))
    if results.people.asked is None:
        said.append(_("Nobody knows how many were asked, so the figures speak for those who came."))
    elif results.people.answered < results.people.asked:
        said.append(_("Those who did not answer may think otherwise."))
    return said


def _url(page: str, conversation: Conversation) -> str:
    slug = conversation.record.partnership.slug
    return reverse(f"conversations:{page}", args=[slug, conversation.pk])
