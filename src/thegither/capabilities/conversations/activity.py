"""What the house asks of conversations: their kind and word, asks, cards, findings, rows and files."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.actions.closing import close_without_key
from thegither.capabilities.conversations.actions.forgetting import erase_person, forget_answers
from thegither.capabilities.conversations.actions.preparing import KIND
from thegither.capabilities.conversations.models import (
    Conversation,
    ImportJob,
    Landscape,
    ModerationEntry,
    Participant,
    Statement,
    Tally,
    Totals,
    Vote,
)
from thegither.capabilities.conversations.phases import CLOSED, OPEN
from thegither.capabilities.conversations.queries import polis
from thegither.capabilities.conversations.queries.board import board_lines
from thegither.capabilities.conversations.queries.handling import handling_of, kept_about
from thegither.capabilities.conversations.queries.reading import conversations_of, state_sentence
from thegither.capabilities.conversations.queries.ready import READY
from thegither.capabilities.conversations.queries.taking_part import (
    has_answered,
    minutes_of,
    voter_of,
)
from thegither.capabilities.conversations.queries.voices import last_voices
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import helped_by
from thegither.spine.evidence.queries import lost_seals
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.models import Person
from thegither.spine.people.rules import allows
from thegither.spine.spaces.house import Act, Ask, Card, Picture, Prepared, Template
from thegither.spine.spaces.models import Activity, Finding, Partnership, Record
from thegither.spine.spaces.visibility import MODERATOR, Viewer
from thegither.spine.young.queries import flag_of

__all__ = [
    "KIND",
    "WORD",
    "acts",
    "arrive",
    "asks",
    "board_lines",
    "cards",
    "erase",
    "export_files",
    "findings",
    "forget",
    "handling_of",
    "kept_about",
    "pictures",
    "prepared",
    "rows",
    "starts",
    "templates",
    "words_of",
]

WORD = "listen"
ANSWER = Helper.What.ANSWER


def asks(viewer: Viewer, partnership: Partnership) -> list[Ask]:
    """What this member is asked to do: vote where they have not yet, and moderate what waits."""
    if not viewer.is_member:
        return []
    opened = conversations_of(viewer, partnership).filter(activity__phase=OPEN)
    helps = [one for one in helped_by(viewer, timezone.localdate()) if one.what == ANSWER]
    return [
        ask
        for conversation in opened
        for ask in (*_asks_of(viewer, conversation), *_asks_in_a_name(helps, conversation))
    ]


def _asks_in_a_name(helps: list[Helper], conversation: Conversation) -> Iterator[Ask]:
    """What a helper may answer in the name of somebody who has not answered yet."""
    for helper in helps if has_key(conversation.activity_id) else ():
        helped = Viewer(partnership=helper.person.partnership_id, person=helper.person_id)
        if not has_answered(voter_of(helped, conversation)):
            said = {"name": helper.person.name, "question": conversation.question}
            yield Ask(
                _("For %(name)s: %(question)s") % said,
                _url("helper_vote", conversation, helper.pk),
                minutes_of(conversation),
                conversation.closes_on,
            )


def _asks_of(viewer: Viewer, conversation: Conversation) -> Iterator[Ask]:
    waiting = conversation.statements.filter(state=Statement.State.WAITING).count()
    if viewer.has_duty(MODERATOR) and waiting:
        title = _("Moderate: %(question)s") % {"question": conversation.question}
        yield Ask(title, _url("moderate", conversation), max(1, waiting // 2))
    if has_key(conversation.activity_id) and not has_answered(voter_of(viewer, conversation)):
        minutes = minutes_of(conversation)
        yield Ask(
            conversation.question, _url("vote", conversation), minutes, conversation.closes_on
        )


def cards(viewer: Viewer, partnership: Partnership) -> list[Card]:
    seen = conversations_of(viewer, partnership).select_related("activity__age_rule")
    return [_card(conversation) for conversation in seen]


def starts(viewer: Viewer, partnership: Partnership) -> list[tuple[str, str]]:
    """The buttons under the word: what this viewer may begin, and where."""
    if not allows("conversations.create", viewer, partnership):
        return []
    pages = {"create": _("Ask a question"), "import": _("Bring in a Polis conversation")}
    slug = partnership.slug
    return [(text, reverse(f"conversations:{page}", args=[slug])) for page, text in pages.items()]


def templates(viewer: Viewer, partnership: Partnership) -> list[Template]:
    """Ready questions for a coordinator who begins."""
    if not allows("conversations.create", viewer, partnership):
        return []
    page = reverse("conversations:create", args=[partnership.slug])
    group = _("Hear from people: a conversation")
    return [
        Template(group, str(ready.question), str(ready.good_for), f"{page}?ready={ready.key}")
        for ready in READY
    ]


def prepared(viewer: Viewer, partnership: Partnership) -> list[Prepared]:
    """The conversations to which a coordinator invites people, the newest first."""
    if not allows("conversations.create", viewer, partnership):
        return []
    own = conversations_of(viewer, partnership).filter(is_imported=False)
    return [_prepared(viewer, each) for each in own.order_by("-record__created_at", "pk")]


def _prepared(viewer: Viewer, conversation: Conversation) -> Prepared:
    is_open = conversation.activity.phase == OPEN
    may_discard = allows("conversations.discard", viewer, conversation)
    return Prepared(
        title=conversation.question,
        url=_url("conversation", conversation),
        # Who is invited can answer at once: so it opens first.
        invite_url=_url("invite" if is_open else "conversation", conversation),
        discard_url=_url("discard", conversation) if may_discard else "",
        is_sent=conversation.activity.invitations.exists(),
    )


def acts(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Act]:
    """Who says or votes what in a conversation is sealed: there is nothing to weigh."""
    return []


def pictures(viewer: Viewer, partnership: Partnership) -> list[Picture]:
    """What conversations add to the mirror on the home page: voices."""
    found = last_voices(viewer, partnership)
    if found is None:
        return []
    address = _url("results", found.conversation)
    return [Picture(_("Voices"), address, found.svg, found.sentence, found.rows)]


def words_of(record: Record) -> str:
    """The words behind a statement's record, for those whose duty it is to read them."""
    found = Statement.objects.filter(record=record).first()
    return found.text if found else ""


