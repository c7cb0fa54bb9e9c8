"""Raising what the partnership has yet to settle, and settling it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.people.actions import add_responsibility
from thegither.spine.people.models import Person
from thegither.spine.promises.actions.audit import (
    add_event,
    check_belongs,
    sentence,
    set_state,
    write_down,
)
from thegither.spine.promises.errors import NotOpen
from thegither.spine.promises.models import Event
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Activity, Issue, Partnership, Record
from thegither.spine.spaces.visibility import Viewer

OPEN, CLOSED = "open", "closed"


@transaction.atomic
def raise_issue(
    *,
    viewer: Viewer,
    partnership: Partnership,
    title: str,
    description: str = "",
    owner: Person | None = None,
    due_on: date | None = None,
    because_of: Record | None = None,
    audience: str = Record.Audience.MEMBERS,
    activity: Activity | None = None,
    kind: str = "issue",
) -> Issue:
    """Put something on the list from which agendas are made."""
    record = create_record(
        partnership=partnership,
        kind=kind,
        title=sentence(title, "title"),
        audience=audience,
        activity=activity,
        state=OPEN,
    )
    issue = Issue.objects.create(record=record, description=description.strip(), due_on=due_on)
    if owner:
        check_belongs(owner, record, timezone.localdate())
        add_responsibility(viewer=viewer, record=record, person=owner)
    if because_of:
        link_records(from_record=because_of, to_record=record, relation="led_to")
    write_down(viewer, "raise_issue", record, title=title, due_on=due_on)
    return issue


@transaction.atomic
def close_issue(*, viewer: Viewer, issue: Issue, because: str, on: date | None = None) -> Issue:
    """It is settled: say how. The sentence stands with the issue from now on."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("record").get(pk=issue.pk)
    if issue.closed_on:
        raise NotOpen(_("This issue is closed already."))
    issue.closed_on = on or timezone.localdate()
    issue.save(update_fields=["closed_on"])
    set_state(issue.record, CLOSED)
    words = sentence(because, "because")
    add_event(viewer, issue.record, Event.Kind.CLOSED, issue.closed_on, words)
    write_down(viewer, "close_issue", issue.record, because=because)
    return issue
