"""The two-minute record: what was simply agreed, who does it, and by when."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.forms.agreed import AgreedForm, WhichMeetingForm, sensible_day
from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.queries.people import Groups, people_at, people_by_body
from thegither.capabilities.meetings.queries.reading import find_item
from thegither.capabilities.meetings.views.doors import meeting_page, to
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.promises.errors import PromiseError

MOST_ROWS = 20
ROWS = re.compile("[0-9]{1,3}")
MORE, LESS = "more", "less"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one page. A button may ask for one row more, or one less; the others keep their words."""

    rows: list[AgreedForm]

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows])

    def agreed(self) -> list[actions.Agreed]:
        return [actions.Agreed(**row.row()) for row in self.rows]


def sheet_of(request: HttpRequest, meeting: Meeting | None) -> Sheet:
    """As many rows as the page sent, and one more or less where a button asked for that."""
    sent = _rows_sent(request)
    count = sent + (MORE in request.POST) - (LESS in request.POST)
    groups = _who_can_promise(request, meeting)
    usual = {"due_on": sensible_day(request.viewer, meeting)}
    return Sheet(
        [
            _row(request, number, is_sent=number < sent, usual=usual, groups=groups)
            for number in range(max(1, min(count, MOST_ROWS)))
        ]
    )


def _rows_sent(request: HttpRequest) -> int:
    said = request.POST.get("rows", "")
    return min(int(said), MOST_ROWS) if ROWS.fullmatch(said) else 1


def _who_can_promise(request: HttpRequest, meeting: Meeting | None) -> Groups:
    if meeting:
        return people_at(request.viewer, meeting)
    return people_by_body(request.viewer, request.partnership, timezone.localdate())


def _row(
    request: HttpRequest, number: int, *, is_sent: bool, usual: dict[str, object], groups: Groups
) -> AgreedForm:
    """One row; while rows are only being rearranged it keeps its words and is not checked."""
    prefix = f"row{number}"
    is_checked = request.method == "POST" and is_sent and not _rearranges(request)
    start = f"{prefix}-"
    kept = {
        name.removeprefix(start): said
        for name, said in request.POST.items()
        if name.startswith(start)
    }
    return AgreedForm(
        request.POST if is_checked else None,
        prefix=prefix,
        initial=usual | kept,
        viewer=request.viewer,
        groups=groups,
    )


def _rearranges(request: HttpRequest) -> bool:
    return MORE in request.POST or LESS in request.POST


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("record_agreed")
def at_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What was agreed at this meeting, on one of its items or as a whole."""
    item = _item(request, meeting)
    sheet = sheet_of(request, meeting)
    error = ""
    if request.method == "POST" and not _rearranges(request) and sheet.is_valid():
        error = _record(request, meeting, sheet, item)
        if not error:
            return to(request, "meeting", meeting, "agreed")
    context = {"meeting": meeting, "item": item, "sheet": sheet, "error": error}
    return _page(request, context)


def _item(request: HttpRequest, meeting: Meeting) -> AgendaItem | None:
    wanted = request.GET.get("item", "")
    try:
        return find_item(request.viewer, meeting, UUID(wanted)) if wanted else None
    except ValueError:
        return None


def _record(
    request: HttpRequest, meeting: Meeting, sheet: Sheet, item: AgendaItem | None = None
) -> str:
    """Empty when it is written down, else what is wrong."""
    rows = sheet.agreed()
    try:
        actions.record_agreed(viewer=request.viewer, meeting=meeting, rows=rows, item=item)
    except (actions.MeetingError, PromiseError) as problem:
        return str(problem)
    said = ngettext("One thing is written down.", "%(n)s things are written down.", len(rows))
    messages.success(request, said % {"n": len(rows)})
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("meetings.create")
def at_some_meeting(request: HttpRequest) -> HttpResponse:
    """The same for a meeting to be chosen, or for one that was never planned here."""
    is_checked = request.method == "POST" and not _rearranges(request)
    which = WhichMeetingForm(
        request.POST if is_checked else None,
        initial={"day": timezone.localdate()} | request.POST.dict(),
        viewer=request.viewer,
        partnership=request.partnership,
    )
    sheet, error = sheet_of(request, None), ""
    if is_checked and all([which.is_valid(), sheet.is_valid()]):
        meeting, error = _record_anew(request, which, sheet)
        if not error:
            return to(request, "meeting", meeting, "agreed")
    return _page(request, {"which": which, "sheet": sheet, "error": error})


def _record_anew(
    request: HttpRequest, which: WhichMeetingForm, sheet: Sheet
) -> tuple[Meeting, str]:
    """Both or nothing: no meeting is left behind whose record was refused."""
    with transaction.atomic():
        meeting = which.cleaned_data["meeting"] or _unplanned(request, which)
        error = _record(request, meeting, sheet)
        transaction.set_rollback(bool(error))
    return meeting, error


def _unplanned(request: HttpRequest, which: WhichMeetingForm) -> Meeting:
    """A meeting of the past that nobody planned here; at noon, since nobody was asked for the hour."""
    starts = timezone.make_aware(datetime.combine(which.cleaned_data["day"], time(12)))
    draft = actions.Draft(
        title=which.cleaned_data["title"], starts_at=starts, ends_at=starts + timedelta(hours=1)
    )
    return actions.plan_meeting(viewer=request.viewer, partnership=request.partnership, draft=draft)


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    every = (context.get("which"), *context["sheet"].rows)
    checked = [form for form in every if form and form.errors]
    context |= {"wrong": checked, "word": "decide"}
    is_wrong = bool(checked or context["error"])
    return render(request, "meetings/agreed.html", context, status=422 if is_wrong else 200)
