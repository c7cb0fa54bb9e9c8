"""Asking people to take part: by mail, by text, on paper; and remembering when they say no."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.contact.actions.telling import AT_ONCE, count_as_told_today, send_digest
from thegither.spine.contact.digest import Item
from thegither.spine.contact.errors import NobodyToInvite
from thegither.spine.contact.letters import send_letter
from thegither.spine.contact.links import path_of
from thegither.spine.contact.models import AskBudget, Invitation, Letter
from thegither.spine.contact.queries import (
    asked_enough,
    belongs,
    due_invitations,
    due_reminders,
    letters_to_print,
)
from thegither.spine.contact.reach import channels_of
from thegither.spine.contact.words import link_of, mail_of
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.actions import make_printed_code
from thegither.spine.people.errors import BadAddress, NoLetters
from thegither.spine.people.models import Person
from thegither.spine.spaces.actions import write_down
from thegither.spine.spaces.models import Activity, Partnership
from thegither.spine.spaces.visibility import Viewer

Channel, State = Invitation.Channel, Invitation.State
REMIND_AFTER, REMIND_BEFORE = 7, 2
# How long to wait after each failure; after the last, a day.
PAUSES = tuple(timedelta(minutes=n) for n in (15, 60, 240))


@dataclass(frozen=True, slots=True)
class Words:
    """What an invitation says, where its button leads, and when silent people are reminded (None: not)."""

    subject: str
    body: str
    path: str
    minutes: int = 5
    remind_after: int | None = REMIND_AFTER
    remind_before: int | None = REMIND_BEFORE


@transaction.atomic
def invite(
    *, viewer: Viewer, activity: Activity, people: Iterable[Person], words: Words
) -> list[Invitation]:
    """Ask these people, each by the way they allow. Whoever was asked before is not asked again.

    Whoever was asked to other things as often as the partnership agreed is left out, also where several
    send at once. Mails go out at the next `tick`; letters and text messages wait for a coordinator.
    Raises `NobodyToInvite` where nobody is left to ask.
    """
    _take_turns(activity)
    asked = set(activity.invitations.values_list("person", flat=True))
    new = [person for person in people if person.pk not in asked]
    if not new:
        raise NobodyToInvite(_("Choose somebody who has not been invited yet."))
    new = _within_budget(activity, new)
    letter = Letter.objects.create(activity=activity, **_fields(words))
    channels, now = channels_of(new), timezone.now()
    made = Invitation.objects.bulk_create(
        Invitation(
            letter=letter,
            activity=activity,
            person=person,
            channel=channels[person.pk],
            next_try_at=now if channels[person.pk] == Channel.EMAIL else None,
        )
        for person in sorted(new, key=lambda one: (one.name, one.pk))
    )
    write_down(
        activity.partnership_id, viewer, "invite", activity, people=len(made), subject=words.subject
    )
    return made


def _take_turns(activity: Activity) -> None:
    """One invitation of a partnership at a time, so that each counts those of all the others.

    On SQLite one transaction writes at a time anyway.
    """
    row = Partnership.objects.select_for_update(no_key=True).filter(pk=activity.partnership_id)
    row.values_list("pk", flat=True).get()


def _within_budget(activity: Activity, people: list[Person]) -> list[Person]:
    enough = asked_enough(activity.partnership, timezone.localdate())
    tired = set(enough.filter(person__in=people).values_list("person", flat=True))
    free = [person for person in people if person.pk not in tired]
    if not free:
        raise NobodyToInvite(
            _("They were asked as often as the partnership agreed. Ask them later.")
        )
    return free


@transaction.atomic
def agree_ask_budget(
    *, viewer: Viewer, partnership: Partnership, most: int | None, days: int
) -> AskBudget | None:
    """How often anybody may be asked, whoever asks; with `most` None, as often as anybody likes."""
    if most is None:
        AskBudget.objects.filter(partnership=partnership).delete()
        budget = None
    else:
        said = {"most": most, "days": days}
        budget, _new = AskBudget.objects.update_or_create(partnership=partnership, defaults=said)
    write_down(partnership.pk, viewer, "agree_ask_budget", partnership, most=most, days=days)
    return budget


def _fields(words: Words) -> dict[str, object]:
    return {name: getattr(words, name) for name in Words.__slots__}


def send_invitations() -> int:
    """Mail what is due, some at a time. One bad address holds up nobody; a dead mail server stops all."""
    sent = 0
    for invitation in due_invitations(timezone.now())[:AT_ONCE]:
        sent += _claim(invitation) and _send(invitation)
    return sent


@transaction.atomic
def _claim(invitation: Invitation) -> bool:
    """Whether this worker sends it. Should it die meanwhile, another tries after the pause."""
    still_due = due_invitations(timezone.now()).filter(pk=invitation.pk)
    return bool(still_due.update(next_try_at=_next_try(invitation.tries), tries=F("tries") + 1))


def _next_try(tries: int):
    return timezone.now() + (PAUSES[tries] if tries < len(PAUSES) else timedelta(days=1))


def _send(invitation: Invitation) -> bool:
    if not belongs(invitation.person, timezone.localdate()):
        _fail(invitation, _("They left before the mail went out."), for_good=True)
        return False
    try:
        is_sent = send_letter(invitation.person, *mail_of(invitation))
    except SealLost:
        _fail(invitation, _("It closed before the mail went out."), for_good=True)
        return False
    except BadAddress as problem:
        _fail(invitation, str(problem), for_good=True)
        return False
    except NoLetters as problem:
        _fail(invitation, str(problem))
        raise
    if is_sent:
        _succeed(invitation)
    else:
        go_another_way(invitation=invitation)
    return is_sent


@transaction.atomic
def _succeed(invitation: Invitation) -> None:
    own = Invitation.objects.filter(pk=invitation.pk)
    own.update(state=State.SENT, problem="", next_try_at=None)
    count_as_told_today(person=invitation.person)


@transaction.atomic
def _fail(invitation: Invitation, problem: str, *, for_good: bool = False) -> None:
    own = Invitation.objects.filter(pk=invitation.pk)
    own.update(state=State.FAILED, problem=problem)
    if for_good:
        own.update(next_try_at=None)


@transaction.atomic
def go_another_way(*, invitation: Invitation) -> Invitation:
    """Somebody turned mail off before it reached them: ask by the way that is left."""
    invitation.channel = channels_of([invitation.person])[invitation.person_id]
    invitation.state, invitation.next_try_at = State.WAITING, None
    invitation.save(update_fields=["channel", "state", "next_try_at"])
    return invitation


@transaction.atomic
def try_again(*, viewer: Viewer, invitation: Invitation) -> Invitation:
    """A coordinator corrected the address, or the mail server: send it at the next tick."""
    invitation.tries, invitation.next_try_at = 0, timezone.now()
    invitation.save(update_fields=["tries", "next_try_at"])
    write_down(
        invitation.activity.partnership_id, viewer, "try_invitation_again", invitation.activity
    )
    return invitation


@transaction.atomic
def ask_by_letter(*, viewer: Viewer, invitation: Invitation) -> Invitation:
    """Print a letter in place of a mail that did not arrive."""
    invitation.channel, invitation.state = Channel.LETTER, State.WAITING
    invitation.problem, invitation.next_try_at = "", None
    invitation.save(update_fields=["channel", "state", "problem", "next_try_at"])
    write_down(invitation.activity.partnership_id, viewer, "ask_by_letter", invitation.activity)
    return invitation


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed letter, with a code that is shown here and never again."""

    invitation: Invitation
    code: str


