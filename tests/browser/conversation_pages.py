"""The pages of a conversation, each in the phase in which it has most to show."""

from collections.abc import Callable
from random import Random
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.steps import follow, press
from tests.browser.visits import Visit, at
from tests.world import World
from tests.world_conversations import fill, prepare

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.taking_part import guest_of, voter_of

Make = Callable[[World], Conversation]


def opened(world: World) -> Conversation:
    return actions.open_conversation(viewer=world.viewer("ailsa"), conversation=prepare(world))


def busy(world: World) -> Conversation:
    """Open, with the votes of two camps and one of Bashir's."""
    conversation = opened(world)
    fill(conversation)
    voter = voter_of(world.viewer("bashir"), conversation)
    statement = conversation.statements.get(number=1)
    actions.cast_vote(voter=voter, statement=statement.pk, choice=1)
    return conversation


def waiting(world: World) -> Conversation:
    """Open, with a statement of Bashir's before the moderators."""
    conversation = opened(world)
    voter = voter_of(world.viewer("bashir"), conversation)
    actions.write_statement(voter=voter, text="A garden would do carers good.")
    return conversation


def closed(world: World) -> Conversation:
    """Closed, with its results worked out: three camps, and six statements that all of them support."""
    viewer = world.viewer("ailsa")
    draft = actions.Draft(question="What would help carers most?", seeds=SHARED + APART)
    conversation = actions.create_conversation(
        viewer=viewer, partnership=world.partnership, draft=draft
    )
    actions.open_conversation(viewer=viewer, conversation=conversation)
    for neighbour in range(60):
        voter = guest_of(conversation, f"neighbour {neighbour}")
        actions.cast_votes(voter=voter, choices=choices(conversation, neighbour))
    actions.close_conversation(viewer=viewer, conversation=conversation)
    tasks.tick()
    return conversation


SHARED = (
    "A carer should be able to take a break when they need one.",
    "Carers should have one person to ring.",
    "Carers should be told what they are entitled to.",
    "Carers' own health should be looked after.",
    "Plans should be made with carers, not for them.",
    "Letters to carers should be in plain words.",
)
APART = tuple(
    f"{what} should come {when}."
    for what in ("Small local groups", "One big centre", "Money paid to carers")
    for when in ("first", "before new buildings", "from the council", "from the health board",
                 "within a year", "even if it costs more")
)  # fmt: skip


def choices(conversation: Conversation, neighbour: int) -> dict[UUID, int]:
    """Each camp agrees with its own six of the statements that set camps apart; one vote in ten is a pass."""
    chance, camp = Random(neighbour), neighbour % 3
    return {
        statement.pk: 0 if chance.random() < 0.1 else _side(statement.number - 1, camp)
        for statement in conversation.statements.order_by("number")
    }


def _side(place: int, camp: int) -> int:
    return 1 if place < len(SHARED) or (place - len(SHARED)) // 6 == camp else -1


def _page(name: str, who: str, make: Make) -> Visit:
    full = f"conversations:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make(world).pk]))


def _safeguard(world: World) -> str:
    conversation = waiting(world)
    number = conversation.statements.get(state="waiting").number
    return reverse("conversations:safeguard", args=["kirkbrae", conversation.pk, number])


def _import_job(world: World) -> str:
    file = SimpleUploadedFile("votes.csv", b"timestamp\n")
    job = actions.queue_import(
        viewer=world.viewer("ailsa"), partnership=world.partnership, files=[file]
    )
    return reverse("conversations:import_job", args=["kirkbrae", job.pk])


def _by_link(world: World) -> str:
    token = opened(world).link_token
    return reverse("conversations:guest_conversation", args=["kirkbrae", token])


def _start(page: Page) -> None:
    press(page, "Start")


def _start_and_follow(link: str) -> Callable[[Page], None]:
    def clicks(page: Page) -> None:
        _start(page)
        follow(page, link, exact=False)

    return clicks


CONVERSATIONS = [
    at("conversations:index", "ailsa", "kirkbrae"),
    at("conversations:create", "ailsa", "kirkbrae"),
    at("conversations:import", "ailsa", "kirkbrae"),
    Visit("conversations:import_job", "ailsa", _import_job),
    _page("conversation", "ailsa", prepare),
    _page("conversation", "bashir", busy),
    _page("change", "ailsa", prepare),
    _page("share", "ailsa", opened),
    _page("paper", "ailsa", opened),
    _page("print_paper", "ailsa", opened),
    _page("close", "ailsa", busy),
    _page("vote", "bashir", opened),
    _page("yours", "bashir", busy),
    _page("add", "bashir", opened),
    _page("moderate", "morag", waiting),
    _page("hours", "ailsa", opened),
    Visit("conversations:safeguard", "morag", _safeguard),
    _page("log", "bashir", busy),
    _page("results", "bashir", closed),
    _page("report", "bashir", closed),
    _page("where_you_stand", "bashir", closed),
    Visit("conversations:guest_conversation", "nobody", _by_link),
    Visit("conversations:guest_vote", "nobody", _by_link, _start),
    Visit("conversations:guest_yours", "nobody", _by_link, _start_and_follow("change your votes")),
    Visit("conversations:guest_add", "nobody", _by_link, _start_and_follow("Add your own")),
]
