"""What a made-up partnership makes of its mirror: a session of its board, and an improvement plan."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.plan import plan_improvement
from thegither.capabilities.assessments.actions.session import (
    ask_ratings,
    end_session,
    rate,
    settle_talk,
    show_ratings,
    start_session,
    type_ratings,
)
from thegither.capabilities.assessments.models import Talk, Wave
from thegither.demo.register import Register
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Finding

# Answers from "strongly disagree" to "strongly agree": on phones in the room, and on sheets of paper.
ON_PHONES = (2, 2, 3, 2, 4, 3, 2)
ON_PAPER: Mapping[int, int] = {1: 1, 2: 4, 4: 3}
PROMISES, BLAME = "trust_1", "trust_2"
A_QUARTER = timedelta(days=91)


def look_at_it_together(wave: Wave, register: Register, board: list[Person]) -> None:
    """The board rates two questions about trust, agrees, finds, and plans two improvements.

    board: at least as many people as there are phones.
    """
    who = {"viewer": register.on_duty["coordinator"]}
    session = start_session(**who, wave=wave, items=[PROMISES, BLAME])
    kept, blamed = session.talks.all()
    _rate_on_phones(who, kept, board)
    found = _settle(
        who,
        kept,
        said=_("Each partner keeps its own list of promises, and nobody sees the others'."),
        evidence=_("Two of the seven promises of the year."),
        finding=_("We do not know what we promised one another."),
    )
    _plan(who, wave, found, board[0], _("Read out all promises at each board meeting"), PROMISES)
    ask_ratings(**who, talk=blamed)
    type_ratings(**who, talk=blamed, counts=ON_PAPER)
    show_ratings(**who, talk=blamed)
    found = _settle(
        who,
        blamed,
        said=_("Those who work at the front line told us why they keep quiet."),
        evidence=_("What the mirror shows of the front line."),
        finding=_("At the front line people do not feel safe to say what goes wrong."),
    )
    _plan(who, wave, found, board[1], _("Meet the front line without their managers"), "trust")
    end_session(**who, session=session)


def _rate_on_phones(who: Mapping, talk: Talk, board: list[Person]) -> None:
    ask_ratings(**who, talk=talk)
    for person, value in zip(board, ON_PHONES, strict=False):
        rate(talk=talk, place=f"person:{person.pk}", value=value)
    show_ratings(**who, talk=talk)


def _settle(who: Mapping, talk: Talk, **words: str) -> Finding:
    return settle_talk(**who, talk=talk, agreed=2, **words).finding


def _plan(
    who: Mapping, wave: Wave, finding: Finding, owner: Person, title: str, looks_at: str
) -> None:
    plan_improvement(
        **who,
        wave=wave,
        finding=finding,
        title=title,
        owner=owner,
        measure=_("More people agree the next time we ask"),
        due_on=timezone.localdate() + A_QUARTER,
        looks_at=looks_at,
    )
