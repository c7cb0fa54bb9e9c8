"""The attack: everything but the key file, against the anonymity of votes.

The attacker has the database file with its row numbers and its write-ahead log, a backup of it made while
the conversation was open, every setting, the register, and every page. He looks for anything that joins a
person and a row of votes. Where something is found, the test fails; what he may know (that somebody voted
in a certain way under a number) is not a person.
"""

import hashlib
import hmac
import json
import re
import shutil
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import connection
from tests.world_conversations import fill

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.models import Participant, Vote
from thegither.capabilities.conversations.queries.taking_part import guest_of, voter_of
from thegither.spine.evidence.seals import key_path, pseudonym

pytestmark = pytest.mark.django_db(transaction=True)
MEMBERS = ("ailsa", "bashir", "catriona", "effie", "morag")
SYSTEM_COLUMNS = "ctid::text AS place, xmin::text AS written_by"
TABLES = ("participant", "vote", "statement", "moderationentry", "landscape")


class Loot:
    """What the attacker holds: a copy made while open, and afterwards all there is."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.names = folder, {}

    def take_files(self, label: str) -> bytes:
        """The database as bytes, with its write-ahead log; empty where the database is a server."""
        if connection.vendor != "sqlite":
            return b""
        source = Path(str(connection.settings_dict["NAME"]))
        found = b""
        for path in (source, Path(f"{source}-wal")):
            if path.exists():
                copy = shutil.copy(path, self.folder / f"{label}-{path.name}")
                found += Path(copy).read_bytes()
        return found

    def take_rows(self) -> dict[str, list[dict]]:
        """Every row of every table of conversations, in the order and with the columns of the system."""
        system = "rowid AS place" if connection.vendor == "sqlite" else SYSTEM_COLUMNS
        found = {}
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT {system}, * FROM conversations_{table} ORDER BY 1")
                names = [column[0] for column in cursor.description]
                found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return found


@pytest.fixture
def loot(keys, world, opened, tmp_path):
    """Five members and thirty-six neighbours vote and write; a backup is made; then it closes."""
    found = Loot(tmp_path)
    fill(opened)
    for place, name in enumerate(MEMBERS):
        voter = voter_of(world.viewer(name), opened)
        found.names[name] = voter.pseudonym
        choices = {
            s.pk: (place + s.number) % 3 - 1 for s in opened.statements.filter(state="accepted")
        }
        actions.cast_votes(voter=voter, choices=choices)
        actions.write_statement(voter=voter, text=f"A view of somebody, number {place}.")
    found.key = key_path(opened.activity_id).read_bytes()
    found.open_files, found.open_rows = found.take_files("open"), found.take_rows()
    actions.close_conversation(viewer=world.viewer("ailsa"), conversation=opened)
    tasks.tick()
    found.closed_files, found.closed_rows = found.take_files("closed"), found.take_rows()
    return found


def text_of(rows: dict) -> str:
    return json.dumps(rows, default=str)


def test_the_key_is_nowhere(loot, opened):
    assert not key_path(opened.activity_id).exists()
    for files in (loot.open_files, loot.closed_files):
        assert loot.key not in files
        assert loot.key.hex().encode() not in files


def test_no_row_about_votes_names_a_person_open_or_closed(loot, world):
    for rows in (loot.open_rows, loot.closed_rows):
        said = text_of({name: rows[name] for name in ("participant", "vote", "statement")})
        for name in MEMBERS:
            person = world.people[name]
            assert str(person.pk) not in said
            assert person.pk.hex not in said
            assert str(world.account(name).pk.hex) not in said


def test_no_pseudonym_is_left_in_rows_files_or_journal(loot):
    for secret in loot.names.values():
        assert secret in text_of(loot.open_rows)
        assert secret not in text_of(loot.closed_rows)
        assert secret.encode() not in loot.closed_files


def test_pseudonyms_in_the_backup_cannot_be_guessed_without_the_key(loot, world, opened):
    """Whatever else is known serves as key and as message; none of it gives a pseudonym."""
    known = [installed.SECRET_KEY, str(opened.pk), str(opened.activity_id), opened.link_token, ""]
    for name, person in product(MEMBERS, known):
        message = str(world.people[name].pk)
        for digest in (
            hashlib.sha256(f"{person}{message}".encode()).hexdigest(),
            hmac.new(person.encode(), message.encode(), "sha256").hexdigest(),
            hmac.new(person.encode(), f'["person","{message}"]'.encode(), "sha256").hexdigest(),
        ):
            assert digest not in loot.names.values()


def test_the_same_pseudonyms_cannot_be_made_under_a_new_key(loot, world, opened, keys):
    from thegither.spine.evidence.seals import create_key

    create_key(opened.activity_id)
    again = pseudonym(opened.activity_id, "person", str(world.people["bashir"].pk))
    assert again != loot.names["bashir"]


def test_rows_are_new_and_their_order_says_nothing_about_the_old_one(loot):
    """Votes followed from backup to end by their pattern arrive at places that do not repeat the order."""
    before, after = patterns(loot.open_rows), patterns(loot.closed_rows)
    assert sorted(before) == sorted(after)
    assert before != after
    for table in ("participant", "vote"):
        assert not keys_of(loot.open_rows[table]) & keys_of(loot.closed_rows[table])


def keys_of(rows: list[dict]) -> set[str]:
    return {str(row["id"]) for row in rows}


def patterns(rows: dict) -> list[tuple]:
    """Each participant's votes, in the order in which the rows of participants lie."""
    cast: dict = {}
    for vote in rows["vote"]:
        pair = (str(vote["statement_id"]), vote["choice"])
        cast.setdefault(vote["participant_id"], []).append(pair)
    return [tuple(sorted(cast[participant["id"]])) for participant in rows["participant"]]


