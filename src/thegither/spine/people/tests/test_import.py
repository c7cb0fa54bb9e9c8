"""A list comes in whole or not at all, and says where each field came from."""

import pytest

from thegither.formats.errors import FormatError
from thegither.formats.tables import read_text
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people.columns import Choice, guess
from thegither.spine.people.models import Import, Membership, Organization, Person, Post
from thegither.spine.people.tests.lists_read import LIST, read, store


def test_columns_are_guessed_from_headings():
    assert guess(read_text(LIST, "list")) == Choice(
        ("name", "email", "organization", "sector", "post", "level", "from"), has_headings=True
    )


def test_columns_without_headings_are_guessed_from_what_stands_in_them():
    table = read_text(
        "Ceit Grant\tGlen Council\tceit@x.org\t01632 960001\t1/2/2024\nA\tB\t\t\t", "list"
    )
    assert guess(table).columns == ("name", "organization", "email", "phone", "from")


def test_a_pasted_list_becomes_people_posts_and_memberships(world):
    store(world, read(LIST))
    ceit = Person.objects.get(name="Ceit Grant")
    held = ceit.memberships.get()
    assert (held.organization.name, held.post.label, held.post.level) == (
        "Glen Council",
        "Nurse",
        "front_line",
    )
    assert str(held.valid_from) == "2024-02-01"
    assert Organization.objects.get(name="Glen Carers").sector == "voluntary"


def test_each_field_says_where_it_came_from(world):
    first = store(world, read(LIST), "staff.txt")
    ceit = Person.objects.get(name="Ceit Grant")
    assert ceit.provenance == {"name": str(first.pk), "email": str(first.pk)}
    second = store(
        world, read("name\temail\tphone\nCeit Grant\tceit@example.org\t01632 960001"), "phones.txt"
    )
    ceit.refresh_from_db()
    assert ceit.provenance == {
        "name": str(first.pk), "email": str(first.pk), "phone": str(second.pk)
    }  # fmt: skip


def test_the_same_list_twice_changes_nothing(world):
    store(world, read(LIST))
    counts = [model.objects.count() for model in (Person, Organization, Post, Membership)]
    again = store(world, read(LIST))
    assert [model.objects.count() for model in (Person, Organization, Post, Membership)] == counts
    assert not [name for name, count in again.counts.items() if name != "unread" and count]


def test_a_list_from_an_address_book_is_turned_to_names_as_they_are_said(world):
    rows = "Reid, Ceit Anne\tCeit Reid <ceit@x.org>\nJean Orr, MBE\tjean@x.org"
    found = read(f"name\temail\n{rows}").persons
    assert [(one.name, one.email) for one in found] == [
        ("Ceit Anne Reid", "ceit@x.org"),
        ("Jean Orr, MBE", "jean@x.org"),
    ]


def test_namesakes_without_an_address_stay_two(world):
    store(world, read("name\torganization\tsector\nCeit\tGlen\tpublic\nCeit\tGlen\tpublic"))
    assert Person.objects.filter(name="Ceit").count() == 2


def test_a_person_with_two_posts_is_one_person(world):
    text = (
        "name\temail\torganization\tsector\nCeit\tc@x.org\tGlen\tpublic\nCeit\tC@x.org\tBen\tpublic"
    )
    store(world, read(text))
    assert Person.objects.get(name="Ceit").memberships.count() == 2


def test_two_lists_that_count_alike_do_not_make_two_people_one(world):
    store(world, read("person_id\tname\n1\tCeit Grant"))
    with pytest.raises(FormatError, match="the register holds “Ceit Grant” under the mark “1”"):
        store(world, read("person_id\tname\n1\tAodh Orr"))


def test_a_mark_keeps_somebody_who_changed_their_name_one_person(world):
    store(world, read("person_id\tname\temail\n1\tCeit Grant\tceit@x.org"))
    store(world, read("person_id\tname\temail\n1\tCeit Orr\tceit@x.org"))
    assert [person.name for person in Person.objects.filter(email="ceit@x.org")] == ["Ceit Orr"]


HEAD = "name\temail\torganization\tsector\tpost\tlevel\tfrom\tto\n"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Ceit\tceit(at)x.org", "line 3, column email: “ceit(at)x.org” is not an e-mail address"),
        ("\tceit@x.org", "line 3, column name: the name is missing"),
        ("Ceit\t\tGlen\tsecret", "line 3, column sector: “secret” is none of"),
        ("Ceit\t\tGlen", "line 3, column sector: this is missing"),
        ("Ceit\t\tGlen\tpublic\tNurse", "line 3, column level: this is missing"),
        ("Ceit\t\tGlen\tpublic\tNurse\tking", "line 3, column level: “king” is none of"),
        ("Ceit\t\t\t\tNurse\texecutive", "line 3, column organization: a post needs"),
        ("Ceit\t\tGlen\tpublic\t\t\tsoon", "line 3, column from: “soon” is not a day"),
        ("Ceit\t\tGlen\tpublic\t\t\t2024-02-02\t2024-02-01", "line 3, column to: it ends before"),
        ("Ceit\t\tHill\tprivate", "line 3, column sector: an earlier row says public"),
        ("C" * 201, "line 3, column name: this is too long"),
        ("\t\t\tpublic", "line 3, column name: there is neither"),
    ],
)
def test_a_wrong_row_is_named_by_line_and_column_and_nothing_is_stored(world, row, says):
    before = (Person.objects.count(), Import.objects.count())
    with pytest.raises(FormatError) as refused:
        store(world, read(f"{HEAD}Aodh\taodh@x.org\tHill\tpublic\n{row}"))
    assert says in str(refused.value)
    assert (Person.objects.count(), Import.objects.count()) == before


def test_a_default_fills_what_the_list_leaves_open_and_nothing_else():
    text = "name\torganization\tsector\nCeit\tGlen\t\nAodh\tHill\tprivate\nEubh\tGlen\tcommunity"
    register = read(text, sector="public")
    assert {body.name: body.sector for body in register.organizations} == {
        "Glen": "community", "Hill": "private"
    }  # fmt: skip


def test_the_audit_chain_names_who_brought_the_list_in(world):
    done = store(world, read(LIST))
    entry = AuditEntry.objects.filter(chain=world.partnership.pk).last()
    assert (entry.verb, entry.about) == ("import_register", f"import:{done.pk}")
    assert entry.actor == f"person:{world.people['ailsa'].pk}"
