"""A list comes in whole or not at all, says where each field came from, and goes out without loss."""

import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thegither.formats.errors import FormatError
from thegither.formats.popolo import (
    MembershipRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    Register,
    read_popolo,
    write_popolo,
)
from thegither.formats.tables import read_table, read_text
from thegither.spine.people import actions, exporting
from thegither.spine.people.columns import Choice, guess
from thegither.spine.people.models import Import, Membership, Organization, Person, Post
from thegither.spine.people.reading import complete, register_of
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.visibility import HOUSE, Viewer

LIST = (
    "Full name\tE-mail Address\tCompany\tSector\tJob Title\tLevel\tStart date\n"
    "Ceit Grant\tceit@example.org\tGlen Council\tpublic\tNurse\tfront line\t01/02/2024\n"
    "Donnchadh Orr\t\tGlen Carers\tthird sector\tOrganizer\tcitizen leader\t\n"
)


def read(text, **defaults):
    table = read_text(text, "staff.txt")
    return register_of(table, guess(table), defaults)


def store(world, register, source="staff.txt"):
    return actions.import_register(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        register=register,
        source=source,
    )


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


# --- the page -----------------------------------------------------------------------------------

IMPORT = "/kirkbrae/people/import/"


def staged_in(answer):
    return answer.context["form"]["staged"].value()


