"""The walk over links: back to the voices a record came from, forward to what became of it.

It starts from a record, never from a person, so a sealed vote is never a step of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from thegither.spine.spaces.models import Link, Record
from thegither.spine.spaces.veil import veiled
from thegither.spine.spaces.visibility import Viewer

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One record on the way, how it is joined to the one before, and the written reason if there is one."""

    record: Record
    relation: str
    reason: str
    distance: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A record, the steps that lead to it (furthest first) and those that follow (nearest first)."""

    here: Record
    before: list[Step]
    after: list[Step]


def address_of_thread(record: Record) -> str:
    """The page of the thread that leads through a record."""
    return reverse("thread:thread", args=[record.partnership.slug, record.pk])


def thread_of(record: Record, viewer: Viewer) -> Thread:
    before = list(_walk(record, viewer, start="to_record", end="from_record"))
    after = list(_walk(record, viewer, start="from_record", end="to_record"))
    return Thread(record, before[::-1], after)


def _walk(record: Record, viewer: Viewer, *, start: str, end: str) -> Iterator[Step]:
    """Level by level, one query a level; each record once, so that a circle of links ends."""
    seen, frontier, distance = {record.pk}, [record.pk], 0
    while frontier and len(seen) <= MOST_STEPS:
        distance += 1
        links = _links(frontier, viewer, start, end)
        steps = {getattr(link, f"{end}_id"): link for link in links}
        frontier = [key for key in steps if key not in seen]
        seen.update(frontier)
        for key in frontier:
            link = steps[key]
            yield Step(getattr(link, end), link.relation, link.reason, distance)


def _links(frontier: list, viewer: Viewer, start: str, end: str) -> list[Link]:
    visible = Record.objects.visible_to(viewer)
    found = Link.objects.filter(**{f"{start}__in": frontier, f"{end}__in": visible})
    links = list(found.select_related(end).order_by("created_at", "pk"))
    for link, record in zip(
        links, veiled(viewer, (getattr(each, end) for each in links)), strict=True
    ):
        setattr(link, end, record)
    return links
