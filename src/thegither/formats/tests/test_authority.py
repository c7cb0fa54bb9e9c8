"""Lines and delegations from CSV files."""

from datetime import date
from decimal import Decimal

import pytest

from thegither.formats.authority import lines_on, read_delegations, read_lines
from thegither.formats.errors import FormatError

DAY = date(2026, 11, 21)


def write(tmp_path, text):
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_only_lines_that_stand_on_the_day_are_taken_but_every_post(tmp_path):
    text = "from,to,kind,valid_from,valid_to\nA,B,line,,\nC,B,plan,,2026-11-20\nB,D,,2026-11-21,\n"
    posts, lines = lines_on(read_lines(write(tmp_path, text)), DAY, ["E"])
    assert posts == ("A", "B", "C", "D", "E")
    standing = [(posts[b], posts[a]) for b, a in zip(lines.below, lines.above, strict=True)]
    assert standing == [("A", "B"), ("B", "D")]
    assert lines.kinds == ("line", "line")


def test_two_columns_are_enough(tmp_path):
    assert [row.kind for row in read_lines(write(tmp_path, "from,to\nA,B\n"))] == ["line"]


def test_a_clause_without_limit_or_name_has_none_and_its_line(tmp_path):
    text = (
        "clause,decision_type,post,limit,conditions\n2.1,respite,worker,500,\n,respite,leader,,if\n"
    )
    one, two = read_delegations(write(tmp_path, text)).clauses
    assert (one.id, one.limit, one.condition) == ("2.1", Decimal(500), "")
    assert (two.id, two.limit, two.condition) == ("line 3", Decimal("Infinity"), "if")


@pytest.mark.parametrize(
    ("reader", "text", "message"),
    [
        (read_lines, "from\nA\n", "line 1, column to: this column is missing"),
        (read_lines, "from,to\nA,\n", "line 2, column to: nobody is named"),
        (
            read_lines,
            "from,to,valid_to\nA,B,soon\n",
            "line 2, column valid_to: 'soon' is not a date",
        ),
        (
            read_lines,
            "from,to,valid_from,valid_to\nA,B,2026-02-01,2026-01-01\n",
            "line 2, column valid_to: it ends before it begins",
        ),
        (read_delegations, "decision_type,post\n,worker\n", "line 2, column decision_type"),
        (read_delegations, "decision_type,post,limit\na,b,-1\n", "line 2, column limit"),
        (
            read_delegations,
            "clause,decision_type,post\n1,a,b\n1,a,c\n",
            "line 3, column clause: clause '1' already stands on line 2",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, reader, text, message):
    with pytest.raises(FormatError) as error:
        reader(write(tmp_path, text))
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("written", "limit"),
    [("5,000", 5000), ("£1,250,000.50", "1250000.50"), ("£ 500", 500), ("500,50", "500.50")],
)
def test_pounds_are_read_as_people_write_them(tmp_path, written, limit):
    text = f'decision_type,post,limit\nrespite,worker,"{written}"\n'
    (clause,) = read_delegations(write(tmp_path, text)).clauses
    assert clause.limit == Decimal(limit)
