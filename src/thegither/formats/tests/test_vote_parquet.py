"""Votes from Parquet: the same votes whatever the order and the pieces, and one sentence for every fault."""

from functools import reduce
from pathlib import Path

import numpy as np
import pytest

from thegither.formats.errors import FormatError
from thegither.formats.vote_parquet import Bucket, RowGroups, open_votes, positions
from thegither.methods.opinion import Votes
from thegither.methods.opinion.sample import join

pa = pytest.importorskip("pyarrow", reason="install pyarrow to read Parquet: make env")
parquet = pytest.importorskip("pyarrow.parquet")

PEOPLE, EACH, STATEMENTS = 900, 60, 90


def rows(people: int = PEOPLE) -> dict[str, np.ndarray]:
    """60 votes each of people 3, 13, 23 ... on statements 100, 107, 114 ..., sorted by person."""
    random = np.random.default_rng(4)
    seen = np.argsort(random.random((people, STATEMENTS)), axis=1)[:, :EACH]
    return {
        "participant": np.repeat(np.arange(people) * 10 + 3, EACH),
        "statement": 100 + 7 * seen.ravel(),
        "vote": random.integers(-1, 2, people * EACH),
    }


def write(path: Path, table: dict, **options) -> Path:
    parquet.write_table(pa.table(table), path, **options)
    return path


def expected(people: int = PEOPLE) -> Votes:
    table = rows(people)
    numbers, person = np.unique(table["participant"], return_inverse=True)
    ids, statement = np.unique(table["statement"], return_inverse=True)
    return Votes.of(
        person,
        statement,
        table["vote"],
        len(numbers),
        len(ids),
        participant_ids=numbers,
        statement_ids=ids,
    )


def together(file) -> Votes:
    joined = reduce(join, (piece.read() for piece in file.pieces))
    return joined.select(np.ones(joined.n_participants, bool), np.ones(STATEMENTS, bool))


def assert_same(found: Votes, wanted: Votes) -> None:
    for name in ("starts", "statements", "choices", "participant_ids", "statement_ids"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))


def test_a_sorted_file_is_read_by_row_groups_that_cut_through_people(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("thegither.formats.vote_parquet.FEWEST_A_PIECE", 9_000)
    path = write(tmp_path / "votes.parquet", rows(), row_group_size=3_217)
    file = open_votes(path, tmp_path, memory_mb=0)
    assert len(file.pieces) > 4
    assert all(isinstance(piece, RowGroups) for piece in file.pieces)
    assert file.n_votes == PEOPLE * EACH
    assert_same(together(file), expected())


def test_a_person_may_fill_more_than_one_row_group(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("thegither.formats.vote_parquet.FEWEST_A_PIECE", 50)
    path = write(tmp_path / "votes.parquet", rows(people=40), row_group_size=25)
    file = open_votes(path, tmp_path, memory_mb=0)
    assert len(file.pieces) > 30
    assert_same(together(file), expected(people=40))


@pytest.mark.parametrize("row_group_size", [60_000, 5_000])
def test_a_file_in_no_order_is_spilled_by_person(tmp_path: Path, monkeypatch, row_group_size: int):
    monkeypatch.setattr("thegither.formats.vote_parquet.FEWEST_A_PIECE", 9_000)
    order = np.random.default_rng(1).permutation(PEOPLE * EACH)
    table = {name: column[order] for name, column in rows().items()}
    path = write(tmp_path / "votes.parquet", table, row_group_size=row_group_size)
    file = open_votes(path, tmp_path, memory_mb=0)
    assert len(file.pieces) > 4
    assert all(isinstance(piece, Bucket) for piece in file.pieces)
    assert_same(together(file), expected())


def test_the_names_of_polis_and_wide_numbers_will_do(tmp_path: Path):
    table = {"voter-id": [5, 5, 6], "comment-id": [1, 40_000_000, 1], "vote": [1, 0, -1]}
    file = open_votes(write(tmp_path / "votes.parquet", table), tmp_path)
    assert file.statement_ids.tolist() == [1, 40_000_000]
    assert file.pieces[0].read().statements.tolist() == [0, 1, 0]


def test_statements_are_found_in_narrow_and_in_wide_numbers():
    for step in (1, 50_000_000):
        ids = np.array([2, 5, 9]) * step
        assert positions(ids[[2, 0, 1, 2]], ids).tolist() == [2, 0, 1, 2]


GOOD = {"participant": [1, 1, 2], "statement": [7, 8, 7], "vote": [1, 0, -1]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"vote": [1, 5, -1]}, "votes.parquet, line 2, column vote: 5 is not a vote"),
        (
            {"statement": [7, None, 7]},
            "votes.parquet, line 2, column statement: there is no number",
        ),
        ({"vote": [1.0, 0.0, 0.5]}, "column vote: it has to hold whole numbers"),
        ({"participant": ["a", "b", "c"]}, "column participant: it has to hold whole numbers"),
        ({"vote": [], "participant": [], "statement": []}, "there are no votes in it"),
    ],
)
def test_a_fault_is_named_by_line_and_column(tmp_path: Path, change: dict, message: str):
    table = {name: pa.array(column) for name, column in (GOOD | change).items()}
    if not len(table["vote"]):
        table = {name: pa.array([], pa.int64()) for name in table}
    with pytest.raises(FormatError) as error:
        open_votes(write(tmp_path / "votes.parquet", table), tmp_path)
    assert message in str(error.value)


def test_a_missing_column_no_parquet_and_no_file_are_named(tmp_path: Path):
    path = write(tmp_path / "votes.parquet", {"participant": [1], "vote": [1]})
    with pytest.raises(FormatError, match="column statement: there is no such column"):
        open_votes(path, tmp_path)
    path.write_text("participant,statement,vote\n")
    with pytest.raises(FormatError, match="this is no Parquet file"):
        open_votes(path, tmp_path)
    with pytest.raises(FormatError, match="no such file"):
        open_votes(tmp_path / "other.parquet", tmp_path)


def test_two_votes_of_one_person_on_one_statement_are_refused(tmp_path: Path):
    table = {"participant": [1, 1], "statement": [7, 7], "vote": [1, 0]}
    file = open_votes(write(tmp_path / "votes.parquet", table), tmp_path)
    with pytest.raises(FormatError, match="two votes on one statement"):
        file.pieces[0].read()
