"""Asking a question: from the first draft to the day it opens."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.phases import OPEN, PREPARING, require_phase
from thegither.capabilities.conversations.rules import nobody_has_come
from thegither.spine.evidence.actions import append_entry, close_seal, open_seal
from thegither.spine.protection.actions import put_notice_in_force
from thegither.spine.spaces.actions import create_activity, create_record, move_phase
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND = "conversation"


class EmptyQuestion(Exception):
    """A conversation needs a question. The message can be shown to a person."""


class SomebodyCame(Exception):
    """A conversation that others rely on cannot be thrown away. The message can be shown to a person."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a coordinator fills in. `seeds` are the first statements, accepted as they stand."""

    question: str
    background: str = ""
    seeds: tuple[str, ...] = ()
    open_to_link: bool = False
    closes_on: date | None = None
    language: str = "en-gb"


@transaction.atomic
def create_conversation(*, viewer: Viewer, partnership: Partnership, draft: Draft) -> Conversation:
    if not draft.question.strip():
        raise EmptyQuestion(_("Write the question that you want to ask."))
    conversation = make_conversation(partnership, draft, PREPARING)
    _sow(conversation, draft)
    write_down(viewer, "create_conversation", conversation, statements=len(draft.seeds))
    return conversation


@transaction.atomic
def change_conversation(
    *, viewer: Viewer, conversation: Conversation, draft: Draft
) -> Conversation:
    """Write a draft anew, first statements and all. Possible until somebody could have voted."""
    conversation = lock(conversation)
    require_phase("change_conversation", conversation)
    Record.objects.filter(statement__conversation=conversation).delete()
    conversation.question, conversation.background = draft.question, draft.background
    conversation.open_to_link, conversation.closes_on = draft.open_to_link, draft.closes_on
    conversation.save()
    record = conversation.record
    record.title, record.language = draft.question, draft.language
    record.save(update_fields=["title", "language"])
    _sow(conversation, draft)
    write_down(viewer, "change_conversation", conversation, statements=len(draft.seeds))
    return conversation


@transaction.atomic
def discard_conversation(*, viewer: Viewer, conversation: Conversation) -> None:
    """Throw a conversation away, statements and all: possible until somebody is invited or takes part.

    Raises `SomebodyCame` from then on, since others rely on it.
    """
    conversation = lock(conversation)
    require_phase("discard", conversation)
    if not nobody_has_come(viewer, conversation):
        raise SomebodyCame(_("Somebody was invited or took part meanwhile, so it stays."))
    if conversation.activity.phase == OPEN:
        close_seal(activity=conversation.activity_id, digest="")
    write_down(viewer, "discard_conversation", conversation)
    conversation.record.delete()


@transaction.atomic
def open_conversation(*, viewer: Viewer, conversation: Conversation) -> Conversation:
    """Seal it and let people in. From here on nothing that is stored joins a person and a vote."""
    conversation = lock(conversation)
    require_phase("open", conversation)
    open_seal(activity=conversation.activity_id)
    move_phase(activity=conversation.activity, phase=OPEN)
    _show(conversation)
    put_notice_in_force(viewer=viewer, activity=conversation.activity)
    write_down(viewer, "open_conversation", conversation)
    return conversation


def _show(conversation: Conversation) -> None:
    """A conversation with a link may be seen by everybody from here on, and so may its statements."""
    if not conversation.open_to_link:
        return
    conversation.record.audience = Record.Audience.PUBLIC
    conversation.record.save(update_fields=["audience"])
    sown = Record.objects.filter(statement__conversation=conversation)
    sown.update(audience=Record.Audience.PUBLIC)


def _sow(conversation: Conversation, draft: Draft) -> None:
    for number, text in enumerate(draft.seeds, start=1):
        add_statement(conversation, number, text, draft.language, Statement.State.ACCEPTED)


# --- what the other verbs of this package share ------------------------------------------------


def make_conversation(partnership: Partnership, draft: Draft, phase: str) -> Conversation:
    """A conversation in its first phase. What is still being prepared is for members only."""
    is_public = draft.open_to_link and phase != PREPARING
    activity = create_activity(
        partnership=partnership,
        kind=KIND,
        title=draft.question.strip(),
        phase=phase,
        audience=Record.Audience.PUBLIC if is_public else Record.Audience.MEMBERS,
        language=draft.language,
        state=phase,
    )
    return Conversation.objects.create(
        record=activity.record,
        activity=activity,
        question=draft.question.strip(),
        background=draft.background.strip(),
        open_to_link=draft.open_to_link,
        closes_on=draft.closes_on,
        link_token=secrets.token_urlsafe(18),
    )


def add_statement(
    conversation: Conversation, number: int, text: str, language: str, state: str, author: str = ""
) -> Statement:
    """One statement and its record, which carries neither the text nor the time it came."""
    record = create_record(
        partnership=conversation.record.partnership,
        activity=conversation.activity,
        kind="statement",
        title=_("Statement %(number)s") % {"number": number},
        audience=conversation.record.audience,
        state=state,
        language=language,
        created_at=conversation.record.created_at,
    )
    return Statement.objects.create(
        record=record,
        conversation=conversation,
        number=number,
        text=text.strip(),
        language=language,
        state=state,
        author=author,
    )


def lock(conversation: Conversation) -> Conversation:
    """The conversation as it stands now, held until the transaction ends."""
    rows = Conversation.objects.select_for_update(of=("self",))
    return rows.select_related("record__partnership", "activity").get(pk=conversation.pk)


def write_down(viewer: Viewer, verb: str, conversation: Conversation, **state: object) -> None:
    append_entry(
        chain=conversation.record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"conversation:{conversation.pk}",
        state={"question": conversation.question, "phase": conversation.activity.phase, **state},
    )
