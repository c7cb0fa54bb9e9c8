"""The rule: written, looked at by all, and sealed before anybody votes."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, write_down
from thegither.capabilities.decisions.actions.cards import publish_cards
from thegither.capabilities.decisions.actions.errors import NotARule, NotReady
from thegither.capabilities.decisions.models import Amendment, Elector, Option, Room
from thegither.capabilities.decisions.phases import PHASES, VOTING
from thegither.capabilities.decisions.queries.mandate import answer_of
from thegither.capabilities.decisions.queries.reading import RULE
from thegither.capabilities.decisions.queries.roll import (
    OnTheRoll,
    eligible_by_class,
    roll_of,
)
from thegither.capabilities.decisions.queries.rule import MAJORITY, METHODS, SHARES, STV, Rule
from thegither.methods.decisions.classes import LEAST_VOTERS
from thegither.spine.evidence.actions import digest_of, open_seal, publish_release
from thegither.spine.evidence.queries import is_sealed
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.classes import CLASSES
from thegither.spine.protection.actions import put_notice_in_force
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.visibility import Viewer

METHOD = "sealed rule 1"


@transaction.atomic
def write_rule(*, viewer: Viewer, room: Room, rule: Rule) -> Room:
    """Write how the room will decide. Until it is sealed it can be written anew."""
    room = lock(room)
    PHASES.require("set_rule", room)
    _check_shape(rule)
    room.rule = rule.to_json()
    room.save(update_fields=["rule"])
    write_down(viewer, "write_rule", room, **rule.to_json())
    return room


@transaction.atomic
def seal_rule(*, viewer: Viewer, room: Room) -> Room:
    """Freeze question, options, rule and roll, put their digest into the audit chain, and open the vote.

    Raises `NotReady` or `NotARule` with a sentence. From here on nothing of it can change: there is no
    verb for it, and a change made in the database is exposed by `thegither verify`.
    """
    room = lock(room)
    PHASES.require("seal", room)
    rule = Rule.of(room.rule)
    options = list(Option.objects.filter(room=room, withdrawn_because="").order_by("number"))
    roll = roll_of(room.record.partnership, timezone.localdate(), rule.bodies)
    check_can_be_sealed(room, rule, options, roll)
    Elector.objects.bulk_create(
        Elector(room=room, person_id=one.person, partner_class=one.partner_class) for one in roll
    )
    content = _content(room, rule, options, roll)
    publish_cards(room)
    _prepare_key(room, rule)
    _publish(room, content)
    move_phase(activity=room.activity, phase=VOTING)
    put_notice_in_force(viewer=viewer, activity=room.activity)
    write_down(viewer, "seal_rule", room, digest=digest_of(content))
    return room


def _prepare_key(room: Room, rule: Rule) -> None:
    """For a secret ballot, and for the codes by which people vote; cards may have brought one already."""
    if not is_sealed(room.activity_id):
        open_seal(activity=room.activity_id)
    elif rule.secret and not has_key(room.activity_id):
        raise NotReady(
            _("The key of this room is lost. Make the ballot open, or begin a new room.")
        )


def _content(
    room: Room, rule: Rule, options: list[Option], roll: list[OnTheRoll]
) -> dict[str, Any]:
    """What is sealed. The roll stands in it as a digest: who may vote is for members, how is for all."""
    touchstone = {name: getattr(room, name) for name in ("outcome", "whose", "sign", "horizon")}
    return {
        "question": room.question,
        **touchstone,
        "mandate": room.mandate,
        "clause": room.clause,
        "answer": answer_of(room),
        "options": [
            {"id": str(one.number), "words": one.words, "cost": one.cost} for one in options
        ],
        "rule": rule.to_json(),
        "eligible": eligible_by_class(one.partner_class for one in roll),
        "roll": digest_of(sorted([str(one.person), one.partner_class] for one in roll)),
        "closes_on": room.closes_on and room.closes_on.isoformat(),
    }


def _publish(room: Room, content: dict[str, Any]) -> None:
    publish_release(
        chain=room.record.partnership_id,
        activity=room.activity_id,
        kind=RULE,
        content=content,
        method=METHOD,
    )


def check_can_be_sealed(
    room: Room, rule: Rule, options: list[Option], roll: list[OnTheRoll]
) -> None:
    if not room.rule:
        raise NotReady(_("Write the rule first: how do we decide?"))
    _check_shape(rule)
    _check_options(room, rule, options)
    if not roll:
        raise NotReady(_("Nobody of the register may vote here. Choose other bodies."))
    _check_classes(rule, eligible_by_class(one.partner_class for one in roll))


def _check_shape(rule: Rule) -> None:
    if rule.method not in METHODS:
        raise NotARule(_("Choose one of the rules that stand here."), "method")
    if rule.is_voiced and rule.secret:
        raise NotARule(
            _("Consent and consensus are open: whoever objects says so, with a reason."), "secret"
        )
    if rule.each_class and rule.method != MAJORITY:
        raise NotARule(_("Only a majority can be asked of each class of partner."), "each_class")
    if rule.method == SHARES and rule.budget < 1:
        raise NotARule(_("Say how much money there is to spend."), "budget")
    if rule.seats > 1 and rule.method != STV:
        raise NotARule(_("For several seats take the single transferable vote."), "seats")


def _check_options(room: Room, rule: Rule, options: list[Option]) -> None:
    moved = Amendment.objects.filter(option__in=options, state=Amendment.State.MOVED).count()
    if moved:
        raise NotReady(_("An amendment waits for its answer. Take it up, or say why not."))
    if rule.is_voiced and len(options) != 1:
        raise NotReady(_("Consent is asked of one proposal. Withdraw the others, and say why."))
    if not options or (len(options) == 1 and not rule.is_voiced and rule.method != MAJORITY):
        raise NotReady(_("There is nothing to choose between. Draft two options at least."))
    if rule.method == SHARES and any(one.cost is None for one in options):
        raise NotReady(_("Each option needs its cost, so that a budget can be split."))
    if len(options) < rule.seats:
        raise NotReady(_("There are fewer options than seats."))


def _check_classes(rule: Rule, eligible: dict[str, int]) -> None:
    """A secret majority by class tells how single people voted where a class is small."""
    small = [str(CLASSES[name]) for name, may in eligible.items() if may < LEAST_VOTERS]
    if rule.secret and rule.each_class and small:
        raise NotARule(
            _(
                "A secret majority by class would tell how single people voted: fewer than five may vote"
                " among %(classes)s. Make the ballot open, or ask all together."
            )
            % {"classes": ", ".join(small)},
            "each_class",
        )
