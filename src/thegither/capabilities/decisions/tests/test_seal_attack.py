"""The attack: everything but the key file, against cards that lie face down and against secret ballots.

The attacker has every row with the columns that only the system writes, the database file and its journal, a
backup of it made while the vote was open, the register, every setting and every page. He looks for a card
before it is turned, and for anything that joins a person and a ballot after closing.
"""

import hashlib
import hmac
import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import connection
from tests.world_decisions import VOTES, close, decide, seal, vote, with_options

from thegither.capabilities.decisions import actions, activity
from thegither.capabilities.decisions.models import Ballot, Card, Room
from thegither.capabilities.decisions.queries.ballots import voter_of
from thegither.capabilities.decisions.queries.reading import RESULT, RULE, release_of
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.evidence.models import AuditEntry, Release
from thegither.spine.evidence.seals import SealLost, create_key, destroy_key, key_path
from thegither.spine.evidence.verify import verify_chain

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM_COLUMNS = "ctid::text AS place, xmin::text AS written_by"
TABLES = ("decisions_ballot", "decisions_card", "decisions_elector", "evidence_release")
WHY = "because the bus stops there"


def rows_of(table: str) -> list[dict]:
    """Every row of a table, with the columns of the system, in the order in which they lie."""
    system = "rowid AS place" if connection.vendor == "sqlite" else SYSTEM_COLUMNS
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {system}, * FROM {table} ORDER BY 1")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def everything() -> str:
    return json.dumps({table: rows_of(table) for table in TABLES}, default=str)


def files(folder: Path) -> bytes:
    """The database as bytes, with its write-ahead log; empty where the database is a server."""
    if connection.vendor != "sqlite":
        return b""
    source = Path(str(connection.settings_dict["NAME"]))
    found = b""
    for path in (source, Path(f"{source}-wal")):
        if path.exists():
            found += Path(shutil.copy(path, folder / path.name)).read_bytes()
    return found


@pytest.fixture
def laid(world, keys) -> Room:
    room = with_options(world)
    actions.open_cards(viewer=world.viewer("ailsa"), room=room)
    room = Room.objects.get(pk=room.pk)
    option = room.options.get(number=2)
    for name in ("morag", "catriona"):
        actions.play_card(viewer=world.viewer(name), room=room, option=option, why=WHY)
    return room


def test_no_card_is_read_before_all_are_turned(world, laid, tmp_path):
    said = everything()
    assert WHY not in said
    assert WHY.encode() not in files(tmp_path)
    for name in ("morag", "catriona"):
        assert str(world.people[name].pk) not in json.dumps(rows_of("decisions_card"), default=str)


def test_a_card_does_not_open_under_a_new_key_nor_as_a_card_of_another_round(world, laid):
    from thegither.spine.evidence.seals import unlock_words

    locked = Card.objects.first().locked
    with pytest.raises(SealLost):
        unlock_words(laid.activity_id, "card of talk", locked)
    destroy_key(laid.activity_id)
    create_key(laid.activity_id)
    with pytest.raises(SealLost):
        unlock_words(laid.activity_id, "card of cards", locked)


def test_no_page_tells_who_has_laid_a_card(world, laid):
    for who in ("ailsa", "bashir", "nobody"):
        page = world.client(who).get(f"/kirkbrae/decisions/{laid.pk}/").text
        assert WHY not in page
    actors = AuditEntry.objects.filter(verb="play_card")
    assert not actors.exists()


@pytest.fixture
def voted(world, keys) -> Room:
    room = seal(world)
    for name, option in VOTES.items():
        vote(world, room, name, {option: 1})
    return room


def test_no_ballot_names_a_person_while_the_vote_is_open(world, voted):
    said = json.dumps(rows_of("decisions_ballot"), default=str)
    for name in VOTES:
        assert world.people[name].pk.hex not in said.replace("-", "")


