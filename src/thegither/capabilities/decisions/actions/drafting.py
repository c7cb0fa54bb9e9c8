"""Options drafted together: who moved what, who moved other words, and what became of them."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.actions.audit import lock, record_in, sentence, write_down
from thegither.capabilities.decisions.actions.errors import RoomError
from thegither.capabilities.decisions.models import Amendment, Option, Room
from thegither.capabilities.decisions.phases import PHASES
from thegither.spine.spaces.visibility import Viewer

STATES = Amendment.State


@transaction.atomic
def propose_option(*, viewer: Viewer, room: Room, words: str, cost: int | None = None) -> Option:
    """One way to answer the question, in the mover's words. `cost` is needed to split a budget."""
    room = lock(room)
    PHASES.require("propose", room)
    said = sentence(words, "words")
    last = room.options.aggregate(last=Max("number"))["last"] or 0
    option = Option.objects.create(
        record=record_in(room, "option", said),
        room=room,
        number=last + 1,
        words=said,
        cost=cost,
        moved_by_id=viewer.person,
    )
    write_down(viewer, "propose_option", option, words=said, cost=cost)
    return option


@transaction.atomic
def move_amendment(*, viewer: Viewer, option: Option, words: str, why: str) -> Amendment:
    """Other words for an option. Whoever moved the option has taken up their own at once."""
    PHASES.require("amend", lock(option.room))
    said, reason = sentence(words, "words"), sentence(why, "why")
    if said == option.words:
        raise RoomError(_("These are the words that stand there already."), "words")
    amendment = Amendment.objects.create(
        record=record_in(option.room, "amendment", said),
        option=option,
        before=option.words,
        words=said,
        why=reason,
        moved_by_id=viewer.person,
    )
    write_down(viewer, "move_amendment", amendment, words=said, why=reason)
    if viewer.person and option.moved_by_id == viewer.person:
        _take_up(amendment)
    return amendment


@transaction.atomic
def answer_amendment(
    *, viewer: Viewer, amendment: Amendment, is_taken: bool, answer: str = ""
) -> Amendment:
    """Take other words up, or say why not. Whoever moved them is owed a reason, which everybody can read."""
    PHASES.require("answer_amendment", lock(amendment.option.room))
    amendment = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if amendment.state != STATES.MOVED:
        raise RoomError(_("This amendment has its answer already."))
    amendment.answer = answer.strip() if is_taken else sentence(answer, "answer")
    amendment.state = STATES.TAKEN if is_taken else STATES.DECLINED
    amendment.save(update_fields=["answer", "state"])
    if is_taken:
        _take_up(amendment)
    write_down(viewer, "answer_amendment", amendment, is_taken=is_taken, answer=answer)
    return amendment


def _take_up(amendment: Amendment) -> None:
    """The option says the new words from now on; the old ones stay to be read in the amendment."""
    option = Option.objects.select_for_update(of=("self",)).get(pk=amendment.option_id)
    amendment.before, amendment.state = option.words, STATES.TAKEN
    amendment.save(update_fields=["before", "state"])
    option.words = amendment.words
    option.save(update_fields=["words"])
    option.record.title = amendment.words[:300]
    option.record.save(update_fields=["title"])


@transaction.atomic
def withdraw_option(*, viewer: Viewer, option: Option, because: str) -> Option:
    """It is not voted on, and why. It stays to be read."""
    PHASES.require("withdraw", lock(option.room))
    option.withdrawn_because = sentence(because, "because")
    option.save(update_fields=["withdrawn_because"])
    write_down(viewer, "withdraw_option", option, because=because)
    return option
