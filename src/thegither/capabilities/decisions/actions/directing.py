"""Directives: one post decides alone when it cannot wait, and the decision ends unless all renew it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import sentence, write_down
from thegither.capabilities.decisions.actions.errors import NotReady, RoomError
from thegither.capabilities.decisions.models import Acknowledgement, Directive, Renewal, Room
from thegither.capabilities.decisions.phases import OVER
from thegither.capabilities.decisions.queries.reading import RESULT, release_of
from thegither.capabilities.decisions.queries.result import PASSED
from thegither.spine.people.models import Person
from thegither.spine.promises.actions import end_decision, record_decision
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import HOUSE, Viewer

# Half a year: what cannot be agreed together in that time is not a matter of haste any more.
LONGEST = timedelta(days=184)


@transaction.atomic
def direct(
    *,
    viewer: Viewer,
    partnership: Partnership,
    text: str,
    taken_by: Person,
    reason: str,
    scope: str,
    ends_on: date,
    mandate: str,
    no_promise_because: str = "",
) -> Directive:
    """Write down what one post decided alone, why it could not wait, what it covers, and when it ends."""
    _check_end(ends_on)
    decision = record_decision(
        viewer=viewer,
        partnership=partnership,
        text=sentence(text, "text"),
        decided_on=timezone.localdate(),
        how=_("by one post alone, because it could not wait"),
        mandate=sentence(mandate, "mandate"),
        level=taken_by.name,
        no_promise_because=no_promise_because or _("It ends by itself."),
        audience=Record.Audience.MEMBERS,
    )
    directive = Directive.objects.create(
        record=create_record(
            partnership=partnership,
            kind="directive",
            title=decision.text,
            audience=Record.Audience.MEMBERS,
        ),
        decision=decision,
        taken_by=taken_by,
        reason=sentence(reason, "reason"),
        scope=sentence(scope, "scope"),
        ends_on=ends_on,
    )
    link_records(from_record=directive.record, to_record=decision.record, relation="led_to")
    write_down(viewer, "direct", directive, text=text, ends_on=ends_on, mandate=mandate)
    return directive


def _check_end(ends_on: date) -> None:
    today = timezone.localdate()
    if not today < ends_on <= today + LONGEST:
        raise RoomError(
            _("Choose an end within half a year. Together you can renew it."), "ends_on"
        )


@transaction.atomic
def acknowledge(*, viewer: Viewer, directive: Directive, said: str = "") -> Acknowledgement:
    """Say that you have read it, and what you say to it. Saying it again changes your words."""
    row, _is_new = Acknowledgement.objects.update_or_create(
        directive=directive, person_id=viewer.person, defaults={"said": said.strip()}
    )
    write_down(viewer, "acknowledge", directive, said=said)
    return row


@transaction.atomic
def renew_directive(*, viewer: Viewer, directive: Directive, room: Room, until: date) -> Directive:
    """Let it go on, because a decision taken together says so. Nothing else can move its end.

    Raises `NotReady` for a room that has not decided so, or that has renewed before, and `RoomError` for a
    directive that has ended: what is over is taken anew.
    """
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    if directive.ends_on < timezone.localdate() or directive.decision.ended_on:
        raise RoomError(_("It has ended. What is still needed is decided anew."))
    _check_end(until)
    _require_decided_together(directive, room)
    Renewal.objects.create(directive=directive, room=room, until=until)
    directive.ends_on = until
    directive.save(update_fields=["ends_on"])
    link_records(from_record=room.record, to_record=directive.record, relation="renewed")
    write_down(viewer, "renew_directive", directive, room=room.pk, until=until)
    return directive


def _require_decided_together(directive: Directive, room: Room) -> None:
    result = release_of(room, RESULT) if room.activity.phase in OVER else None
    is_own = room.record.partnership_id == directive.record.partnership_id
    if not (is_own and result and result["verdict"] == PASSED):
        raise NotReady(_("Only a decision that passed in a room can renew it."), "room")
    if Renewal.objects.filter(room=room).exists():
        raise NotReady(_("That decision has renewed something already."), "room")


@transaction.atomic
def end_directive(*, directive: Directive) -> None:
    """Its day has passed: the decision behind it counts no longer. `tick` calls this."""
    because = _("It was taken by one post alone, and its time is over.")
    last_day = min(directive.ends_on, timezone.localdate())
    end_decision(viewer=HOUSE, decision=directive.decision, because=because, on=last_day)
    write_down(HOUSE, "end_directive", directive, on=last_day)
