"""One queue, several moderators, and a decision that is taken once."""

from collections.abc import Iterable
from datetime import time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.actions.preparing import lock, write_down
from thegither.capabilities.conversations.actions.taking_part import hide_while_waiting
from thegither.capabilities.conversations.models import Conversation, ModerationEntry, Statement
from thegither.capabilities.conversations.phases import require_phase
from thegither.capabilities.conversations.queries.taking_part import forget_deck
from thegither.spine.spaces.actions import raise_safeguarding
from thegither.spine.spaces.models import Hiding
from thegither.spine.spaces.visibility import Viewer

REJECTED_FOR = timedelta(days=365)
STATE_AFTER = {
    ModerationEntry.Verdict.ACCEPT: Statement.State.ACCEPTED,
    ModerationEntry.Verdict.REJECT: Statement.State.REJECTED,
    ModerationEntry.Verdict.SAFEGUARD: Statement.State.HIDDEN,
}


class AlreadyDecided(Exception):
    """Another moderator was quicker. Holds their entry, so that the page can show it."""

    def __init__(self, statement: Statement, entry: ModerationEntry | None) -> None:
        self.statement, self.entry = statement, entry
        super().__init__(
            _("Somebody else has decided about statement %(number)s already: %(verdict)s.")
            % {"number": statement.number, "verdict": statement.get_state_display()}
        )


class NoReasonGiven(Exception):
    """A statement is not turned away without a reason. The message can be shown to a person."""


class StillLookedInto(Exception):
    """The safeguarding lead has the last word. The message can be shown to a person."""


@transaction.atomic
def moderate_statement(
    *, viewer: Viewer, statement: Statement, verdict: str, reason: str = ""
) -> ModerationEntry:
    """Accept or turn away a statement. `statement` is as the moderator saw it: if it has changed since,
    nothing happens and AlreadyDecided says what the other one decided."""
    if verdict != ModerationEntry.Verdict.ACCEPT and not reason.strip():
        raise NoReasonGiven(_("Give a reason: the person who wrote this will read it."))
    held = _hold(statement)
    require_phase("moderate", held.conversation)
    _refuse_while_looked_into(held)
    _decide(held, STATE_AFTER[verdict])
    _lift_hidings(held)
    if verdict == ModerationEntry.Verdict.REJECT:
        _hide_rejected(held, reason)
    return _enter_in_log(viewer, held, verdict, reason)


@transaction.atomic
def name_hours(
    *,
    viewer: Viewer,
    conversation: Conversation,
    days: Iterable[int],
    begins: time | None,
    ends: time | None,
) -> Conversation:
    """Say when somebody moderates (Monday is 1), so that people know when their words are read.

    Without days there are no hours. Statements wait for a moderator at every hour all the same.
    """
    held = lock(conversation)
    require_phase("name_hours", held)
    held.moderated_on = "".join(str(day) for day in sorted(set(days)))
    held.moderated_from, held.moderated_until = begins, ends
    held.save(update_fields=["moderated_on", "moderated_from", "moderated_until"])
    hours = {"days": held.moderated_on, "from": str(begins), "until": str(ends)}
    write_down(viewer, "name_hours", held, **hours)
    return held


@transaction.atomic
def safeguard_statement(*, viewer: Viewer, statement: Statement, reason: str) -> ModerationEntry:
    """The one button: hide the text at once, tell the safeguarding lead, start the clock."""
    held = _hold(statement)
    _decide(held, Statement.State.HIDDEN)
    _lift_hidings(held)
    raise_safeguarding(viewer=viewer, record=held.record, reason=reason)
    # The worry itself is for the safeguarding lead: the public log says only that it was hidden.
    return _enter_in_log(viewer, held, ModerationEntry.Verdict.SAFEGUARD, "")


def _hold(statement: Statement) -> Statement:
    """The statement as it is now, locked; refused when somebody decided since it was read."""
    rows = Statement.objects.select_for_update(of=("self",)).select_related(
        "record", "conversation__activity", "conversation__record__partnership"
    )
    held = rows.get(pk=statement.pk)
    if held.state != statement.state:
        raise AlreadyDecided(held, held.moderation.last())
    return held


def _decide(statement: Statement, state: str) -> None:
    statement.state = statement.record.state = state
    statement.save(update_fields=["state"])
    statement.record.save(update_fields=["state"])
    key: UUID = statement.conversation_id
    transaction.on_commit(lambda: forget_deck(key))


def _lift_hidings(statement: Statement) -> None:
    statement.record.hidings.filter(lifted_at=None).update(lifted_at=timezone.now())


def _refuse_while_looked_into(statement: Statement) -> None:
    """What the safeguarding lead has not yet released stays hidden, whatever a moderator thinks."""
    if statement.state != Statement.State.HIDDEN:
        return
    standing = statement.record.hidings.filter(lifted_at=None, until__gt=timezone.now())
    if standing.exists():
        raise StillLookedInto(_("The safeguarding lead is still looking into this statement."))


def _hide_rejected(statement: Statement, reason: str) -> Hiding:
    return Hiding.objects.create(
        record=statement.record,
        reason=_("A moderator did not accept it: %(reason)s") % {"reason": reason.strip()},
        until=timezone.now() + REJECTED_FOR,
    )


def _enter_in_log(
    viewer: Viewer, statement: Statement, verdict: str, reason: str
) -> ModerationEntry:
    entry = ModerationEntry.objects.create(
        statement=statement, verdict=verdict, reason=reason.strip(), moderator=viewer.actor
    )
    about = {"number": statement.number, "verdict": str(verdict), "reason": entry.reason}
    write_down(viewer, "moderate_statement", statement.conversation, **about)
    return entry


@transaction.atomic
def renew_waiting(*, statements: Iterable[Statement]) -> int:
    """Hide anew what still waits when its hiding has run out: unread words never show by themselves."""
    return len([hide_while_waiting(statement) for statement in statements])