def address_of(record: Record) -> str:
    """The page of a conversation whose record this is; nothing for any other record."""
    found = Conversation.objects.filter(record=record).select_related("activity", "record").first()
    return _card(found).url if found else ""


def _card(conversation: Conversation) -> Card:
    phase = conversation.activity.phase
    return Card(
        title=conversation.question,
        url=_url("results" if phase == CLOSED else "conversation", conversation),
        state="",
        summary=_summary(conversation),
        is_open=phase == OPEN,
    )


def _summary(conversation: Conversation) -> str:
    young = "" if conversation.activity.phase == CLOSED else flag_of(conversation.activity)
    return " ".join(filter(None, [state_sentence(conversation), young]))


def _url(page: str, conversation: Conversation, *more: UUID) -> str:
    slug = conversation.record.partnership.slug
    return reverse(f"conversations:{page}", args=[slug, conversation.pk, *more])


def findings(partnership: Partnership) -> QuerySet[Finding]:
    own = Finding.objects.filter(record__partnership=partnership, record__activity__kind=KIND)
    return own.select_related("record").order_by("record__created_at", "pk")


def export_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    """Each closed conversation as the four files of a Polis export, in a folder of its own."""
    closed = Conversation.objects.filter(record__partnership=partnership, activity__phase=CLOSED)
    for conversation in closed.order_by("pk"):
        for name, content in polis.export_files(conversation):
            yield f"conversations/{conversation.pk}/{name}", content


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of conversations that belongs to a partnership, in an order in which it can be stored.

    What an open conversation holds stands under pseudonyms whose key stays behind: `arrive` closes it.
    """
    own: dict[str, Any] = {"conversation__record__partnership": partnership}
    return [
        Conversation.objects.filter(record__partnership=partnership),
        Statement.objects.filter(**own),
        Participant.objects.filter(**own),
        Vote.objects.filter(participant__conversation__record__partnership=partnership),
        Totals.objects.filter(**own),
        Tally.objects.filter(statement__conversation__record__partnership=partnership),
        ModerationEntry.objects.filter(statement__conversation__record__partnership=partnership),
        Landscape.objects.filter(**own),
        ImportJob.objects.filter(record__partnership=partnership),
    ]


def forget(activity: Activity) -> dict[str, int]:
    """Delete the single votes of a closed conversation; its results stay."""
    return forget_answers(activity=activity)


def erase(person: Person) -> dict[str, int]:
    """Remove what one person said, as far as an open seal still leads to it."""
    return erase_person(person=person)


def arrive(partnership: Partnership) -> None:
    """After an import or a restore: close what was open and whose key stayed behind."""
    own = Conversation.objects.filter(record__partnership=partnership, activity__phase=OPEN)
    for conversation in own.filter(activity__in=lost_seals()).order_by("pk"):
        close_without_key(conversation=conversation)
