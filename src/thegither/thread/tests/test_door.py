"""What somebody from outside finds: who takes part, what is open to all, and what was found."""

from datetime import date

from thegither.spine.evidence.figures import Figure
from thegither.spine.people.queries import partners
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.house import Card, Picture

DAY = date(2026, 11, 21)


def text(world, who, address) -> str:
    return world.client(who).get(address).content.decode()


def test_the_front_door_names_the_partners_and_nobody_who_works_there(world, offer):
    page = text(world, "nobody", "/")
    named = [name for names in partners(world.partnership, DAY).values() for name in names]
    assert named and all(name in page for name in named)
    assert not any(person.name in page for person in world.people.values())


def test_the_front_door_tells_what_was_said_before_and_found(world, offer):
    offer.public = [Card("Where should the hub be?", "/y/", "closed", "read the results", False)]
    for title, audience in (("All want a hub", "public"), ("Members want a hub", "members")):
        spaces.create_record(
            partnership=world.partnership, kind="finding", title=title, audience=audience
        )
    page = text(world, "nobody", "/")
    assert "What people said before" in page and "Where should the hub be?" in page
    assert "All want a hub" in page and "Members want a hub" not in page


def test_a_picture_on_the_home_page_comes_with_its_sentence_and_its_table(world, offer):
    figure = Figure(
        value=0.72, unit="share", answered=72, asked=100, as_of=DAY, method="coverage 1"
    )
    svg = '<svg role="img"><title>Who was heard</title></svg>'
    offer.pictures = [Picture("Voices", "/y/", svg, "Who took part", [("public sector", figure)])]
    page = text(world, "bashir", "/kirkbrae/")
    assert svg in page and "Who took part" in page
    assert "72%" in page and "72 of 100 answered" in page
    assert svg not in text(world, "nobody", "/kirkbrae/")


def test_home_without_a_picture_says_what_has_to_happen_first(world, offer):
    assert "There is no picture yet" in text(world, "bashir", "/kirkbrae/")


def test_each_word_of_the_glossary_has_a_place_that_a_page_can_link_to(client, db):
    from thegither.thread.glossary import GLOSSARY

    page = client.get("/words/").content.decode()
    assert all(f'id="{entry.anchor}"' in page for entry in GLOSSARY)
    assert len({entry.anchor for entry in GLOSSARY}) == len(GLOSSARY)
