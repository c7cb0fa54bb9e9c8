"""Seconds until a vote is in the totals, and how long a page takes: `python -m benchmarks.opinion.live`.

PostgreSQL is filled with 2 million votes of 33,422 people on 783 statements (`--votes 200000` for fewer, as
many a head), and `thegither work` runs beside it as it does everywhere. The rows are written by COPY, past
all actions: only this benchmark may, in a database of its own that is thrown away.
"""

import argparse
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from types import SimpleNamespace

import django

from benchmarks.http.places import postgresql
from benchmarks.opinion.made_up import columns
from benchmarks.tables import all_kept

VOTES, PEOPLE, STATEMENTS = 2_000_000, 33_422, 783
TRIES, PAGES_A_TRY, BATCH = 40, 5, 100
LIMIT_SECONDS, LIMIT_MILLISECONDS = 2.0, 100.0
# The worker's start is waited for, and not measured.
GIVE_UP = 300.0
HEAD = (
    "votes",
    "filled, s",
    "in the totals after, s: median, worst",
    "page, ms: median, p95, worst",
    "of it our processor",
    "extremity, s: cold, after 100 votes",
)


def report(votes: int = VOTES) -> bool:
    """Print the table; False when a bound is not kept."""
    with postgresql() as place:
        os.environ.update(place.environment)
        django.setup()
        from django.db import connection

        held, seconds = _held(votes)
        with _worker():
            waits, pages, work = _visited(held)
        cold, warm = _weighing(held)
        connection.close()
    late = quantiles(pages, n=20)[-1]
    cells = (
        f"{held.votes:,}",
        f"{seconds:.0f}",
        f"{median(waits):.2f}, {max(waits):.2f}",
        f"{median(pages):.0f}, {late:.0f}, {max(pages):.0f}",
        f"{median(work):.0f}, {quantiles(work, n=20)[-1]:.0f}, {max(work):.0f}",
        f"{cold:.1f}, {warm:.2f}",
    )
    print("| " + " | ".join(HEAD) + " |\n" + "|--:" * len(HEAD) + "|")
    print("| " + " | ".join(cells) + " |", flush=True)
    return all_kept(
        {
            f"every vote in the totals within {LIMIT_SECONDS} s": max(waits) <= LIMIT_SECONDS,
            f"95 of 100 pages within {LIMIT_MILLISECONDS:.0f} ms": late <= LIMIT_MILLISECONDS,
        }
    )


@contextmanager
def _worker() -> Iterator[None]:
    """The process that does what is due. It begins with weighing all statements cold, as after any start."""
    worker = subprocess.Popen([sys.executable, "-m", "thegither", "work"])
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


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
    from django.db import connection, transaction

    from thegither.capabilities.conversations.actions.counting import count_anew
    from thegither.capabilities.conversations.models import Participant, Vote

    people = round(PEOPLE * votes / VOTES)
    person, statement, choice = columns(people, STATEMENTS, votes)
    keys = [uuid.uuid4() for _ in range(people)]
    statements = list(conversation.statements.order_by("number").values_list("pk", flat=True))
    who = ((key, conversation.pk, key.hex, "", "") for key in keys)
    cast = (
        (uuid.uuid4(), keys[one], statements[other], said, said, True)
        for one, other, said in zip(
            person.tolist(), statement.tolist(), choice.tolist(), strict=True
        )
    )
    with connection.cursor() as cursor:
        fields = "id, conversation_id, pseudonym, sector, level"
        _write(cursor, Participant._meta.db_table, fields, who)
        fields = "id, participant_id, statement_id, choice, counted_as, is_counted"
        _write(cursor, Vote._meta.db_table, fields, cast)
        cursor.execute("VACUUM ANALYZE")
    with transaction.atomic():
        count_anew(conversation)
    return len(person)


def _write(cursor, table: str, fields: str, rows) -> None:
    with cursor.copy(f"COPY {table} ({fields}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def _visited(held: SimpleNamespace) -> tuple[list[float], list[float], list[float]]:
    """Votes, each with some visits of the conversation's page, a tenth of a second apart.

    Gives the seconds until each vote is in the totals, and the milliseconds of each page by the clock on the
    wall and by our processor, which other work on the machine slows much less.
    """
    waits, pages = [], []
    for number in range(1 + TRIES):
        waits.append(_until_counted(held, number))
        pages += [_page_milliseconds(held) for _ in range(PAGES_A_TRY)]
    wall, work = zip(*pages[PAGES_A_TRY:], strict=True)
    return waits[1:], list(wall), list(work)


def _until_counted(held: SimpleNamespace, number: int) -> float:
    """Cast one new person's vote and ask for the totals until it is in them."""
    from thegither.capabilities.conversations.queries.totals import live_totals

    before = live_totals(held.conversation).votes.value
    _vote(held, number)
    began = time.perf_counter()
    while live_totals(held.conversation).votes.value == before:
        time.sleep(0.02)
        if time.perf_counter() - began > GIVE_UP:
            raise RuntimeError("A vote did not come into the totals at all. Has the worker ended?")
    return time.perf_counter() - began


def _vote(held: SimpleNamespace, number: int) -> None:
    from thegither.capabilities.conversations import actions
    from thegither.capabilities.conversations.queries.taking_part import voter_of
    from thegither.spine.spaces.visibility import Viewer

    person = held.people[number + 1]
    viewer = Viewer(partnership=person.partnership_id, person=person.pk)
    statement = held.conversation.statements.first().pk
    actions.cast_vote(voter=voter_of(viewer, held.conversation), statement=statement, choice=1)


def _page_milliseconds(held: SimpleNamespace) -> tuple[float, float]:
    from django.urls import reverse

    time.sleep(0.1)
    slug = held.conversation.record.partnership.slug
    address = reverse("conversations:conversation", args=[slug, held.conversation.pk])
    began, worked = time.perf_counter(), time.process_time()
    answer = held.client.get(address, secure=True)
    taken = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)
    if answer.status_code != 200:
        raise RuntimeError(f"The page answered {answer.status_code}.")
    return taken


def _weighing(held: SimpleNamespace) -> tuple[float, float]:
    """How far statements pull apart: as after a start, and as after a batch of votes."""
    from thegither.capabilities.conversations import actions, tasks

    def weigh() -> float:
        began = time.perf_counter()
        actions.refresh_extremity(conversation=held.conversation)
        return time.perf_counter() - began

    cold = weigh()
    for number in range(1 + TRIES, 1 + TRIES + BATCH):
        _vote(held, number)
    for work in tasks.prompt():
        work()
    return cold, weigh()


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--votes", type=int, default=VOTES)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    raise SystemExit(0 if report(words.parse_args().votes) else 1)
