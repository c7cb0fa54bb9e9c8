"""Popolo documents are read and written without loss, and a broken reference is named."""

import json

import pytest
from hypothesis import given
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

#   1 Kirkbrae Council  <- part of -  2 Social Work
#                                      |- post 1 Nurse, front line
#   1 Ailsa ---- nurse, since 2024 -----'
DOCUMENT: dict[str, list[dict[str, object]]] = {
    "organizations": [
        {"id": "1", "name": "Kirkbrae Council", "sector": "public", "founding_date": "1996-04-01"},
        {"id": "2", "name": "Social Work", "sector": "public", "parent_id": "1"},
    ],
    "persons": [
        {
            "id": "1",
            "name": "Ailsa",
            "email": "ailsa@example.org",
            "contact_details": [
                {"type": "fax", "value": "1"},
                {"type": "voice", "value": "01632 960001"},
            ],
            "image": "https://example.org/a.jpg",
            "sources": [{"note": "staff.csv", "fields": ["name", "email"]}],
        }
    ],
    "posts": [{"id": "1", "label": "Nurse", "organization_id": "2", "level": "front_line"}],
    "memberships": [
        {
            "id": "1",
            "person_id": "1",
            "organization_id": "2",
            "post_id": "1",
            "start_date": "2024-01-01",
        }
    ],
}


def read(document: object) -> Register:
    return read_popolo(json.dumps(document).encode(), "people.json")


def test_what_is_read_is_what_the_document_says() -> None:
    register = read(DOCUMENT)
    ailsa = register.persons[0]
    assert (ailsa.phone, ailsa.email) == ("01632 960001", "ailsa@example.org")
    assert ailsa.sources == (("email", "staff.csv"), ("name", "staff.csv"))
    assert register.organizations[1].parent_id == "1"
    assert str(register.memberships[0].start_date) == "2024-01-01"


def test_properties_without_a_place_are_counted_not_lost_in_silence() -> None:
    assert read(DOCUMENT).unread == (("persons.image", 1),)


def changed(kind: str, **values: object) -> dict[str, object]:
    return {**DOCUMENT, kind: [{**DOCUMENT[kind][-1], **values}]}


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "none of the lists"),
        ({"persons": {}}, "column persons: this is not a list"),
        ({"persons": ["Ailsa"]}, "entry 1: this is not an entry"),
        ({"persons": [{"id": "1"}]}, "persons, entry 1, name: this is missing"),
        ({"persons": [{"id": "1", "name": ["Ailsa"]}]}, "name: this is not a text"),
        ({"persons": [{"id": "1", "name": "A"}, {"id": "1", "name": "B"}]}, "entry 2, id: '1' stands twice"),
        ({"persons": [{"id": "1", "name": "A\0"}]}, "signs that are no letters"),
        ({"persons": [{"id": "1", "name": "A\ud800"}]}, "signs that are no letters"),
        (changed("posts", organization_id="9"), "posts, entry 1, organization_id: there is no entry '9'"),
        (changed("memberships", person_id="9"), "there is no entry '9' in persons"),
        (changed("memberships", end_date="soon"), "'soon' is not a day like"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(document: object, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        read(document)


def test_broken_json_is_named_by_line_and_column() -> None:
    with pytest.raises(FormatError, match="people.json, line 2, column 3"):
        read_popolo(b'{"persons": [\n  x]}', "people.json")


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=9)
texts = texts.filter(lambda text: bool(text.strip()))
maybe = st.just("") | texts
days = st.none() | st.dates()
sources = st.just(()) | st.tuples(st.tuples(st.just("name"), texts))


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Registers of up to three entries a kind, every reference leading somewhere."""
    bodies = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    people = draw(st.lists(texts, max_size=3, unique=True))
    posts = draw(st.lists(texts, max_size=3, unique=True))
    body, post = st.sampled_from(bodies), st.just("") | st.sampled_from(posts or [""])
    count = draw(st.integers(0, 3)) if people else 0
    return Register(
        persons=tuple(
            PersonRow(i, draw(texts), draw(maybe), draw(maybe), draw(sources)) for i in people
        ),
        organizations=tuple(
            OrganizationRow(
                i, draw(texts), draw(maybe), draw(maybe), draw(body), draw(days), draw(days)
            )
            for i in bodies
        ),
        posts=tuple(PostRow(i, draw(texts), draw(body), draw(maybe)) for i in posts),
        memberships=tuple(
            MembershipRow(
                str(n),
                draw(st.sampled_from(people)),
                draw(body),
                draw(post),
                draw(maybe),
                draw(days),
            )
            for n in range(count)
        ),
    )


@given(registers())
def test_writing_and_reading_loses_nothing(register: Register) -> None:
    assert read_popolo(write_popolo(register), "again.json") == register
