"""Everything that reaches people, or is kept about how to reach them."""

from thegither.spine.contact.actions.telling import (
    choose_rhythm,
    count_as_told_today,
    send_digest,
    send_digests,
    tell,
    turn_mail_off,
)

__all__ = [
    "choose_rhythm",
    "count_as_told_today",
    "send_digest",
    "send_digests",
    "tell",
    "turn_mail_off",
]
