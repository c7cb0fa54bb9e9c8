"""Everything that can happen in a conversation. Each verb is one atomic step."""

from thegither.capabilities.conversations.actions.closing import (
    close_conversation,
    close_without_key,
)
from thegither.capabilities.conversations.actions.counting import count_votes
from thegither.capabilities.conversations.actions.forgetting import erase_person, forget_answers
from thegither.capabilities.conversations.actions.importing import (
    import_polis,
    process_import,
    queue_import,
)
from thegither.capabilities.conversations.actions.moderating import (
    moderate_statement,
    name_hours,
    renew_waiting,
    safeguard_statement,
)
from thegither.capabilities.conversations.actions.preparing import (
    Draft,
    change_conversation,
    create_conversation,
    discard_conversation,
    open_conversation,
)
from thegither.capabilities.conversations.actions.releasing import refresh_extremity, release_totals
from thegither.capabilities.conversations.actions.results import publish_results
from thegither.capabilities.conversations.actions.taking_part import (
    cast_vote,
    cast_votes,
    type_paper,
    write_statement,
)

__all__ = [
    "Draft",
    "cast_vote",
    "cast_votes",
    "change_conversation",
    "close_conversation",
    "close_without_key",
    "count_votes",
    "create_conversation",
    "discard_conversation",
    "erase_person",
    "forget_answers",
    "import_polis",
    "moderate_statement",
    "name_hours",
    "open_conversation",
    "process_import",
    "publish_results",
    "queue_import",
    "refresh_extremity",
    "release_totals",
    "renew_waiting",
    "safeguard_statement",
    "type_paper",
    "write_statement",
]
