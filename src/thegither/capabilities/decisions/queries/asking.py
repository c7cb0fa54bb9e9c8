"""What rooms ask of one person: a vote, a card, the record, a look back, an answer to a directive."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Card, Directive, Room
from thegither.capabilities.decisions.phases import CARDS, DECIDED, TALK, VOTING
from thegither.capabilities.decisions.queries.ballots import marks_of, voter_here
from thegither.capabilities.decisions.queries.reading import RULE, release_of, rooms_of
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.evidence.seals import SealLost, has_key, pseudonym
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import Ask
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

A_VOTE, A_CARD, A_RECORD, A_LOOK = 3, 2, 10, 15
SOON = timedelta(days=14)


def asks_of(viewer: Viewer, partnership: Partnership) -> Iterator[Ask]:
    running = rooms_of(viewer, partnership).filter(
        activity__phase__in=[VOTING, CARDS, TALK, DECIDED, "reviewed"]
    )
    for room in running:
        yield from _asks_in(viewer, room)
    yield from _directives(viewer, partnership)


def _asks_in(viewer: Viewer, room: Room) -> Iterator[Ask]:
    said = {"question": room.question}
    if room.activity.phase == VOTING and _has_to_vote(viewer, room):
        yield Ask(_("Vote: %(question)s") % said, _url("vote", room), A_VOTE, room.closes_on)
    if room.activity.phase == CARDS and _has_no_card(viewer, room):
        yield Ask(_("Lay your card: %(question)s") % said, _url("card", room), A_CARD)
    if allows("decisions.write_record", viewer, room):
        yield Ask(_("Write the record: %(question)s") % said, _url("write_record", room), A_RECORD)
    if allows("decisions.review", viewer, room) and _review_is_near(room):
        day = room.decision.review_on
        yield Ask(_("Look at it again: %(question)s") % said, _url("review", room), A_LOOK, day)


def _url(page: str, room: Room) -> str:
    return reverse(f"decisions:{page}", args=[room.record.partnership.slug, room.pk])


def _has_to_vote(viewer: Viewer, room: Room) -> bool:
    if not allows("decisions.vote", viewer, room):
        return False
    sealed = release_of(room, RULE)
    try:
        return marks_of(voter_here(viewer, room, Rule.of(sealed["rule"]))) is None
    except SealLost:
        return False


def _has_no_card(viewer: Viewer, room: Room) -> bool:
    if not has_key(room.activity_id):
        return False
    holder = pseudonym(room.activity_id, "card", room.activity.phase, str(viewer.person))
    return not Card.objects.filter(room=room, holder=holder).exists()


def _review_is_near(room: Room) -> bool:
    day = room.decision.review_on
    return day is not None and day <= timezone.localdate() + SOON


def _directives(viewer: Viewer, partnership: Partnership) -> Iterator[Ask]:
    """Whoever is asked to acknowledge what one post decided alone."""
    standing = Directive.objects.visible_to(viewer).filter(
        record__partnership=partnership, decision__ended_on=None
    )
    for one in standing.exclude(acknowledgements__person=viewer.person).select_related("record"):
        url = reverse("decisions:acknowledge", args=[partnership.slug, one.pk])
        yield Ask(
            _("Read what was decided alone: %(what)s") % {"what": one.record.title},
            url,
            2,
            one.ends_on,
        )
