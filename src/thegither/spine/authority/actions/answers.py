"""Keeping an answer as it was given."""

from django.db import transaction

from thegither.spine.authority.deciding import Answer
from thegither.spine.authority.models import KeptAnswer
from thegither.spine.authority.wording import post_name
from thegither.spine.people.actions.register import write_down
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def keep_answer(*, viewer: Viewer, partnership: Partnership, answer: Answer) -> KeptAnswer:
    """Word for word, with the day it is about and the moment it was given. Nothing changes it later."""
    words = {
        "decision_type": answer.decision_type,
        "amount": answer.amount,
        "on": answer.on,
        "known_at": answer.known_at,
        "verdict": answer.verdict,
        "sentence": answer.sentence,
        "clause": answer.clause.clause if answer.clause else "",
        "post_name": post_name(answer.post) if answer.post else "",
    }
    kept = KeptAnswer.objects.create(partnership=partnership, post=answer.post, **words)
    write_down(viewer, "keep_answer", kept, **words)
    return kept
