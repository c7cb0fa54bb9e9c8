"""The six real conversations, with the counts that two other readers agree on."""

from pathlib import Path

import pytest

from thegither.formats.polis import read_folder

DATA = Path(__file__).resolve().parents[5] / "shared" / "data" / "polis"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the real conversations are not on this machine"),
]


@pytest.mark.parametrize(
    "name, people, statements, votes, superseded",
    [
        ("vtaiwan.uberx", 1921, 197, 49443, 554),
        ("london.youth.policing", 26, 36, 638, 2),
        ("brexit-consensus", 204, 50, 5303, 9),
        ("football-concussions", 1487, 298, 14328, 596),
        ("scoop-hivemind.biodiversity", 536, 314, 29719, 83),
        ("15-per-hour-seattle", 339, 54, 2872, 123),
    ],
)
def test_counts_of_a_real_conversation(
    name: str, people: int, statements: int, votes: int, superseded: int
) -> None:
    read = read_folder(DATA / name)
    counted = (len(read.participants), len(read.voted_on), len(read.votes), read.superseded)
    assert counted == (people, statements, votes, superseded)


def test_statements_nobody_voted_on_are_listed_but_shape_nothing() -> None:
    read = read_folder(DATA / "london.youth.policing")
    assert len(read.statements) == 39
    assert read.to_votes().n_statements == 36
