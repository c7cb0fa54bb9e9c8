"""The consensus session: everybody rates alone, all see it together, the group talks, agrees, finds.

A rating is locked with the session's own key until it is shown (`evidence.seals`); then a tally is kept and the
ratings go. Whoever has the database before that, and every page, reads how many rated and nothing else.
"""

import json
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.audit import write_down
from thegither.capabilities.assessments.actions.errors import (
    NotAsked,
    NothingToAsk,
    OneAtATime,
    TooFew,
)
from thegither.capabilities.assessments.models import SealedRating, Session, Talk, Wave
from thegither.capabilities.assessments.phases import PHASES
from thegither.capabilities.assessments.queries.answers import DONT_KNOW
from thegither.capabilities.assessments.queries.session import figures_of, item_of, tally_text
from thegither.methods.disclosure import MINIMUM
from thegither.spine.evidence import seals
from thegither.spine.evidence.actions import close_seal, open_seal
from thegither.spine.people.models import Person
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Finding
from thegither.spine.spaces.visibility import Viewer

# Read out in a room: no letter that is taken for another.
LETTERS, LONG = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 6
PAPER = "paper"
# The kind of a finding that people agreed on, beside those that the figures show by themselves.
AGREED = "agreed_in_session"


@transaction.atomic
def start_session(
    *, viewer: Viewer, wave: Wave, items: Sequence[str], facilitator: Person | None = None
) -> Session:
    """Choose the questions to talk about, in the order of the questionnaire. Once for each wave.

    Raises `NothingToAsk` where none is chosen.
    """
    PHASES.require("run_session", wave)
    asked = [item.id for item in wave.instrument.closed if item.id in items]
    if not asked:
        raise NothingToAsk(_("Choose at least one question to talk about."), "items")
    code = "".join(secrets.choice(LETTERS) for _letter in range(LONG))
    session = Session.objects.create(wave=wave, facilitator=facilitator, code=code)
    open_seal(activity=session.pk)
    Talk.objects.bulk_create(
        Talk(session=session, item=item, position=place) for place, item in enumerate(asked)
    )
    write_down(viewer, "start_session", wave, questions=len(asked))
    return session


@transaction.atomic
def ask_ratings(*, viewer: Viewer, talk: Talk) -> Talk:
    """Everybody rates this question alone; what was shown of it before is taken back.

    Raises `OneAtATime` while another one is being rated.
    """
    talk = _hold(talk)
    others = talk.session.talks.exclude(pk=talk.pk)
    if others.filter(state=Talk.State.RATING).exists():
        raise OneAtATime(_("Another question is being rated. Show its ratings first."))
    talk.tally, talk.state = {}, Talk.State.RATING
    _tell(talk)
    write_down(viewer, "ask_ratings", talk.session.wave, item=talk.item)
    return talk


@transaction.atomic
def rate(*, talk: Talk, place: str, value: int) -> None:
    """Lock in one rating; the same place may change its mind until ratings are shown.

    Nothing is written down about who. Raises `NotAsked` when it is not, or no longer, being rated, or when the
    answer cannot be chosen.
    """
    talk = _hold(talk)
    _check(talk, value)
    _lock_in(talk, _seat(talk, place), {str(value): 1})


@transaction.atomic
def type_ratings(*, viewer: Viewer, talk: Talk, counts: Mapping[int, int]) -> None:
    """What stood on paper: how many chose each answer. Typing again corrects it."""
    talk = _hold(talk)
    for value in counts:
        _check(talk, value)
    found = {str(value): number for value, number in counts.items() if number}
    _lock_in(talk, _seat(talk, PAPER), found)
    write_down(viewer, "type_ratings", talk.session.wave, item=talk.item)


@transaction.atomic
def show_ratings(*, viewer: Viewer, talk: Talk) -> Talk:
    """Unlock all ratings at once, keep how many chose each answer, and forget the rest.

    Raises `TooFew` below five, as everybody could guess who chose what, and SealLost where the key is gone.
    """
    talk = _hold(talk)
    if talk.state != Talk.State.RATING:
        raise NotAsked(_("This question is not being rated."))
    tally = _unlocked(talk)
    if sum(tally.values()) < MINIMUM:
        raise TooFew(
            _(
                "Fewer than five have rated, so everybody could guess who chose what. Wait for more, "
                "type in paper, or talk without ratings."
            )
        )
    talk.tally, talk.state = {key: tally[key] for key in sorted(tally, key=int)}, Talk.State.SHOWN
    talk.sealed_ratings.all().delete()
    _tell(talk)
    write_down(viewer, "show_ratings", talk.session.wave, item=talk.item, tally=talk.tally)
    return talk


