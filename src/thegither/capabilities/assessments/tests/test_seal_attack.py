"""The attack: everything but the key file, against the anonymity of answers.

The attacker has the database file with its row numbers and its write-ahead log, a copy of it made while the
wave was open, every setting, the register, and every page. He looks for anything that joins a person and a row.
"""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from tests.world_assessments import add_neighbours, answer_all, fill, open_wave

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Remark, Response
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.spine.evidence.seals import SealLost, create_key, key_path

MEMBERS = ("ailsa", "bashir", "catriona", "effie", "morag")
SYSTEM_COLUMNS = "ctid::text AS place, xmin::text AS written_by"
SAID = "Nobody asked us before it was decided."


class Loot:
    """What the attacker holds: a copy made while open, and afterwards all there is."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.names = folder, {}

    def take(self, label: str) -> tuple[bytes, dict[str, list[dict]]]:
        return self._files(label), {name: self._rows(name) for name in ("response", "remark")}

    def _files(self, label: str) -> bytes:
        """The database as bytes, with its write-ahead log; empty where the database is a server."""
        if connection.vendor != "sqlite":
            return b""
        source = Path(str(connection.settings_dict["NAME"]))
        paths = [path for path in (source, Path(f"{source}-wal")) if path.exists()]
        copies = [shutil.copy(path, self.folder / f"{label}-{path.name}") for path in paths]
        return b"".join(Path(copy).read_bytes() for copy in copies)

    def _rows(self, table: str) -> list[dict]:
        """Every row of a table, in the order and with the columns of the system."""
        system = "rowid AS place" if connection.vendor == "sqlite" else SYSTEM_COLUMNS
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {system}, * FROM assessments_{table} ORDER BY 1")
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture
def loot(transactional_db, keys, world, tmp_path):
    """Five members and twenty neighbours answer, Bashir writes; a copy is made; then it closes."""
    found, neighbours = Loot(tmp_path), add_neighbours(world)
    found.wave = open_wave(world, instrument="board-self-assessment")
    fill(found.wave, neighbours)
    for place, name in enumerate(MEMBERS):
        found.names[name] = respondent_of(found.wave, world.people[name].pk).pseudonym
        answer_all(
            found.wave,
            world.people[name],
            found.wave.instrument.closed[0].options.values[place % 2],
        )
    _write(found.wave, world)
    _answer_backwards(found.wave, world)
    found.key = key_path(found.wave.activity_id).read_bytes()
    found.open_files, found.open_rows = found.take("open")
    actions.close_wave(viewer=world.viewer("ailsa"), wave=found.wave)
    found.closed_files, found.closed_rows = found.take("closed")
    return found


def _answer_backwards(wave, world) -> None:
    """Effie takes everything back and answers again, the last question first."""
    respondent = respondent_of(wave, world.people["effie"].pk)
    items = [item.id for item in wave.instrument.closed]
    actions.save_answers(respondent=respondent, answers=dict.fromkeys(items))
    value = wave.instrument.closed[0].options.values[0]
    actions.save_answers(respondent=respondent, answers=dict.fromkeys(reversed(items), value))


def _write(wave, world) -> None:
    item = next(one for one in wave.instrument.items if one.evidence or not one.options)
    respondent = respondent_of(wave, world.people["bashir"].pk)
    actions.save_answers(respondent=respondent, answers={}, remarks={item.id: SAID})


def text_of(rows: dict) -> str:
    return json.dumps(rows, default=str)


def test_the_key_and_the_pseudonyms_are_gone_from_rows_files_and_journal(loot, world):
    assert not key_path(loot.wave.activity_id).exists()
    assert loot.key not in loot.open_files + loot.closed_files
    for secret in loot.names.values():
        assert secret in text_of(loot.open_rows)
        assert secret not in text_of(loot.closed_rows)
        assert secret.encode() not in loot.closed_files
    with pytest.raises(SealLost):
        respondent_of(loot.wave, world.people["bashir"].pk)
    create_key(loot.wave.activity_id)
    again = respondent_of(loot.wave, world.people["bashir"].pk).pseudonym
    assert again != loot.names["bashir"]


def test_no_row_leads_to_a_person_or_to_the_row_before_it(loot, world):
    check_names(loot, world)
    check_new_rows(loot)
    check_order_of_items()
    check_groups()
    check_words(loot)
    if connection.vendor == "postgresql":
        assert len({row["written_by"] for row in loot.closed_rows["response"]}) == 1


def check_names(loot, world) -> None:
    """No row of answers or of words names somebody, open or closed."""
    for rows in (loot.open_rows, loot.closed_rows):
        for name in MEMBERS:
            assert world.people[name].pk.hex not in text_of(rows).replace("-", "")


def check_new_rows(loot) -> None:
    """Other keys, another order, and numbers that were drawn."""
    before, after = (rows["response"] for rows in (loot.open_rows, loot.closed_rows))
    assert len(before) == len(after)
    assert not {str(row["id"]) for row in before} & {str(row["id"]) for row in after}
    assert [row["answers"] for row in before] != [row["answers"] for row in after]
    assert sorted(row["number"] for row in after) == list(range(1, len(after) + 1))


def check_order_of_items() -> None:
    """Whoever answered the same questions has them in the same order, in whichever they came."""
    orders: dict[frozenset, set] = {}
    for response in Response.objects.all():
        orders.setdefault(frozenset(response.answers), set()).add(tuple(response.answers))
    assert all(len(found) == 1 for found in orders.values())


def check_groups() -> None:
    """Five or more share each combination."""
    cells = Counter(Response.objects.values_list("organization", "sector", "level"))
    assert min(cells.values()) >= 5


def check_words(loot) -> None:
    """What Bashir wrote is joined to no answer any more."""
    assert Remark.objects.get().response_id is None
    [remark] = loot.closed_rows["remark"]
    old = {str(row["id"]) for row in loot.open_rows["response"]}
    assert not old & {str(value) for value in remark.values()}


def test_no_time_stands_beside_an_answer_or_a_remark():
    for model in (Response, Remark):
        kinds = {field.get_internal_type() for field in model._meta.fields}
        assert not kinds & {"DateTimeField", "DateField", "TimeField"}


@pytest.mark.django_db
def test_pages_say_the_same_to_whoever_answered_and_whoever_did_not(world, keys, close_wave):
    wave = open_wave(world)
    answer_all(wave, world.people["bashir"], 3)
    close_wave(wave)
    told = {
        re.sub(
            r'value="[^"]*"', "", world.client(name).get(f"/kirkbrae/assessments/{wave.pk}/").text
        )
        for name in ("bashir", "effie")
    }
    assert len(told) == 1
