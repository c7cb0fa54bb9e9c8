"""A list is read against the register: every wrong row is told, and a right one is stored whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thegither.formats.tables import read_text
from thegither.spine.authority.actions import import_delegations
from thegither.spine.authority.exporting import open_files
from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.authority.reading import read_delegations, read_lines
from thegither.spine.authority.tests.made import a_scheme, answers
from thegither.spine.people import actions as people

LINES = """from,to,Kind,Valid from
Support worker,Organizer,line management,2026-01-01
Organizer,Chief officer (Kirkbrae Council),PLAN,
Kirkbrae Carers - Carer,Organizer,,
"""
WRONG = """from,to,kind,valid_to
Nobody,Organizer,line,
Carer,Carer,line,
Carer,Organizer,gift,
Carer,Organizer,line,soon
Carer,Organizer,line,
Carer,Organizer,line,
"""
SCHEME = """decision_type,post,limit,conditions,clause
respite,Support worker,"£1,250.50",the carer agrees,3.1
respite,Chief officer,,,3.9
"""


def read(world, text, reader=read_lines):
    return reader(world.viewer("ailsa"), world.partnership, read_text(text, "list.csv"))


def test_posts_are_found_by_their_names_and_kinds_by_theirs(world):
    reading = read(world, LINES)
    assert not reading.problems
    assert [(one.from_post.label, one.to_post.label, one.kind) for one in reading.entries] == [
        ("Support worker", "Organizer", "line"),
        ("Organizer", "Chief officer", "plan"),
        ("Carer", "Organizer", "line"),
    ]
    assert str(reading.entries[0].valid_from) == "2026-01-01"


def test_every_wrong_row_is_told_by_line_and_column(world):
    said = [str(problem) for problem in read(world, WRONG).problems]
    assert [one.split(": ")[0] for one in said] == [
        "list.csv, line 2, column from",
        "list.csv, line 3, column to",
        "list.csv, line 4, column kind",
        "list.csv, line 5, column valid_to",
        "list.csv, line 7",
    ]
    assert "add it there first" in said[0]


def test_a_name_that_two_posts_share_asks_for_the_body(world):
    people.add_post(
        viewer=world.viewer("ailsa"), organization=world.organizations["health"],
        label="Carer", level="front_line",
    )  # fmt: skip
    (problem,) = read(world, "from,to\nCarer,Organizer\n").problems
    assert "several posts are called 'Carer'; write 'Carer (Kirkbrae" in str(problem)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("to\nOrganizer\n", "line 1, column from"),
        ("from,to\nCarer,Organizer,extra\n", "line 2"),
    ],
)
def test_a_list_of_another_shape_is_told_where(world, text, place):
    assert place in str(read(world, text).problems[0])


@pytest.mark.parametrize(
    ("cells", "column"),
    [("respite,Carer,1.005", "limit"), ("respite,Carer,9999999999999", "limit"),
     ("respite,Carer,-1", "limit"), (f"{'x' * 101},Carer,1", "decision_type")],
)  # fmt: skip
def test_what_has_no_room_in_the_scheme_is_refused(world, cells, column):
    (problem,) = read(world, f"decision_type,post,limit\n{cells}\n", read_delegations).problems
    assert problem.column == column


def test_pounds_and_conditions_come_through(world):
    one, other = read(world, SCHEME, read_delegations).entries
    assert (str(one.limit), one.conditions, one.clause) == ("1250.50", "the carer agrees", "3.1")
    assert other.limit is None


def bring(client, name, text):
    """Upload a list, look at the preview, and store it by the button that the page shows."""
    page = client.post(
        reverse("authority:import_list", args=["kirkbrae", name]),
        {"upload": SimpleUploadedFile("list.csv", text.encode())},
    )
    if "sealed" not in page.context or b'name="staged"' not in page.content:
        return page
    return client.post(
        reverse("authority:store_list", args=["kirkbrae", name]),
        {"staged": page.context["sealed"]},
        follow=True,
    )


def test_nothing_is_stored_by_looking_or_with_one_wrong_row(world):
    page = bring(world.client("ailsa"), "lines", WRONG)
    assert b"line 4, column kind" in page.content
    assert not AccountabilityLine.objects.exists()


def test_a_list_is_stored_once_however_often_it_is_brought(world):
    client = world.client("ailsa")
    assert b"Stored: 3. Stood already: 0." in bring(client, "lines", LINES).content
    page = bring(client, "lines", LINES + "Nurse consultant,Chief officer,,\n")
    assert b"Stored: 1. Stood already: 3." in page.content
    assert AccountabilityLine.objects.count() == 4


def test_what_goes_out_comes_in_again_as_it_was(world):
    a_scheme(world)
    answers(world, "Carer", "Organizer", "plan")
    client = world.client("ailsa")
    for name, model in (("lines", AccountabilityLine), ("scheme", Delegation)):
        address = reverse(f"authority:{name}_csv", args=["kirkbrae"])
        text = client.get(address).content.decode("utf-8-sig")
        before = {told(row) for row in model.objects.all()}
        model.objects.all().delete()
        bring(client, name, text)
        assert {told(row) for row in model.objects.all()} == before


def told(row):
    names = [f.name for f in row._meta.concrete_fields]
    apart = {"id", "written_at", "struck_at", "provenance"}
    return tuple(str(getattr(row, name)) for name in names if name not in apart)


def test_a_list_that_was_changed_on_the_way_is_not_stored(world):
    address = reverse("authority:store_list", args=["kirkbrae", "scheme"])
    answer = world.client("ailsa").post(address, {"staged": "another list"})
    assert answer.status_code == 302
    assert not Delegation.objects.exists()


def test_only_a_coordinator_brings_lists(world):
    assert bring(world.client("bashir"), "scheme", SCHEME).status_code == 403


def test_a_long_list_takes_no_more_questions_than_a_short_one(world, django_assert_max_num_queries):
    rows = [f"respite,Support worker,{limit},,9.{limit}" for limit in range(1, 41)]
    reading = read(world, "\n".join([SCHEME.strip(), *rows]), read_delegations)
    stored = {"viewer": world.viewer("ailsa"), "partnership": world.partnership, "source": "x"}
    with django_assert_max_num_queries(20):
        assert import_delegations(delegations=reading.entries, **stored).new == 42
    with django_assert_max_num_queries(20):
        assert read(world, "\n".join([SCHEME.strip(), *rows]), read_delegations).known == 42


def test_lines_and_clauses_stand_in_the_full_export_as_the_import_reads_them(world):
    files = dict(open_files(a_scheme(world).viewer("bashir")))
    lines = read(world, files["authority/lines.csv"].decode("utf-8-sig"))
    clauses = read(world, files["authority/scheme.csv"].decode("utf-8-sig"), read_delegations)
    assert (lines.new, clauses.new) == (0, 0)
    assert lines.known and clauses.known == 4
