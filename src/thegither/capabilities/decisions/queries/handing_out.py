"""Decisions in open formats: Popolo motions, ballots as Pabulib or PrefLib, and a calendar of reviews."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.phases import OVER
from thegither.capabilities.decisions.queries.ballots import ballot_file
from thegither.capabilities.decisions.queries.reading import RESULT, RULE, rooms_for, rooms_of
from thegither.capabilities.decisions.queries.result import PASSED
from thegither.capabilities.decisions.queries.rule import SHARES, Rule
from thegither.capabilities.decisions.queries.veil import told
from thegither.formats.ballots_write import write_pabulib, write_preflib
from thegither.formats.calendar import Event, write_calendar
from thegither.formats.popolo_votes import Count, Group, Motion, VoteEvent, write_motion
from thegither.spine.people.classes import CLASSES
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer, any_member

REVIEW_AT = time(9)
AN_HOUR = timedelta(hours=1)


def open_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """What every member sees of the rooms that are over."""
    viewer = any_member(partnership.pk)
    over = rooms_of(viewer, partnership).filter(activity__phase__in=OVER)
    rooms = rooms_for(viewer, over.order_by("pk"))
    for room in rooms:
        yield f"decisions/{room.pk}/motion.json", motion_file(viewer, room)
        name, content = ballots_of(viewer, room)
        if name:
            yield f"decisions/{room.pk}/{name}", content
    if rooms:
        yield "decisions/reviews.ics", reviews_calendar(rooms)


def motion_file(viewer: Viewer, room: Room) -> bytes:
    """The decision as a Popolo motion with one vote event. Nobody is named: names are for members."""
    sealed, result = told(viewer, room, RULE), told(viewer, room, RESULT)
    day = room.decision.decided_on.isoformat() if room.decision else ""
    # An open ballot was never checked for classes that are too small: who voted how is for members.
    is_secret = Rule.of(sealed["rule"]).secret
    event = VoteEvent(
        id=str(room.activity_id),
        result="pass" if result["verdict"] == PASSED else "fail",
        end_date=day,
        counts=_counts(result["count"].get("totals", {})),
        groups=tuple(_group(row) for row in result["by_class"]) if is_secret else (),
    )
    return write_motion(
        Motion(
            id=str(room.pk),
            text=_motion_text(room, sealed),
            date=day,
            requirement=" ".join(Rule.of(sealed["rule"]).sentences()),
            result=event.result,
            vote_events=(event,),
        )
    )


def _motion_text(room: Room, sealed: dict[str, Any]) -> str:
    options = [f"{one['id']}. {one['words']}" for one in sealed["options"]]
    return "\n".join([sealed["question"], *options])


def _counts(totals: dict[str, Any]) -> tuple[Count, ...]:
    return tuple(Count(option, value) for option, value in totals.items() if value is not None)


def _group(row: dict[str, Any]) -> Group:
    return Group(str(CLASSES.get(row["class"], row["class"])), _counts(row["tallies"]))


def ballots_of(viewer: Viewer, room: Room) -> tuple[str, bytes]:
    """The ballots as a file of the field, and what it is called; no name where no format has a place for
    them. `thegither decide` counts this file to the same result."""
    sealed, result = told(viewer, room, RULE), told(viewer, room, RESULT)
    rule = Rule.of(sealed["rule"])
    if rule.method != SHARES and not rule.is_ranked:
        return "", b""
    marks = [one["marks"] for one in result["ballots"]]
    file = ballot_file(sealed, marks, [""] * len(marks))
    if rule.method == SHARES:
        return "ballots.pb", write_pabulib(file, sealed["question"]).encode()
    return "ballots.toi", write_preflib(file, sealed["question"]).encode()


def reviews_calendar(rooms: Iterable[Room]) -> bytes:
    """The day on which each decision is looked at again, for people's own calendars."""
    due = [room for room in rooms if room.decision and room.decision.review_on]
    return write_calendar([_review(room) for room in due], name=_("Decisions to look at again"))


def _review(room: Room) -> Event:
    starts = timezone.make_aware(datetime.combine(room.decision.review_on, REVIEW_AT))
    return Event(
        uid=f"review-{room.pk}@thegither",
        starts=starts,
        ends=starts + AN_HOUR,
        title=_("Look at it again: %(question)s") % {"question": room.question},
        place="",
        url="",
        description=room.decision.text,
        status="CONFIRMED",
        changed_at=timezone.make_aware(datetime.combine(room.decision.decided_on, REVIEW_AT)),
    )


def rooms_with_review(viewer: Viewer, partnership: Partnership) -> list[Room]:
    due = rooms_of(viewer, partnership).exclude(decision__review_on=None)
    return rooms_for(viewer, due.order_by("pk"))