def test_ballots_and_the_roll_share_no_transaction(world, voted):
    """On PostgreSQL a row tells which transaction wrote it; voting touches nobody's row on the roll."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL writes the transaction's number beside a row")
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, xmax::text FROM decisions_elector")
        roll = {number for row in cursor.fetchall() for number in row}
        cursor.execute("SELECT xmin::text, xmax::text FROM decisions_ballot")
        ballots = {number for row in cursor.fetchall() for number in row}
    assert not (roll & ballots) - {"0"}


def test_names_on_ballots_in_a_backup_cannot_be_guessed_without_the_key(world, voted):
    names = set(Ballot.objects.values_list("voter", flat=True))
    for person in (str(world.people[name].pk) for name in VOTES):
        for key in (installed.SECRET_KEY, str(voted.pk), str(voted.activity_id), ""):
            for message in (person, f'["ballot","{person}"]', f'["person","{person}"]'):
                assert hmac.new(key.encode(), message.encode(), "sha256").hexdigest() not in names
                assert hashlib.sha256(f"{key}{message}".encode()).hexdigest() not in names


def test_after_closing_no_row_or_file_joins_a_person_and_a_ballot(world, voted, tmp_path):
    before = list(Ballot.objects.values_list("voter", flat=True))
    close(world, voted)
    assert not key_path(voted.activity_id).exists()
    assert not Ballot.objects.exists()
    said, bytes_left = everything(), files(tmp_path)
    for secret in before:
        assert secret not in said
        assert secret.encode() not in bytes_left
    told = json.dumps(release_of(voted, RESULT)["ballots"])
    for name in VOTES:
        assert str(world.people[name].pk) not in told
    with pytest.raises(SealLost):
        voter_of(voted, Rule.of(release_of(voted, RULE)["rule"]), world.people["bashir"].pk)


def test_the_order_of_told_ballots_says_nothing_about_who_came_first(world, keys, monkeypatch):
    """The order is drawn by the system's own randomness: the same votes are told in several orders."""
    orders = set()
    for _time in range(8):
        ballots = release_of(decide(world), RESULT)["ballots"]
        orders.add(tuple(next(iter(ballot["marks"])) for ballot in ballots))
    assert len(orders) > 1


def test_every_page_says_the_same_to_whoever_voted_and_whoever_did_not(world, voted):
    close(world, voted)
    for page in ("", "result/"):
        address = f"/kirkbrae/decisions/{voted.pk}/{page}"
        told = {
            world.client(name).get(address).text.count("library") for name in ("bashir", "catriona")
        }
        assert len(told) == 1


@pytest.mark.parametrize("kind", [RULE, RESULT])
def test_a_released_row_that_is_removed_is_exposed(world, keys, kind):
    room = decide(world)
    Release.objects.filter(activity=room.activity_id, kind=kind).delete()
    assert not verify_chain(world.partnership.pk).is_intact


def test_a_vote_whose_key_is_lost_is_closed_and_counted_without_classes(world, voted):
    destroy_key(voted.activity_id)
    with pytest.raises(SealLost):
        close(world, voted)
    actions.close_without_key(room=voted)
    content = release_of(voted, RESULT)
    assert (content["verdict"], content["count"]["totals"]) == ("passed", {"1": 3, "2": 2})
    assert [row["class"] for row in content["turnout"]] == [""]


def test_a_lost_key_voids_a_vote_that_asks_for_classes(world, keys):
    room = seal(world, Rule(quorum="1/2", quorum_of="class"))
    vote(world, room, "ailsa", {"1": 1})
    destroy_key(room.activity_id)
    actions.close_without_key(room=room)
    assert release_of(room, RESULT)["verdict"] == "void"


def test_an_open_vote_arrives_closed_on_another_machine(world, voted):
    from thegither.spine.evidence.actions import lose_seals

    destroy_key(voted.activity_id)
    lose_seals(activities=[voted.activity_id])
    activity.arrive(world.partnership)
    assert Room.objects.get(pk=voted.pk).activity.phase == "decided"