@transaction.atomic
def print_letters(*, viewer: Viewer, activity: Activity, again: bool = False) -> list[Sheet]:
    """The letters that wait, each with a new sign-in code; `again`: those printed before as well.

    A code printed before stops working, so a letter that is printed again replaces the one before it.
    """
    waiting = letters_to_print(activity, again=again)
    sheets = [Sheet(one, make_printed_code(viewer=viewer, person=one.person)) for one in waiting]
    keys = [sheet.invitation.pk for sheet in sheets]
    Invitation.objects.filter(pk__in=keys).update(state=State.SENT)
    write_down(activity.partnership_id, viewer, "print_letters", activity, letters=len(keys))
    return sheets


@transaction.atomic
def mark_texts_sent(*, viewer: Viewer, activity: Activity) -> int:
    """A coordinator has sent the text messages from a phone."""
    waiting = activity.invitations.filter(channel=Channel.TEXT, state=State.WAITING)
    count = waiting.update(state=State.SENT)
    write_down(activity.partnership_id, viewer, "mark_texts_sent", activity, texts=count)
    return count


@transaction.atomic
def decline(*, invitation: Invitation) -> Invitation:
    """No, thank you: one press, no reason, no more asking. Like an answer, it leaves no audit entry."""
    own = Invitation.objects.filter(pk=invitation.pk, declined_on=None)
    own.update(declined_on=timezone.localdate(), next_try_at=None)
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def change_reminders(
    *, viewer: Viewer, activity: Activity, remind_after: int | None, remind_before: int | None
) -> None:
    """For everybody who was asked to this activity, whenever that was."""
    days = {"remind_after": remind_after, "remind_before": remind_before}
    activity.letters.update(**days)
    write_down(activity.partnership_id, viewer, "change_reminders", activity, **days)


def remind(
    *, activity: Activity, has_answered: Callable[[UUID], bool], closes_on: date | None = None
) -> int:
    """Put reminders that are due today into the digests of those who stayed silent.

    `has_answered` is asked at this very moment, for one person at a time, and its answer is stored
    nowhere: the rows of those who answered move on like all others. Whoever had a digest today already
    is reminded the next morning.
    """
    reminded = 0
    for invitation in due_reminders(activity, closes_on, timezone.now())[:AT_ONCE]:
        asked = [] if has_answered(invitation.person_id) else [_reminder(invitation, closes_on)]
        if send_digest(person=invitation.person, asked=asked):
            _mark_reminded(invitation)
            reminded += len(asked)
    return reminded


def _reminder(invitation: Invitation, closes_on: date | None) -> Item:
    letter = invitation.letter
    return Item(
        sentence=_("We asked you: %(title)s") % {"title": invitation.activity.record.title},
        path=path_of(link_of(invitation)),
        minutes=letter.minutes,
        due_on=closes_on,
    )


@transaction.atomic
def _mark_reminded(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(reminded_on=timezone.localdate())
