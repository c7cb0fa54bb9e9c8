import numpy as np
import pytest

from thegither.methods.opinion import ImpossibleVotes, Votes


def test_votes_are_sorted_by_person_and_statement() -> None:
    votes = Votes.of([2, 0, 2], [1, 1, 0], [1, -1, 0], 3, 2)
    assert votes.starts.tolist() == [0, 1, 1, 3]
    assert votes.statements.tolist() == [1, 0, 1]
    assert votes.choices.tolist() == [-1, 0, 1]
    assert votes.people.tolist() == [0, 2, 2]


@pytest.mark.parametrize(
    "people, statements, choices, words",
    [
        ([0], [0], [2], "A vote is 1"),
        ([0], [0], [0.5], "A vote is 1"),
        ([0], [0], [257], "A vote is 1"),
        ([5], [0], [1], "participant outside"),
        ([0], [-1], [1], "statement outside"),
        ([0, 0], [1, 1], [1, -1], "two votes on one statement"),
        ([0, 1], [1], [1], "differ in length"),
    ],
)
def test_impossible_votes_are_refused(
    people: list[int], statements: list[int], choices: list[float], words: str
) -> None:
    with pytest.raises(ImpossibleVotes, match=words):
        Votes.of(people, statements, choices, 2, 2)


def test_names_must_be_distinct() -> None:
    with pytest.raises(ImpossibleVotes, match="name of its own"):
        Votes.of([], [], [], 2, 1, participant_ids=[4, 4])


def test_the_arrays_given_are_not_changed() -> None:
    columns = np.array([2, 0, 2]), np.array([1, 1, 0]), np.array([1, -1, 0])
    before = [column.copy() for column in columns]
    Votes.of(*columns, 3, 2)
    assert all(np.array_equal(a, b) for a, b in zip(before, columns, strict=True))
