"""The two conversations of a made-up partnership: one closed, with planted truths, and one open."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from random import Random
from uuid import UUID

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.demo import statements
from thegither.demo.opinions import PlantedConversation, plant
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

Truth = dict[str, object]
# Few enough that the visitor's vote is felt, and the same share of each sector.
EARLY_SHARE, FEWEST_EARLY_VOTES, MOST_EARLY_VOTES = 0.15, 4, 10


def hold_closed_conversation(
    partnership: Partnership, register: Register, planned: Plan
) -> tuple[Truth, ...]:
    """Hold the planted conversation from the first draft to closing, and say what was planted."""
    planted = plant(planned.sector_of(), planned.seed)
    draft = actions.Draft(
        question=statements.QUESTION,
        background=statements.BACKGROUND,
        seeds=tuple(s.text for s in planted.statements),
    )
    coordinator = register.on_duty["coordinator"]
    conversation = _start(coordinator, partnership, draft)
    keys = _keys(conversation)
    for person, votes in groupby(planted.votes, key=lambda vote: vote.person):
        choices = {keys[vote.statement]: vote.choice for vote in votes}
        _vote(register, person, conversation, choices)
    closed = actions.close_conversation(viewer=coordinator, conversation=conversation)
    actions.publish_results(conversation=closed)
    return _truths(conversation, planted)


def hold_open_conversation(partnership: Partnership, register: Register, planned: Plan) -> None:
    """Start a conversation for the visitor: a few have voted, and three statements wait."""
    draft = actions.Draft(
        question=statements.OPEN_QUESTION,
        background=statements.OPEN_BACKGROUND,
        seeds=statements.OPEN_ACCEPTED,
        open_to_link=True,
    )
    conversation = _start(register.on_duty["coordinator"], partnership, draft)
    source = Random(f"thegither-open-conversation-{planned.seed}")
    early = _draw_early(planned.sector_of(), source)
    for person in early:
        _vote(register, person, conversation, _draw_choices(_keys(conversation), source))
    for person, text in zip(early, statements.OPEN_WAITING, strict=False):
        voter = voter_of(_member(register, person), conversation)
        actions.write_statement(voter=voter, text=text)


def _start(viewer: Viewer, partnership: Partnership, draft: actions.Draft) -> Conversation:
    conversation = actions.create_conversation(viewer=viewer, partnership=partnership, draft=draft)
    return actions.open_conversation(viewer=viewer, conversation=conversation)


def _keys(conversation: Conversation) -> list[UUID]:
    return list(conversation.statements.order_by("number").values_list("pk", flat=True))


def _vote(
    register: Register, person: str, conversation: Conversation, choices: Mapping[UUID, int]
) -> None:
    voter = voter_of(_member(register, person), conversation)
    actions.cast_votes(voter=voter, choices=choices)


def _member(register: Register, person: str) -> Viewer:
    entry = register.people[person]
    return Viewer(partnership=entry.partnership_id, person=entry.pk)


def _draw_early(sector_of: Mapping[str, str], source: Random) -> list[str]:
    early: list[str] = []
    for sector in sorted(set(sector_of.values())):
        people = sorted(person for person, own in sector_of.items() if own == sector)
        early += source.sample(people, round(EARLY_SHARE * len(people)))
    return early


def _draw_choices(keys: list[UUID], source: Random) -> dict[UUID, int]:
    count = source.randint(FEWEST_EARLY_VOTES, MOST_EARLY_VOTES)
    return {key: source.choice((1, 1, 1, 0, -1)) for key in source.sample(keys, count)}


def _truths(conversation: Conversation, planted: PlantedConversation) -> tuple[Truth, ...]:
    """What was planted, in the vocabulary of findings, by the ids of the database."""
    records = _records(conversation)
    return (
        {"kind": "silent_sector", "about": [f"sector:{planted.silent_sector}"]},
        {"kind": "opinion_groups", "about": [str(conversation.record_id)]},
        *(
            {"kind": "bridging_statement", "about": [records[number]]}
            for number in planted.bridging
        ),
    )


def silent_in(truths: Iterable[Truth]) -> str:
    """The sector that keeps silent in the conversation; empty where none does.

    >>> silent_in([{"kind": "silent_sector", "about": ["sector:private"]}])
    'private'
    """
    found = [one["about"][0] for one in truths if one["kind"] == "silent_sector"]
    return found[0].removeprefix("sector:") if found else ""


def _records(conversation: Conversation) -> list[str]:
    ordered: Iterable[UUID] = conversation.statements.order_by("number").values_list(
        "record_id", flat=True
    )
    return [str(record) for record in ordered]
