"""A decision room of 300 people who vote within one minute: filled, sealed, and afterwards counted.

`python -m benchmarks.http.room prepare ADDRESS SECONDS > plan.json` fills a fresh database;
`python -m benchmarks.http.room count < votes.json` says what is stored, closes the vote and counts it.
"""

import json
import os
import secrets
import sys
from random import Random

import django

CLIENTS, PEOPLE, MINUTE = 50, 300, 60.0
SECTORS = ("public", "voluntary", "private", "community")


def prepare(address: str, seconds: float) -> dict:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = _fill_register()
    room = _seal_room(people[0].partnership)
    votes = [_vote_of(room, person, choice) for person, choice in _choices(people)]
    return {
        "address": address,
        "seconds": seconds,
        "room": str(room.pk),
        "pace": MINUTE * CLIENTS / PEOPLE,
        "accepts": [302],
        "clients": [votes[n::CLIENTS] for n in range(CLIENTS)],
    }


def _fill_register() -> list:
    from django.db import transaction

    from thegither.spine.people import actions
    from thegither.spine.spaces.actions import create_partnership
    from thegither.spine.spaces.visibility import HOUSE

    with transaction.atomic():
        partnership = create_partnership(slug="load", name="Under load", purpose="To be measured.")
        who = {"viewer": HOUSE, "partnership": partnership}
        bodies = [actions.add_organization(**who, name=name, sector=name) for name in SECTORS]
        people = [actions.add_person(**who, name=f"Voter {n}") for n in range(PEOPLE)]
        for number, person in enumerate(people):
            body = bodies[number % len(bodies)]
            actions.add_membership(viewer=HOUSE, person=person, organization=body)
    return people


def _seal_room(partnership):
    from thegither.capabilities.decisions import actions
    from thegither.capabilities.decisions.queries.rule import Rule
    from thegither.spine.spaces.visibility import HOUSE

    said = dict.fromkeys(("outcome", "whose", "sign", "mandate"), "To be measured.")
    draft = actions.Draft(question="How many votes can this take?", horizon="year", **said)
    room = actions.create_room(viewer=HOUSE, partnership=partnership, draft=draft)
    room = actions.open_options(viewer=HOUSE, room=room)
    for words in ("This.", "That."):
        actions.propose_option(viewer=HOUSE, room=room, words=words)
    rule = Rule(each_class=True, quorum="1/2", quorum_of="class")
    actions.write_rule(viewer=HOUSE, room=room, rule=rule)
    return actions.seal_rule(viewer=HOUSE, room=room)


def _choices(people: list) -> list:
    source = Random(1)
    return [(person, source.choice(("1", "2"))) for person in people]


def _vote_of(room, person, choice: str) -> dict:
    """The request with which a signed-in member sends their ballot, as a browser without scripts does."""
    from django.test import Client
    from django.urls import reverse

    from thegither.spine.people.actions import open_account

    client, csrf = Client(), secrets.token_hex(16)
    client.force_login(open_account(person=person))
    session = client.cookies["sessionid"].value
    return {
        "csrf": csrf,
        "cookie": f"csrftoken={csrf}; sessionid={session}",
        "path": reverse("decisions:vote", args=[room.record.partnership.slug, room.pk]),
        "body": f"mark={choice}",
        "vote": {"person": str(person.pk), "mark": choice},
    }


def count(room_key: str, acknowledged: list[dict], close: bool) -> dict:
    """How many ballots are stored, which acknowledged ones are not, and what closing counts."""
    from thegither.capabilities.decisions import actions
    from thegither.capabilities.decisions.models import Ballot, Room
    from thegither.capabilities.decisions.queries.reading import RESULT, release_of
    from thegither.spine.evidence.seals import pseudonym
    from thegither.spine.spaces.visibility import HOUSE

    room = Room.objects.select_related("record__partnership", "activity").get(pk=room_key)
    stored = dict(Ballot.objects.filter(room=room).values_list("voter", "marks"))
    lost = [
        vote
        for vote in acknowledged
        if stored.get(pseudonym(room.activity_id, "ballot", vote["person"])) != {vote["mark"]: 1}
    ]
    found = {"stored": len(stored), "lost": len(lost), "rows": Ballot.objects.count()}
    if close:
        result = release_of(actions.close_vote(viewer=HOUSE, room=room), RESULT)
        found |= {
            "told": len(result["ballots"]),
            "totals": result["count"]["totals"],
            "turnout": sum(row["voted"] for row in result["turnout"]),
        }
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    django.setup()
    if sys.argv[1] == "prepare":
        json.dump(prepare(sys.argv[2], float(sys.argv[3])), sys.stdout)
    else:
        asked = json.load(sys.stdin)
        json.dump(count(asked["room"], asked["acknowledged"], asked["close"]), sys.stdout)
