"""What is stored after a run, counted in the database: `python -m benchmarks.http.stored < votes.json`.

Reads the conversation and the votes that were acknowledged; writes how many votes are stored, how many
of the acknowledged ones are not (`lost`), and how many are there more than once (`double`).
"""

import json
import os
import sys
from collections import Counter

import django


def count_stored(conversation: str, acknowledged: list[dict]) -> dict[str, int]:
    """Join acknowledged votes to stored ones by the voter's pseudonym, which the key still gives."""
    from thegither.capabilities.conversations.models import Conversation, Vote
    from thegither.spine.evidence.seals import pseudonym

    activity = Conversation.objects.get(pk=conversation).activity_id
    votes = Vote.objects.filter(participant__conversation=conversation)
    rows = votes.values_list("participant__pseudonym", "statement", "choice")
    stored = Counter((voter, str(statement), choice) for voter, statement, choice in rows)
    names = {p: pseudonym(activity, "person", p) for p in {v["person"] for v in acknowledged}}
    sent = {(names[v["person"]], v["statement"], v["choice"]) for v in acknowledged}
    pairs = Counter((voter, statement) for voter, statement, _ in stored.elements())
    return {
        "stored": stored.total(),
        "acknowledged": len(sent),
        "lost": len(sent - stored.keys()),
        "double": sum(count > 1 for count in pairs.values()),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    django.setup()
    asked = json.load(sys.stdin)
    json.dump(count_stored(asked["conversation"], asked["acknowledged"]), sys.stdout)
