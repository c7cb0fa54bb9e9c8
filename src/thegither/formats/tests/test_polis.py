"""The small conversation in these tests, as people x statements (blank: not seen):

        statement 3   statement 5   statement 8
person 2    agree        pass
person 7   disagree                    agree
"""

import json
from pathlib import Path

import numpy as np
import pytest

from thegither.formats.polis import FormatError, read_folder, write_folder

VOTES = """timestamp,datetime,comment-id,voter-id,vote
1500000000002,x,3,2,1
1500000000003,x,5,2,0
1500000000005,x,3,7,-1
1500000000009,x,8,7,1
"""
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000000000,x,3,2,1,1,1,"Buses, later in the evening"
1500000000000,x,5,2,0,0,0,Benches
1500000000000,x,8,7,1,0,-1,Free soup
"""


def folder(path: Path, votes: str = VOTES, comments: str = COMMENTS) -> Path:
    (path / "votes.csv").write_text(votes, encoding="utf-8")
    (path / "comments.csv").write_text(comments, encoding="utf-8")
    return path


def test_people_statements_and_votes_are_read(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path))

    assert read.participants.tolist() == [2, 7]
    assert [row.id for row in read.statements] == [3, 5, 8]
    assert read.statements[0].text == "Buses, later in the evening"
    assert read.votes.people.tolist() == [0, 0, 1, 1]
    assert read.votes.statements.tolist() == [0, 1, 0, 2]
    assert read.votes.choices.tolist() == [1, 0, -1, 1]
    assert read.kept_out().tolist() == [False, False, True]
    assert (read.superseded, read.repairs) == (0, {})


def test_the_last_vote_by_time_counts_wherever_it_stands(tmp_path: Path) -> None:
    later_first = VOTES.replace(
        "1500000000002,x,3,2,1\n", "1500000000009,x,3,2,-1\n1500000000002,x,3,2,1\n"
    )
    read = read_folder(folder(tmp_path, later_first))

    assert read.votes.choices[0] == -1
    assert read.superseded == 1


def test_of_equal_times_the_last_row_counts(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path, VOTES + "1500000000002,x,3,2,0\n"))
    assert read.votes.choices[0] == 0
    assert read.superseded == 1


def test_seconds_are_taken_as_such_and_counted(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path, VOTES.replace("000000000", "000000")))
    assert read.votes.times[0] == 1500000002000
    assert read.repairs == {"seconds_for_milliseconds": 4}


def test_a_vote_on_an_unlisted_statement_is_kept_and_counted(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path, VOTES + "1500000000009,x,99,7,1\n"))
    assert read.statements[-1].id == 99
    assert read.repairs == {"unlisted_statements": 1}


def test_a_statement_listed_twice_counts_once(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path, comments=COMMENTS + "1500000000000,x,8,7,1,0,1,Later\n"))
    assert read.statements[-1].text == "Free soup"
    assert read.repairs == {"statements_listed_twice": 1}


def test_unknown_columns_are_ignored_and_counted(tmp_path: Path) -> None:
    wider = "\n".join(f"{line},purple" for line in VOTES.splitlines())
    read = read_folder(folder(tmp_path, wider))
    assert len(read.votes) == 4
    assert read.repairs == {"unknown_columns": 1}


def test_a_statement_nobody_voted_on_shapes_nothing(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path, comments=COMMENTS + "1500000000000,x,9,7,0,0,1,New\n"))
    assert len(read.statements) == 4
    assert read.to_votes().statement_ids.tolist() == [3, 5, 8]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    target = folder(tmp_path)
    (target / "votes.csv").write_bytes(b"\xef\xbb\xbf" + VOTES.replace("\n", "\r\n").encode())
    assert len(read_folder(target).votes) == 4


@pytest.mark.parametrize(
    "votes, line, column, words",
    [
        (VOTES.replace("5,2,0", "5,2,7"), 3, "vote", "'7' is not a vote"),
        (VOTES.replace("5,2,0", "5,2,"), 3, "vote", "'' is not a vote"),
        (VOTES.replace(",vote", ",vote,vote", 1), 1, "vote", "this column is there twice"),
        (VOTES.replace(",", ";"), 1, "voter-id", "parted by semicolons, and have to be by commas"),
        (VOTES.replace("5,2,0", "5,two,0"), 3, "voter-id", "'two' is not a whole number"),
        (VOTES.replace("5,2,0", "5.5,2,0"), 3, "comment-id", "'5.5' is not a whole number"),
        (VOTES.replace("5,2,0", "1_0,2,0"), 3, "comment-id", "'1_0' is not a whole number"),
        (VOTES.replace("5,2,0", "-5,2,0"), 3, "comment-id", "'-5' is not a whole number"),
        (VOTES.replace("1500000000003", "today"), 3, "timestamp", "'today' is not a whole"),
        (VOTES.replace("5,2,0", "5,2"), 3, "", "has 4 cells where the first line names 5"),
        (VOTES.replace("voter-id", "who"), 1, "voter-id", "this column is missing"),
        ("", 0, "", "the file is empty"),
    ],
)
def test_a_wrong_row_is_named_by_line_and_column(
    tmp_path: Path, votes: str, line: int, column: str, words: str
) -> None:
    with pytest.raises(FormatError) as caught:
        read_folder(folder(tmp_path, votes))
    assert (caught.value.file, caught.value.line, caught.value.column) == (
        "votes.csv",
        line,
        column,
    )
    assert words in str(caught.value)


def test_broken_text_is_named_by_line(tmp_path: Path) -> None:
    target = folder(tmp_path)
    (target / "comments.csv").write_bytes(COMMENTS.encode().replace(b"Benches", b"Ben\xffches"))
    with pytest.raises(FormatError, match="comments.csv, line 3: the text is not UTF-8"):
        read_folder(target)


@pytest.mark.parametrize("name", ["votes.csv", "comments.csv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (folder(tmp_path) / name).unlink()
    with pytest.raises(FormatError, match=f"{name}: this file is missing"):
        read_folder(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="there is no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_quote_that_never_ends_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="comments.csv, line 5"):
        read_folder(folder(tmp_path, comments=COMMENTS + '1,x,9,7,0,0,1,"New\n'))


def test_writing_and_reading_again_loses_nothing(tmp_path: Path) -> None:
    first = read_folder(folder(tmp_path))
    write_folder(tmp_path / "copy", first)
    again = read_folder(tmp_path / "copy")

    assert again.statements == first.statements
    for column in ("people", "statements", "choices", "times"):
        assert np.array_equal(getattr(again.votes, column), getattr(first.votes, column))
    matrix = (tmp_path / "copy" / "participants-votes.csv").read_text().splitlines()
    assert matrix == [
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,3,5,8",
        "2,,2,2,1,0,1,0,",
        "7,,1,2,1,1,-1,,1",
    ]


def test_progress_ends_at_the_size_of_the_file(tmp_path: Path) -> None:
    reports: list[tuple[int, int]] = []
    read_folder(folder(tmp_path), lambda done, total: reports.append((done, total)))
    assert reports[-1] == (len(VOTES), len(VOTES))


SPELLINGS = [("participant_id", "statement_id", "moderated"), ("pid", "tid", "mod")]


def json_folder(path: Path, who: str, what: str, mod: str) -> Path:
    votes = [
        {who: 2, what: 3, "vote": 1, "modified": 1500000000000.0},
        {who: 7, what: 3, "vote": -1, "modified": "1500000000001"},
    ]
    comments = [{what: 3, who: 2, "txt": "Buses", mod: -1, "is_meta": False}]
    (path / "votes.json").write_text(json.dumps(votes, indent=4))
    (path / "comments.json").write_text(json.dumps(comments))
    (path / "conversation.json").write_text('{"topic": "Town"}')
    return path


@pytest.mark.parametrize("names", SPELLINGS)
def test_both_spellings_of_the_servers_json_are_read(
    tmp_path: Path, names: tuple[str, str, str]
) -> None:
    read = read_folder(json_folder(tmp_path, *names))
    assert read.participants.tolist() == [2, 7]
    assert read.votes.choices.tolist() == [1, -1]
    assert read.votes.times.tolist() == [1500000000000, 1500000000001]
    assert read.statements[0].moderated == -1
    assert read.summary["topic"] == "Town"


@pytest.mark.parametrize(
    "text, line, words",
    [
        ('[\n{"pid": 1, "tid": 1, "vote": 7, "modified": 1}]', 2, "7 is not a vote"),
        ('[\n\n{"tid": 1, "vote": 1, "modified": 1}]', 3, "None is not a whole number"),
        ('[{"pid": 1,', 1, "broken or breaks off"),
        ("[1]", 1, "not an object"),
        ("{}", 1, "not a JSON list"),
        ("", 1, "the file is empty"),
    ],
)
def test_wrong_json_is_named_by_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    json_folder(tmp_path, *SPELLINGS[1])
    (tmp_path / "votes.json").write_text(text)
    with pytest.raises(FormatError) as caught:
        read_folder(tmp_path)
    assert (caught.value.file, caught.value.line) == ("votes.json", line)
    assert words in str(caught.value)


def test_json_longer_than_one_chunk_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thegither.formats.polis_json.CHUNK", 150)
    assert len(read_folder(json_folder(tmp_path, *SPELLINGS[0])).votes) == 2


def server_json(path: Path, votes: list[dict], comments: list[dict]) -> Path:
    (path / "votes.json").write_text(json.dumps(votes))
    (path / "comments.json").write_text(json.dumps(comments))
    return path


def test_json_with_numbers_as_text_says_the_same(tmp_path: Path) -> None:
    votes = [{"pid": "4", "tid": "2", "vote": "-1", "modified": "1612123000000"}]
    comments = [{"tid": "2", "txt": "A", "mod": "-1", "is_meta": "false"}]
    read = read_folder(server_json(tmp_path, votes, comments))
    assert (read.participants.tolist(), read.votes.choices.tolist()) == ([4], [-1])
    assert read.votes.times.tolist() == [1612123000000]
    assert (read.statements[0].moderated, read.statements[0].is_meta) == (-1, False)


def test_votes_without_a_time_are_read_and_the_later_row_wins(tmp_path: Path) -> None:
    votes = [{"pid": 1, "tid": 2, "vote": said} for said in (1, -1)]
    read = read_folder(server_json(tmp_path, votes, []))
    assert (read.votes.choices.tolist(), read.superseded) == ([-1], 1)
    assert not read.repairs.get("seconds_for_milliseconds")


def test_a_moment_may_be_written_as_text(tmp_path: Path) -> None:
    votes = [
        {"pid": 1, "tid": 2, "vote": 1, "created": "2023-08-11T08:12:41.800Z"},
        {"pid": 1, "tid": 2, "vote": 0, "created": "2023-08-11T08:12:40+00:00"},
    ]
    read = read_folder(server_json(tmp_path, votes, []))
    assert (read.votes.choices.tolist(), read.votes.times.tolist()) == ([1], [1691741561800])
