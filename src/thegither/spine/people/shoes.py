"""Whom one can sign in as in a made-up partnership: a few people who differ in what they are and may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Membership, Person, Post, Seat
from thegither.spine.people.queries import standing_seats
from thegither.spine.spaces.models import Partnership

# How many of each level, those first whom other software leaves out.
LEVELS = {
    Post.Level.CITIZEN_LEADER: 2,
    Post.Level.FRONT_LINE: 1,
    Post.Level.FIRST_LINE_MANAGER: 1,
    Post.Level.MIDDLE_MANAGER: 1,
    Post.Level.SENIOR_MANAGER: 1,
    Post.Level.EXECUTIVE: 1,
    Post.Level.ELECTED_MEMBER: 1,
}
MAY = {
    Seat.Duty.COORDINATOR: _(
        "opens and closes conversations, keeps the register, makes sign-in codes"
    ),
    Seat.Duty.MODERATOR: _("reads each new statement first, and lets it through or says why not"),
    Seat.Duty.SAFEGUARDING_LEAD: _("answers when a text may tell of harm to somebody"),
}
MEMBER_MAY = _("writes statements, votes, and sees the results")


@dataclass(frozen=True, slots=True)
class ShoesToTry:
    """Somebody made up whom one may sign in as: what they are, and what they may do, in a few words."""

    person: Person
    standing: str
    may: str


def to_sign_in_as(partnership: Partnership) -> list[ShoesToTry]:
    """The first of each duty, then one or two of each level, from as many bodies as there are."""
    ties = _ties(partnership)
    chosen: dict[UUID, ShoesToTry] = {}
    for duty in Seat.Duty:
        for seat in [s for s in standing_seats(partnership) if s.duty == duty][:1]:
            mine = [tie for tie in ties if tie.person_id == seat.person_id]
            chosen[seat.person_id] = _on_duty(chosen.get(seat.person_id), seat, mine)
    seen = {tie.organization_id for tie in ties if tie.person_id in chosen}
    for tie in _one_of_each_level(ties, set(chosen), seen):
        chosen[tie.person_id] = ShoesToTry(tie.person, _in_words(tie), str(MEMBER_MAY))
    return list(chosen.values())


def _ties(partnership: Partnership) -> list[Membership]:
    """Today's memberships, the longest held first."""
    today = Membership.on(timezone.localdate())
    ties = Membership.objects.filter(today, partnership=partnership, person__merged_into=None)
    return list(ties.select_related("person", "organization", "post").order_by("valid_from", "pk"))


def _on_duty(before: ShoesToTry | None, seat: Seat, ties: list[Membership]) -> ShoesToTry:
    """Somebody with a duty; who carries two is offered once, with both."""
    duty, may = str(seat.get_duty_display()), str(MAY[Seat.Duty(seat.duty)])
    if before:
        duties = format_lazy("{}; {}", duty, before.standing)
        return ShoesToTry(seat.person, str(duties), f"{before.may}; {may}")
    return ShoesToTry(seat.person, "; ".join([duty, *map(_in_words, ties)]), may)


def _one_of_each_level(
    ties: list[Membership], taken: set[UUID], seen: set[UUID]
) -> Iterable[Membership]:
    """People without a duty; where that can be, of a body and a post that were not offered before."""
    for level, how_many in LEVELS.items():
        for _time in range(how_many):
            free = [
                t for t in ties if t.person_id not in taken and t.post and t.post.level == level
            ]
            if free:
                tie = min(free, key=lambda tie: len(seen & {tie.organization_id, tie.post_id}))
                taken.add(tie.person_id)
                seen |= {tie.organization_id, tie.post_id}
                yield tie


def _in_words(tie: Membership) -> str:
    """Post and body; and what kind of body it is, where its name does not say so."""
    post, body = tie.post.label if tie.post else tie.role, tie.organization
    kind = body.classification
    told = not kind or kind.casefold() in body.name.casefold()
    name = body.name if told else f"{body.name} ({kind})"
    return f"{post}, {name}" if post else name
