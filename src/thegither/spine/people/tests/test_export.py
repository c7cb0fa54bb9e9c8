"""What goes out of the register comes in again without loss."""

import json

import pytest
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
from thegither.formats.tables import read_table
from thegither.spine.people import actions, exporting
from thegither.spine.people.columns import guess
from thegither.spine.people.models import Import, Post
from thegither.spine.people.reading import complete, register_of
from thegither.spine.people.tests.lists_read import store
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.visibility import HOUSE, Viewer


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