@transaction.atomic
def settle_talk(
    *,
    viewer: Viewer,
    talk: Talk,
    agreed: int | None = None,
    said: str = "",
    evidence: str = "",
    finding: str = "",
) -> Talk:
    """What the group agreed (None: it did not), what was said, what shows it, and the finding in a sentence.

    Ratings that were not shown are forgotten. A finding is made once; settling again corrects the rest.
    """
    talk = _hold(talk)
    if agreed is not None:
        _can_choose(talk, agreed)
    talk.sealed_ratings.all().delete()
    talk.agreed, talk.said, talk.evidence = agreed, said.strip(), evidence.strip()
    talk.state = Talk.State.SETTLED
    if finding.strip() and talk.finding is None:
        talk.finding = _found(talk, finding.strip())
    _tell(talk)
    write_down(viewer, "settle_talk", talk.session.wave, item=talk.item, agreed=agreed)
    return talk


@transaction.atomic
def end_session(*, viewer: Viewer, session: Session) -> Session:
    """The group goes home: ratings that were not shown are forgotten, and the key is given up."""
    session = _hold_session(session.pk)
    SealedRating.objects.filter(talk__session=session).delete()
    session.talks.filter(state=Talk.State.RATING).update(state=Talk.State.WAITING)
    session.ended_on = timezone.localdate()
    session.version += 1
    session.save(update_fields=["ended_on", "version"])
    close_seal(activity=session.pk, digest="")
    write_down(viewer, "end_session", session.wave)
    return session


@transaction.atomic
def forget_locked(*, session: Session) -> None:
    """Where the key stayed elsewhere, as after an import: locked ratings go, and the session has ended."""
    SealedRating.objects.filter(talk__session=session).delete()
    session.talks.filter(state=Talk.State.RATING).update(state=Talk.State.WAITING)
    session.ended_on = session.ended_on or timezone.localdate()
    session.save(update_fields=["ended_on"])


def _hold_session(key: object) -> Session:
    rows = Session.objects.select_for_update(of=("self",))
    session = rows.select_related("wave__record__partnership", "wave__activity").get(pk=key)
    if session.ended_on:
        raise NotAsked(_("This session has ended."))
    return session


def _hold(talk: Talk) -> Talk:
    """The question as it stands now; the session's row is held, so that showing waits for no late rating."""
    session = _hold_session(talk.session_id)
    found = Talk.objects.select_related("finding").get(pk=talk.pk)
    found.session = session
    return found


def _tell(talk: Talk) -> None:
    """Keep it, and let every phone in the room see that there is something new."""
    talk.save()
    talk.session.version += 1
    talk.session.save(update_fields=["version"])


def _check(talk: Talk, value: int) -> None:
    if talk.state != Talk.State.RATING:
        raise NotAsked(_("This question is not being rated now. Look again."))
    _can_choose(talk, value)


def _can_choose(talk: Talk, value: int) -> None:
    options = item_of(talk).options
    unsure = value == DONT_KNOW and bool(options.dont_know)
    if value not in options.values and not unsure:
        raise NotAsked(_("This answer is not one of those that can be chosen."))


def _seat(talk: Talk, place: str) -> str:
    return seals.pseudonym(talk.session_id, "seat", str(talk.pk), place)


def _name(talk: Talk, seat: str) -> str:
    """Under which a rating is locked: it opens for this question and this seat alone."""
    return f"rating:{talk.pk}:{seat}"


def _lock_in(talk: Talk, seat: str, counts: dict[str, int]) -> None:
    words = json.dumps(counts).ljust(200)  # of one length, so that length tells nothing
    locked = seals.lock_words(talk.session_id, _name(talk, seat), words)
    SealedRating.objects.filter(talk=talk, seat=seat).delete()
    SealedRating.objects.create(talk=talk, seat=seat, locked=locked)


def _unlocked(talk: Talk) -> Counter[str]:
    tally: Counter[str] = Counter()
    for rating in talk.sealed_ratings.all():
        words = seals.unlock_words(talk.session_id, _name(talk, rating.seat), rating.locked)
        tally.update(json.loads(words))
    return tally


def _found(talk: Talk, sentence: str) -> Finding:
    wave = talk.session.wave
    record = create_record(
        partnership=wave.record.partnership,
        activity=wave.activity,
        kind="finding",
        title=sentence[:300],
        audience=wave.record.audience,
        state="found",
        language=wave.record.language,
    )
    link_records(
        from_record=wave.record, to_record=record, relation="found", reason=tally_text(talk)
    )
    return Finding.objects.create(
        record=record,
        kind=AGREED,
        about=[f"item:{talk.item}"],
        sentence=sentence,
        figures=[figure.to_json() for figure in figures_of(talk)],
        verdict="found",
    )
