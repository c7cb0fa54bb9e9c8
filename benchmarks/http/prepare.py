"""Fill a fresh database for a run, and write the plan of who sends which vote.

Runs in a process of its own, because Django is configured once for each process:
`python -m benchmarks.http.prepare ADDRESS SECONDS > plan.json`. Each client votes for several members in
turn, each member once on every statement, so that every accepted vote is a new row.
"""

import json
import os
import secrets
import sys
from random import Random

import django

CLIENTS, MEMBERS_A_CLIENT, STATEMENTS = 50, 6, 60


def prepare(address: str, seconds: float) -> dict:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = _fill_register()
    conversation = _open_conversation(people[0].partnership)
    votes = _Votes(conversation)
    members = [votes.of_member(person) for person in people]
    clients = [members[n::CLIENTS] for n in range(CLIENTS)]
    return {
        "address": address,
        "seconds": seconds,
        "conversation": str(conversation.pk),
        "clients": [[one for member in own for one in member] for own in clients],
    }


def _fill_register() -> list:
    from django.db import transaction

    from thegither.spine.people import actions
    from thegither.spine.spaces.actions import create_partnership
    from thegither.spine.spaces.visibility import HOUSE

    with transaction.atomic():
        partnership = create_partnership(slug="load", name="Under load", purpose="To be measured.")
        body = actions.add_organization(
            viewer=HOUSE, partnership=partnership, name="Everybody", sector="community"
        )
        people = [
            actions.add_person(viewer=HOUSE, partnership=partnership, name=f"Voter {n}")
            for n in range(CLIENTS * MEMBERS_A_CLIENT)
        ]
        for person in people:
            actions.add_membership(viewer=HOUSE, person=person, organization=body)
    return people


def _open_conversation(partnership):
    from thegither.capabilities.conversations.actions.preparing import (
        Draft,
        create_conversation,
        open_conversation,
    )
    from thegither.spine.spaces.visibility import HOUSE

    texts = tuple(f"This is view number {n} of many." for n in range(1, STATEMENTS + 1))
    draft = Draft(question="How many votes can this take?", seeds=texts)
    conversation = create_conversation(viewer=HOUSE, partnership=partnership, draft=draft)
    return open_conversation(viewer=HOUSE, conversation=conversation)


class _Votes:
    """The requests with which a signed-in member votes on every statement, as htmx sends them."""

    def __init__(self, conversation) -> None:
        from django.urls import reverse

        slug = conversation.record.partnership.slug
        self.path = reverse("conversations:vote", args=[slug, conversation.pk])
        self.keys = [str(key) for key in conversation.statements.values_list("pk", flat=True)]
        self.source = Random(1)

    def of_member(self, person) -> list[dict]:
        signed_in = self._sign_in(person)
        order = self.source.sample(self.keys, len(self.keys))
        return [signed_in | self._vote(person, key) for key in order]

    def _sign_in(self, person) -> dict:
        from django.test import Client

        from thegither.spine.people.actions import open_account

        client, csrf = Client(), secrets.token_hex(16)
        client.force_login(open_account(person=person))
        session = client.cookies["sessionid"].value
        return {"csrf": csrf, "cookie": f"csrftoken={csrf}; sessionid={session}", "path": self.path}

    def _vote(self, person, statement: str) -> dict:
        choice = self.source.choice((1, 1, 0, -1))
        body = f"statement={statement}&choice={choice}"
        vote = {"person": str(person.pk), "statement": statement, "choice": choice}
        return {"body": body, "vote": vote}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    django.setup()
    json.dump(prepare(sys.argv[1], float(sys.argv[2])), sys.stdout)
