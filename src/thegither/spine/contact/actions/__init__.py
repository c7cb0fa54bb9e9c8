"""Everything that reaches people, or is kept about how to reach them."""

from thegither.spine.contact.actions.helping import (
    Agreement,
    count_help,
    end_help,
    name_helper,
)
from thegither.spine.contact.actions.inviting import (
    Words,
    agree_ask_budget,
    ask_by_letter,
    change_reminders,
    decline,
    go_another_way,
    invite,
    mark_texts_sent,
    print_letters,
    remind,
    send_invitations,
    try_again,
)
from thegither.spine.contact.actions.promising import tell_of_promises
from thegither.spine.contact.actions.telling import (
    choose_rhythm,
    count_as_told_today,
    send_digest,
    send_digests,
    tell,
    turn_mail_off,
)

__all__ = [
    "Agreement",
    "Words",
    "agree_ask_budget",
    "ask_by_letter",
    "change_reminders",
    "choose_rhythm",
    "count_as_told_today",
    "count_help",
    "decline",
    "end_help",
    "go_another_way",
    "invite",
    "mark_texts_sent",
    "name_helper",
    "print_letters",
    "remind",
    "send_digest",
    "send_digests",
    "send_invitations",
    "tell",
    "tell_of_promises",
    "try_again",
    "turn_mail_off",
]
