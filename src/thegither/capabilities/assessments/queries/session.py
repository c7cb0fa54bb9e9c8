"""What a consensus session shows: the question of the moment, what was rated, what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import SealedRating, Session, Talk, Wave
from thegither.capabilities.assessments.queries.answers import DONT_KNOW
from thegither.capabilities.assessments.queries.pages import in_words
from thegither.formats.instruments import Item
from thegither.spine.evidence.figures import Figure

METHOD = "session tally 1"
MINUTES_EACH = 5


def session_of(wave: Wave) -> Session | None:
    """The session about a wave, if there is one, with the wave as it was read."""
    found = Session.objects.select_related("facilitator").filter(wave=wave).first()
    if found:
        found.wave = wave
    return found


def item_of(talk: Talk) -> Item:
    """The question a talk is about, as it was asked."""
    return next(item for item in talk.session.wave.instrument.items if item.id == talk.item)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose one answer, of all who rated."""

    label: str
    number: int
    rated: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One question of a session as people see it. `counts` is False for what needs evidence and has none."""

    talk: Talk
    item: Item
    bars: tuple[Bar, ...]
    agreed: str
    counts: bool

    @property
    def rated(self) -> int:
        return sum(bar.number for bar in self.bars)


def shown(session: Session) -> list[Shown]:
    """Every question of the session, in order."""
    talks = session.talks.select_related("finding__record").order_by("position")
    return [_shown(session, talk) for talk in talks]


def shown_one(session: Session, talk: Talk) -> Shown:
    return _shown(session, talk)


def _shown(session: Session, talk: Talk) -> Shown:
    talk.session = session
    item = item_of(talk)
    counts = bool(talk.evidence) or not item.needs_evidence
    return Shown(talk, item, bars_of(talk), in_words(item, talk.agreed), counts)


def bars_of(talk: Talk) -> tuple[Bar, ...]:
    """Each answer that can be chosen, and how many chose it; nothing before ratings are shown."""
    rated = sum(talk.tally.values())
    if not rated:
        return ()
    item = item_of(talk)
    values = [*item.options.values, *([DONT_KNOW] if item.options.dont_know else [])]
    return tuple(Bar(in_words(item, one), talk.tally.get(str(one), 0), rated) for one in values)


def tally_text(talk: Talk) -> str:
    """The ratings in one line, such as “Agree: 12; Disagree: 3”."""
    return "; ".join(f"{bar.label}: {bar.number}" for bar in bars_of(talk) if bar.number)


def figures_of(talk: Talk) -> list[Figure]:
    """The ratings as figures: of those in the room who rated."""
    return [
        Figure.count(
            bar.number,
            unit=_("people"),
            answered=bar.rated,
            asked=None,
            as_of=timezone.localdate(),
            method=METHOD,
            label=bar.label,
        )
        for bar in bars_of(talk)
    ]


def talk_now(session: Session) -> Talk | None:
    """What the room looks at: the question being rated, else the last one that was shown and not settled."""
    talks = session.talks.filter(state__in=(Talk.State.RATING, Talk.State.SHOWN))
    found = sorted(talks, key=lambda talk: (talk.state != Talk.State.RATING, -talk.position))
    return found[0] if found else None


def has_rated(talk: Talk) -> int:
    """How many phones have locked in a rating; all sheets of paper count as one."""
    return SealedRating.objects.filter(talk=talk).count()


def next_talk(talks: Sequence[Shown]) -> Shown | None:
    """The first question that nobody has talked about."""
    return next((one for one in talks if one.talk.state == Talk.State.WAITING), None)