def chosen(form):
    """What a browser would send back: every field as the page shows it."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def test_a_list_is_read_shown_corrected_and_stored(world):
    ailsa = world.client("ailsa")
    page = ailsa.post(IMPORT, {"pasted": "Who\tWhere\nCeit Grant\tGlen Council"})
    assert Person.objects.filter(name="Ceit Grant").count() == 0
    answers = chosen(page.context["form"]) | {
        "column_0": "name", "column_1": "organization", "has_headings": "on", "sector": "public"
    }  # fmt: skip
    look = ailsa.post(f"{IMPORT}columns/", answers | {"step": "look"})
    assert len(look.context["register"].persons) == 1
    assert Person.objects.filter(name="Ceit Grant").count() == 0
    done = ailsa.post(f"{IMPORT}columns/", answers | {"step": "store"}, follow=True)
    assert "1 new person" in done.content.decode()
    assert (
        Person.objects.get(name="Ceit Grant").memberships.get().organization.name == "Glen Council"
    )


def test_a_wrong_row_is_told_on_the_page(world):
    ailsa = world.client("ailsa")
    page = ailsa.post(IMPORT, {"pasted": "name\temail\nCeit\tnonsense"})
    answer = ailsa.post(f"{IMPORT}columns/", chosen(page.context["form"]) | {"step": "store"})
    assert "line 2, column email" in answer.content.decode()
    assert not Person.objects.filter(name="Ceit").exists()


def test_two_columns_cannot_mean_the_same(world):
    ailsa = world.client("ailsa")
    page = ailsa.post(IMPORT, {"pasted": "name\tpost\nCeit\tAodh"})
    answers = chosen(page.context["form"]) | {"column_1": "name", "step": "store"}
    assert "Two columns cannot both hold the name" in ailsa.post(
        f"{IMPORT}columns/", answers
    ).content.decode()  # fmt: skip


def test_a_workbook_is_read_from_an_upload(world):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Name", "Mail"])
    book.active.append(["Ceit Grant", "ceit@example.org"])
    book.save(out)
    upload = SimpleUploadedFile("staff.xlsx", out.getvalue())
    page = world.client("ailsa").post(IMPORT, {"upload": upload})
    assert page.context["sample"][1] == ["Ceit Grant", "ceit@example.org"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"pasted": " "}, "one of the two"),
        ({"pasted": "a\tb", "upload": SimpleUploadedFile("a.csv", b"a,b")}, "one of the two"),
        (
            {"upload": SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff\xe0\0\0")},
            "not a list of text",
        ),
        ({"upload": SimpleUploadedFile("list.json", b'{"persons": 1}')}, "this is not a list"),
        ({"upload": SimpleUploadedFile("empty.csv", b"")}, "empty"),
    ],
)
def test_what_is_no_list_is_refused_on_the_page(world, sent, says):
    assert says in world.client("ailsa").post(IMPORT, sent).content.decode()


def test_a_file_over_the_limit_is_refused(world, settings):
    settings.MAX_IMPORT_BYTES = 10
    upload = SimpleUploadedFile("staff.csv", b"name\n" + b"x" * 10)
    assert "larger than" in world.client("ailsa").post(IMPORT, {"upload": upload}).content.decode()


def test_a_staged_list_cannot_be_changed_or_used_by_somebody_else(world):
    page = world.client("ailsa").post(IMPORT, {"pasted": "name\temail\nCeit\tc@x.org"})
    actions.give_seat(viewer=HOUSE, person=world.people["bashir"], duty="coordinator")
    for client, staged in (
        (world.client("bashir"), staged_in(page)),
        (world.client("ailsa"), "x" + staged_in(page)),
    ):
        answer = client.post(
            f"{IMPORT}columns/", {"staged": staged, "column_0": "name", "step": "store"}
        )
        assert answer.url == IMPORT
    assert not Person.objects.filter(name="Ceit").exists()


def test_the_audit_chain_names_who_brought_the_list_in(world):
    from thegither.spine.evidence.models import AuditEntry

    done = store(world, read(LIST))
    entry = AuditEntry.objects.filter(chain=world.partnership.pk).last()
    assert (entry.verb, entry.about) == ("import_register", f"import:{done.pk}")
    assert entry.actor == f"person:{world.people['ailsa'].pk}"


# --- out and in again ---------------------------------------------------------------------------


def coordinator_of(partnership):
    """Somebody who may see a register without being in it."""
    return Viewer(partnership=partnership.pk, person=partnership.pk)


def empty_place(number):
    return spaces.create_partnership(slug=f"empty-{number}", name="Empty", purpose="To be filled.")


def bring_in(partnership, register, source):
    actions.import_register(viewer=HOUSE, partnership=partnership, register=register, source=source)
    return exporting.register(coordinator_of(partnership))


def without_sources(register):
    def plain(rows):
        return tuple(
            type(row)(**{n: getattr(row, n) for n in row.__slots__ if n != "sources"})
            for row in rows
        )

    kinds = ("persons", "organizations", "posts", "memberships")
    return Register(*(plain(getattr(register, kind)) for kind in kinds))


words = (
    st.text("abcdeàß'=+ ", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
marks = st.text("abc123", min_size=1, max_size=4)
maybe_day = st.none() | st.dates()


@st.composite
def registers(draw):
    """Up to four entries of a kind; names repeat, marks do not."""
    bodies, people, posts, ties = (
        sorted(draw(st.lists(marks, min_size=least, max_size=4, unique=True)))
        for least in (1, 1, 0, 0)
    )
    post_rows = tuple(
        PostRow(
            mark,
            draw(words),
            draw(st.sampled_from(bodies)),
            draw(st.sampled_from(Post.Level.values)),
        )
        for mark in posts
    )
    return Register(
        persons=tuple(
            PersonRow(mark, draw(words), draw(st.sampled_from(["", "a@x.org", "b@x.org"])), draw(words))
            for mark in people
        ),
        organizations=tuple(
            OrganizationRow(
                mark, draw(words), draw(st.just("") | words), draw(st.sampled_from(["public", "private"])),
                draw(st.just("") | st.sampled_from(bodies)), draw(maybe_day), draw(maybe_day),
            )
            for mark in bodies
        ),
        posts=post_rows,
        memberships=tuple(_tie(draw, mark, people, bodies, post_rows) for mark in ties),
    )  # fmt: skip


def _tie(draw, mark, people, bodies, posts):
    post = draw(st.none() | st.sampled_from(posts)) if posts else None
    body = post.organization_id if post else draw(st.sampled_from(bodies))
    start, end = sorted((draw(st.dates()), draw(st.dates())))
    return MembershipRow(
        mark, draw(st.sampled_from(people)), body, post.id if post else "",
        draw(st.just("") | words), draw(st.sampled_from([None, start])), draw(st.sampled_from([None, end])),
    )  # fmt: skip


once = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@once
@given(register=registers())
def test_out_as_popolo_and_in_again_loses_nothing(db, register):
    count = Import.objects.count()
    first = bring_in(empty_place(f"{count}a"), register, "first.json")
    assert without_sources(first) == register
    document = write_popolo(first)
    second = bring_in(empty_place(f"{count}b"), read_popolo(document, "x"), "second.json")
    assert write_popolo(second) == document


@once
@given(register=registers())
def test_out_as_csv_and_in_again_loses_nothing_but_where_it_came_from(db, register):
    count = Import.objects.count()
    first = bring_in(empty_place(f"{count}c"), register, "first.json")
    table = read_table(exporting.as_csv(first).encode("utf-8-sig"), "people.csv")
    second = bring_in(empty_place(f"{count}d"), register_of(table, guess(table)), "people.csv")
    assert without_sources(second) == register


def test_the_world_s_own_register_survives_the_trip(world):
    """Entries typed in by hand have no mark of their own; they go out under their ids."""
    before = exporting.register(world.viewer("ailsa"))
    after = bring_in(empty_place("1"), read_popolo(write_popolo(before), "x"), "kirkbrae.json")
    assert without_sources(after) == before
    assert after.persons[0].sources == (("email", "kirkbrae.json"), ("name", "kirkbrae.json")) or (
        after.persons[0].sources == (("name", "kirkbrae.json"),)
    )


def test_its_own_export_brought_in_again_changes_nothing(world):
    before = exporting.register(world.viewer("ailsa"))
    store(world, read_popolo(write_popolo(before), "x"), "kirkbrae.json")
    assert exporting.register(world.viewer("ailsa")) == before


def test_popolo_without_sector_needs_to_be_told_one(world):
    document = json.dumps({"organizations": [{"id": "1", "name": "Glen"}]}).encode()
    register = read_popolo(document, "glen.json")
    with pytest.raises(FormatError, match="organizations, entry 1, sector"):
        complete(register, "glen.json")
    assert complete(register, "glen.json", {"sector": "public"}).organizations[0].sector == "public"


def test_only_a_member_takes_the_register_away(world):
    assert exporting.register(world.viewer("duncan")) == Register()


def test_the_download_says_what_it_is(world):
    answer = world.client("ailsa").get(reverse("people:as_csv", args=["kirkbrae"]))
    assert 'filename="kirkbrae.people.csv"' in answer["Content-Disposition"]
    assert answer.content.decode("utf-8-sig").startswith("person_id,name,email")


def test_each_body_without_a_sector_is_asked_for_with_a_guess_that_can_be_put_right(world):
    ailsa = world.client("ailsa")
    text = "name\torganization\nUna\tGlen Council\nIain\tBrae Homes\nEwan\tKirkbrae Carers\nAda\tGLEN COUNCIL"
    form = ailsa.post(IMPORT, {"pasted": text}).context["form"]
    asked = {str(form[n].label): form[n].value() for n in form.fields if n.startswith("sector_of")}
    assert asked == {
        "Sector of “Glen Council”": "public",
        "Sector of “Brae Homes”": "",
        "Sector of “Kirkbrae Carers”": "voluntary",
    }
    missing = ailsa.post(f"{IMPORT}columns/", chosen(form) | {"step": "store"})
    assert "this is missing" in missing.content.decode()
    ailsa.post(f"{IMPORT}columns/", chosen(form) | {"sector_of_1": "private", "step": "store"})
    new = Organization.objects.filter(name__in=["Glen Council", "Brae Homes"])
    assert dict(new.values_list("name", "sector")) == {
        "Glen Council": "public",
        "Brae Homes": "private",
    }
    assert Organization.objects.get(name="Kirkbrae Carers").sector == "voluntary"
