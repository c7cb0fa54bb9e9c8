"""The attack on invitations: the whole database, all letters, and every setting, against who voted what.

Five people are asked, by mail, by letter and through a helper. They answer in an order that the attacker
would like to know. He holds a copy of every row before the first answer, after the last, and after closing,
with the numbers that the database itself gives to rows; the files with their write-ahead log; and the
letters with the links in them.
"""

import hashlib
import hmac
import re
from datetime import timedelta
from itertools import permutations, product

import pytest
from django.conf import settings as installed
from django.core import mail
from django.db import connection
from django.utils import timezone
from tests.world_conversations import fill

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.queries.taking_part import sheet_of, voter_of
from thegither.capabilities.conversations.tests.test_inviting import link_in, mail_to, press
from thegither.capabilities.conversations.tests.test_seal_attack import SYSTEM_COLUMNS, Loot
from thegither.spine.contact import actions as contact
from thegither.spine.contact import tasks as contact_tasks
from thegither.spine.contact.invited import sheet_code, token_of
from thegither.spine.contact.models import Invitation

pytestmark = pytest.mark.django_db(transaction=True)
BY_LINK = ("effie", "bashir")


def everything() -> dict[str, list[tuple]]:
    """Every row of every table, with the place that the system gave it."""
    system = "rowid AS place" if connection.vendor == "sqlite" else SYSTEM_COLUMNS
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT {system}, * FROM "{table}" ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


def of_contact(rows: dict) -> dict:
    return {table: found for table, found in rows.items() if table.startswith("contact_")}


def vote_by_link(world, conversation, name: str, choice: int) -> None:
    client = world.client()
    answer = press(client, link_in(mail_to(world, name).body))
    for statement in conversation.statements.filter(state="accepted"):
        client.post(answer.url, {"statement": statement.pk, "choice": str(choice)})


@pytest.fixture
def asked(keys, world, opened):
    """Everybody is asked; Bashir may answer for Catriona; Morag fills in a sheet with a code."""
    fill(opened)
    world.account("bashir")
    contact.invite(
        viewer=world.viewer("ailsa"),
        activity=opened.activity,
        people=[person for name, person in world.people.items() if name != "duncan"],
        words=contact.Words(
            "Your view", "Dear {name}", path=f"/kirkbrae/conversations/{opened.pk}/invited/vote/"
        ),
    )
    contact_tasks.tick()
    tomorrow = timezone.localdate() + timedelta(days=1)
    contact.name_helper(
        viewer=world.viewer("ailsa"),
        person=world.people["catriona"],
        helper=world.people["bashir"],
        agreement=contact.Agreement("answer", "On the phone", timezone.localdate(), tomorrow),
    )
    return opened


def answer_all(world, conversation) -> None:
    """Two by their links, one through a helper, one on paper; Ailsa stays silent."""
    for place, name in enumerate(BY_LINK):
        vote_by_link(world, conversation, name, choice=place - 1)
    helper = world.people["bashir"].helps.get()
    first = conversation.statements.get(number=1)
    world.client("bashir").post(
        f"/kirkbrae/conversations/{conversation.pk}/for/{helper.pk}/vote/",
        {"statement": first.pk, "choice": "1"},
    )
    code = sheet_code(Invitation.objects.get(person=world.people["morag"]))
    actions.cast_votes(voter=sheet_of(conversation, code), choices={first.pk: -1})


def test_answering_changes_no_row_about_people(world, asked):
    """Neither by its content nor by its place does any row outside the votes tell that somebody came."""
    before = everything()
    answer_all(world, asked)
    after = everything()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"conversations_participant", "conversations_vote"}


def test_the_order_of_answering_leaves_rows_of_contact_as_they_were(world, asked):
    before = of_contact(everything())
    for order in list(permutations(BY_LINK)):
        for place, name in enumerate(order):
            vote_by_link(world, asked, name, choice=place - 1)
        assert of_contact(everything()) == before