def test_no_time_stands_beside_a_vote_or_its_voter(loot):
    for model in (Participant, Vote):
        kinds = {field.get_internal_type() for field in model._meta.fields}
        assert not kinds & {"DateTimeField", "DateField", "TimeField"}


def test_all_rows_carry_the_number_of_one_transaction(loot):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL writes the transaction's number beside a row")
    rows = loot.closed_rows["participant"] + loot.closed_rows["vote"]
    assert len({row["written_by"] for row in rows}) == 1


def test_attributes_are_shared_by_five_or_more(loot):
    cells: dict = {}
    for sector, level in Participant.objects.values_list("sector", "level"):
        cells[sector, level] = cells.get((sector, level), 0) + 1
    assert min(cells.values()) >= 5


def test_every_page_says_the_same_to_whoever_voted_and_whoever_did_not(loot, world, opened):
    """What a member reads after closing does not depend on what they did."""
    pages = ("conversation", "results", "report", "where_you_stand", "log")
    for page in pages:
        address = f"/kirkbrae/conversations/{opened.pk}/" + ADDRESS[page]
        told = {
            same_for_all(world.client(name).get(address).text) for name in ("bashir", "catriona")
        }
        assert len(told) == 1, page


ADDRESS = {
    "conversation": "",
    "results": "results/",
    "report": "results/report/",
    "where_you_stand": "results/where-you-stand/",
    "log": "log/",
}


def same_for_all(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_no_page_shows_a_row_of_votes_or_a_point_for_one_person(loot, world, opened):
    page = world.client("bashir").get(f"/kirkbrae/conversations/{opened.pk}/results/").text
    for participant in Participant.objects.all():
        assert str(participant.pk) not in page
    result = opened.landscapes.get().result
    assert all(spot["size"] >= 5 for spot in result.get("spots", []))


def test_the_export_numbers_people_and_tells_no_time(loot, world, opened):
    from thegither.capabilities.conversations.queries.polis import export_files

    files = dict(export_files(opened))
    stamps = {line.split(",")[0] for line in files["votes.csv"].decode().splitlines()[1:]}
    assert stamps == {"0"}
    for secret in loot.names.values():
        assert all(secret.encode() not in content for content in files.values())


def test_a_neighbour_cannot_be_looked_up_by_the_number_in_his_browser(loot, opened):
    from thegither.spine.evidence.seals import SealLost

    with pytest.raises(SealLost):
        guest_of(opened, "neighbour 3")
