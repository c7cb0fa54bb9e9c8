"""The questions in another language: written in the editor, chosen by whoever answers, printed."""

import pytest
from django.urls import reverse
from tests.world_assessments import content_of, open_wave

from thegither.capabilities.assessments.actions.instruments import keep_instrument
from thegither.formats.instruments import faults_of

pytestmark = pytest.mark.django_db
GAELIC = {
    "title": "Cultar",
    "items": {"cohesion_1": "Tha mi a' faireachdainn gum buin mi dhan àite seo."},
    "options": {"agree": {"labels": ["1", "2", "3", "4", "Gu tur"], "dont_know": "Chan eil fhios"}},
}
MINE = GAELIC["items"]["cohesion_1"].replace("'", "&#x27;")


@pytest.fixture
def own(world):
    return keep_instrument(
        viewer=world.viewer("ailsa"), partnership=world.partnership, content=content_of("culture")
    )


def translate(own, client, **fields):
    """Keep these words in Gaelic; the answer, and the content as it is then."""
    address = reverse("assessments:translate", args=["kirkbrae", str(own.pk)])
    sent = {"version": own.content["version"], **fields}
    answer = client.post(f"{address}?language=gd", sent)
    own.refresh_from_db()
    return answer, own.content


def test_words_are_kept_and_what_is_left_empty_is_not(world, own):
    words = {"title:": GAELIC["title"], "items:cohesion_1": GAELIC["items"]["cohesion_1"]}
    words |= {"labels:agree": "1\n2\n3\n4\nGu tur", "dont_know:agree": "Chan eil fhios"}
    _answer, content = translate(own, world.client("ailsa"), **words)
    assert content["translation"] == {"gd": GAELIC}
    assert faults_of(content) == []
    address = reverse("assessments:translate", args=["kirkbrae", str(own.pk)])
    assert "Gu tur</textarea>" in world.client("ailsa").get(f"{address}?language=gd").text
    _answer, content = translate(own, world.client("ailsa"))
    assert content["translation"] == {}


def test_a_set_of_answers_needs_as_many_words_as_it_has_answers(world, own):
    answer, content = translate(own, world.client("ailsa"), **{"labels:agree": "Aon\nDhà"})
    assert answer.status_code == 422
    assert "Write 5 lines" in answer.text
    assert "translation" not in content


def test_an_unknown_language_is_asked_again(world, own):
    address = reverse("assessments:translate", args=["kirkbrae", str(own.pk)])
    for asked in ("", "?language=klingon", "?language=en-gb"):
        assert "Into which language?" in world.client("ailsa").get(address + asked).text
    assert world.client("bashir").get(address).status_code == 403


def test_whoever_answers_chooses_the_language_on_screen_and_on_paper(world, keys):
    wave = open_wave(world, content=content_of("culture") | {"translation": {"gd": GAELIC}})
    page = f"/kirkbrae/assessments/{wave.pk}/"
    bashir = world.client("bashir")
    assert "Gàidhlig" in bashir.get(f"{page}answer/").text
    assert MINE not in bashir.get(f"{page}answer/1/").text
    bashir.get(f"{page}answer/?language=gd")
    text = bashir.get(f"{page}answer/1/").text
    assert MINE in text and "Chan eil fhios" in text and 'lang="gd"' in text
    bashir.post(f"{page}answer/1/", {"cohesion_1": "5"})
    assert "Gu tur" in bashir.get(f"{page}answer/review/").text
    assert MINE in world.client("ailsa").get(f"{page}questions/?language=gd").text
    assert MINE not in world.client("ailsa").get(f"{page}questions/").text