def test_help_is_a_number_that_tells_nobody(world, asked):
    before = of_contact(everything())
    client = world.client()
    press(client, link_in(mail_to(world, "effie").body))
    client.post(f"/kirkbrae/conversations/{asked.pk}/invited/helped/")
    after = of_contact(everything())
    assert {table for table in after if after[table] != before[table]} == {"contact_helpcount"}
    [row] = after["contact_helpcount"]
    effie = world.people["effie"].pk
    assert str(effie) not in str(row)
    assert effie.hex not in str(row)


@pytest.fixture
def stolen(world, asked, tmp_path):
    """All files while open and after closing, the letters, and what only the key can make."""
    found = Loot(tmp_path)
    answer_all(world, asked)
    people = [name for name in world.people if name != "duncan"]
    found.names = {name: voter_of(world.viewer(name), asked).pseudonym for name in people}
    invitations = Invitation.objects.filter(activity=asked.activity)
    found.tokens = {one.person.name.lower(): token_of(one) for one in invitations}
    found.sheets = [sheet_code(one) for one in invitations]
    found.open_files, found.open_rows = found.take_files("open"), everything()
    actions.close_conversation(viewer=world.viewer("ailsa"), conversation=asked)
    tasks.tick()
    found.closed_files, found.closed_rows = found.take_files("closed"), everything()
    return found


def test_no_link_and_no_sheet_is_stored(stolen):
    for secret in [*stolen.tokens.values(), *stolen.sheets]:
        for rows, files in (
            (stolen.open_rows, stolen.open_files),
            (stolen.closed_rows, stolen.closed_files),
        ):
            assert secret not in str(rows)
            assert secret.encode() not in files


def test_letters_and_database_together_do_not_lead_from_a_person_to_votes(stolen, opened):
    """The attacker reads whose link it was; nothing turns the link into a pseudonym without the key."""
    known = [installed.SECRET_KEY, str(opened.pk), str(opened.activity_id), opened.link_token]
    for (name, token), other in product(stolen.tokens.items(), [*known, *stolen.tokens.values()]):
        for key, message in ((token, other), (other, token)):
            made = hmac.new(key.encode(), message.encode(), "sha256").hexdigest()
            assert made != stolen.names[name]
        assert hashlib.sha256(f"{token}{other}".encode()).hexdigest() != stolen.names[name]
        assert token not in stolen.names[name]


def test_after_closing_no_link_can_be_made_again(stolen, world):
    letters = [one.body for one in mail.outbox if "/invited/" in one.body]
    assert letters
    for body in letters:
        assert world.client().get(link_in(body)).status_code == 404


def places_of_invitations() -> list[str]:
    """The names of those invited, in the order in which the database holds their rows."""
    rows = of_contact(everything())["contact_invitation"]
    names = dict(Invitation.objects.values_list("pk", "person__name"))
    by_text = {pk.hex: name for pk, name in names.items()} | {str(pk): n for pk, n in names.items()}
    return [next(by_text[str(v)] for v in row if str(v) in by_text) for row in rows]


def test_places_of_invitations_do_not_tell_who_came_first(world, asked):
    """They are written at once, by name, and nothing moves them when somebody answers.

    PostgreSQL gives a row a new place whenever it changes, so there sending the letters set the order.
    """
    before = places_of_invitations()
    answer_all(world, asked)
    assert places_of_invitations() == before
    if connection.vendor == "sqlite":
        assert before == sorted(before)


def test_no_page_of_the_coordinator_tells_who_answered(world, asked):
    address = f"/kirkbrae/conversations/{asked.pk}/invite/"
    before = world.client("ailsa").get(address).text
    answer_all(world, asked)
    after = world.client("ailsa").get(address).text
    people = r"Ailsa|Bashir|Catriona|Effie|Morag"
    assert re.findall(people, before) == re.findall(people, after)
