"""Seconds until a vote is in the totals, and how long a page takes: `python -m benchmarks.opinion.live`.

PostgreSQL is filled with 2 million votes of 33,422 people on 783 statements (`--votes 200000` for fewer, as
many a head). The rows are written by COPY, past all actions: only this benchmark may, in a database of its
own that is thrown away. Filling takes minutes, so `make bench` leaves this part out.
"""

import argparse
import os
import time
import uuid
from statistics import median
from types import SimpleNamespace

import django

from benchmarks.http.places import postgresql
from benchmarks.opinion.made_up import columns

VOTES, PEOPLE, STATEMENTS = 2_000_000, 33_422, 783
PAGES, TRIES, LIMIT_SECONDS, LIMIT_MILLISECONDS = 20, 5, 2.0, 100.0


def report(votes: int = VOTES) -> bool:
    """Print the table; False when a bound is not kept."""
    with postgresql() as place:
        os.environ.update(place.environment)
        django.setup()
        from django.db import connection

        held, seconds = _held(votes)
        waits = [_until_counted(held, number) for number in range(TRIES)]
        pages = [_page_milliseconds(held) for _ in range(PAGES)]
        first, again = _weighing(held), _weighing(held)
        connection.close()
    print(
        "| votes | filled, s | in the totals after, s (worst) | page, ms (median, worst) |", end=""
    )
    print(" extremity cold, warm, s |\n|--:|--:|--:|--:|--:|")
    print(f"| {held.votes:,} | {seconds:.0f} | {median(waits):.2f} ({max(waits):.2f}) |", end="")
    print(f" {median(pages):.0f} ({max(pages):.0f}) | {first:.1f}, {again:.1f} |", flush=True)
    return max(waits) <= LIMIT_SECONDS and median(pages) <= LIMIT_MILLISECONDS


def _held(votes: int) -> tuple[SimpleNamespace, float]:
    """A conversation open to members with so many votes in it, and one member signed in."""
    from django.core.management import call_command
    from django.test import Client

    from benchmarks.http.prepare import _fill_register
    from thegither.spine.people.actions import open_account

    call_command("migrate", verbosity=0)
    people = _fill_register()
    conversation = _open(people[0].partnership)
    began = time.perf_counter()
    number = _copy(conversation, votes)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(open_account(person=people[0]))
    held = SimpleNamespace(conversation=conversation, people=people, client=client, votes=number)
    return held, time.perf_counter() - began


def _open(partnership):
    from thegither.capabilities.conversations import actions
    from thegither.spine.spaces.visibility import HOUSE

    texts = tuple(f"This is view number {n} of many." for n in range(1, STATEMENTS + 1))
    draft = actions.Draft(question="How live is this?", seeds=texts)
    made = actions.create_conversation(viewer=HOUSE, partnership=partnership, draft=draft)
    return actions.open_conversation(viewer=HOUSE, conversation=made)


def _copy(conversation, votes: int) -> int:
    from django.db import connection

    from thegither.capabilities.conversations.models import Participant, Vote

    people = round(PEOPLE * votes / VOTES)
    person, statement, choice = columns(people, STATEMENTS, votes)
    keys = [uuid.uuid4() for _ in range(people)]
    statements = list(conversation.statements.order_by("number").values_list("pk", flat=True))
    who = ((key, conversation.pk, key.hex, "", "") for key in keys)
    cast = (
        (uuid.uuid4(), keys[one], statements[other], said)
        for one, other, said in zip(
            person.tolist(), statement.tolist(), choice.tolist(), strict=True
        )
    )
    with connection.cursor() as cursor:
        fields = "id, conversation_id, pseudonym, sector, level"
        _write(cursor, Participant._meta.db_table, fields, who)
        _write(cursor, Vote._meta.db_table, "id, participant_id, statement_id, choice", cast)
        cursor.execute("VACUUM ANALYZE")
    return len(person)


def _write(cursor, table: str, fields: str, rows) -> None:
    with cursor.copy(f"COPY {table} ({fields}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def _until_counted(held: SimpleNamespace, number: int) -> float:
    """Cast one new person's vote and ask for the totals until it is in them."""
    from thegither.capabilities.conversations import actions
    from thegither.capabilities.conversations.queries.taking_part import voter_of
    from thegither.capabilities.conversations.queries.totals import live_totals
    from thegither.spine.spaces.visibility import Viewer

    person, conversation = held.people[number + 1], held.conversation
    before = live_totals(conversation).votes.value
    viewer = Viewer(partnership=person.partnership_id, person=person.pk)
    statement = conversation.statements.first().pk
    actions.cast_vote(voter=voter_of(viewer, conversation), statement=statement, choice=1)
    began = time.perf_counter()
    while live_totals(conversation).votes.value == before:
        time.sleep(0.02)
    return time.perf_counter() - began


def _page_milliseconds(held: SimpleNamespace) -> float:
    """The conversation's page, asked for half a second apart so that its counts grow old in between."""
    from django.urls import reverse

    time.sleep(0.5)
    slug = held.conversation.record.partnership.slug
    address = reverse("conversations:conversation", args=[slug, held.conversation.pk])
    began = time.perf_counter()
    answer = held.client.get(address, secure=True)
    taken = 1000 * (time.perf_counter() - began)
    if answer.status_code != 200:
        raise RuntimeError(f"The page answered {answer.status_code}.")
    return taken


def _weighing(held: SimpleNamespace) -> float:
    """What tick does: read all votes, fold in what changed, and store how far statements pull apart."""
    from thegither.capabilities.conversations import actions

    began = time.perf_counter()
    actions.refresh_extremity(conversation=held.conversation)
    return time.perf_counter() - began


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--votes", type=int, default=VOTES)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    raise SystemExit(0 if report(words.parse_args().votes) else 1)
