"""The agenda: adding, suggesting, moving, changing, dropping."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.audit import (
    lock,
    lock_item,
    moment_of,
    sentence,
    write_down,
)
from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.phases import PHASES
from thegither.spine.people.models import Person
from thegither.spine.spaces.actions import create_record, link_records, raise_safeguarding
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import Viewer

ITEM_KIND = "agenda_item"
SUGGESTED, LISTED, DROPPED = AgendaItem.State


@transaction.atomic
def add_item(
    *,
    viewer: Viewer,
    meeting: Meeting,
    title: str,
    minutes: int | None = None,
    led_by: Person | None = None,
    comes_every_time: bool = False,
    about: Record | None = None,
) -> AgendaItem:
    """Put something at the end of the agenda. `about` is the record it is about: the thread joins them."""
    meeting = lock(meeting)
    PHASES.require("arrange", meeting)
    item = _new(meeting, title, minutes=minutes, led_by=led_by, comes_every_time=comes_every_time)
    if about:
        link_records(from_record=about, to_record=item.record, relation="talked_about_in")
    write_down(viewer, "add_item", meeting, item=item.pk, title=title, about=about and about.pk)
    return item


@transaction.atomic
def suggest_item(*, viewer: Viewer, meeting: Meeting, title: str) -> AgendaItem:
    """A member asks for something to be talked about, in words of their own."""
    meeting = lock(meeting)
    PHASES.require("suggest_item", meeting)
    item = _new(meeting, title, state=SUGGESTED, suggested_by_id=viewer.person)
    write_down(viewer, "suggest_item", meeting, item=item.pk)
    return item


def _new(meeting: Meeting, title: str, state: str = LISTED, **fields: object) -> AgendaItem:
    record = create_record(
        partnership=meeting.record.partnership,
        activity=meeting.activity,
        kind=ITEM_KIND,
        title=sentence(title, "title"),
        audience=meeting.record.audience,
        language=meeting.record.language,
        state=state,
        created_at=moment_of(meeting.starts_at),
    )
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    return AgendaItem.objects.create(
        record=record, meeting=meeting, state=state, position=last + 1, **fields
    )


def copy_items(meeting: Meeting, copy: Meeting) -> None:
    """What comes back every time, in its order."""
    for item in meeting.items.filter(comes_every_time=True, state=LISTED).select_related("record"):
        _new(copy, item.title, minutes=item.minutes, led_by=item.led_by, comes_every_time=True)


@transaction.atomic
def change_item(
    *,
    viewer: Viewer,
    item: AgendaItem,
    title: str,
    minutes: int | None,
    led_by: Person | None,
    comes_every_time: bool,
) -> AgendaItem:
    item = _arranged(item)
    item.minutes, item.led_by, item.comes_every_time = minutes, led_by, comes_every_time
    item.save(update_fields=["minutes", "led_by", "comes_every_time"])
    item.record.title = sentence(title, "title")[:300]
    item.record.save(update_fields=["title"])
    write_down(viewer, "change_item", item.meeting, item=item.pk, title=title)
    return item


@transaction.atomic
def move_item(*, viewer: Viewer, item: AgendaItem, up: bool) -> AgendaItem:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    item = _arranged(item)
    others = item.meeting.items.filter(state=LISTED)
    if up:
        neighbour = others.filter(position__lt=item.position).order_by("-position").first()
    else:
        neighbour = others.filter(position__gt=item.position).order_by("position").first()
    if neighbour:
        item.position, neighbour.position = neighbour.position, item.position
        item.save(update_fields=["position"])
        neighbour.save(update_fields=["position"])
        write_down(viewer, "move_item", item.meeting, item=item.pk, up=up)
    return item


@transaction.atomic
def accept_item(*, viewer: Viewer, item: AgendaItem) -> AgendaItem:
    """What a member suggested goes on the agenda."""
    item = _arranged(item)
    _set_state(item, LISTED)
    write_down(viewer, "accept_item", item.meeting, item=item.pk)
    return item


@transaction.atomic
def drop_item(*, viewer: Viewer, item: AgendaItem, reason: str = "") -> AgendaItem:
    """Take it off the agenda. Whoever suggested it is owed a reason, which everybody can read."""
    item = _arranged(item)
    if item.suggested_by_id:
        item.dropped_because = sentence(reason, "reason")
        item.save(update_fields=["dropped_because"])
    _set_state(item, DROPPED)
    write_down(viewer, "drop_item", item.meeting, item=item.pk, reason=reason)
    return item


def _arranged(item: AgendaItem) -> AgendaItem:
    item = lock_item(item)
    PHASES.require("arrange", item.meeting)
    return item


def _set_state(item: AgendaItem, state: str) -> None:
    item.state = item.record.state = state
    item.save(update_fields=["state"])
    item.record.save(update_fields=["state"])


@transaction.atomic
def safeguard_item(*, viewer: Viewer, item: AgendaItem, reason: str = "") -> None:
    """A moderator's one button: hide the words at once, tell the safeguarding lead, start the clock."""
    PHASES.require("safeguard", item.meeting)
    raise_safeguarding(
        viewer=viewer,
        record=item.record,
        reason=reason.strip() or _("From the agenda or the minutes of a meeting."),
    )
