"""The other versions of a text: added by coordinators, shown at its head, never a trap."""

import os

import pytest
from django.urls import reverse
from tests.world_conversations import prepare

from thegither.spine.papers import actions
from thegither.spine.papers.errors import PaperError
from thegither.spine.papers.models import OtherVersion, Paper
from thegither.spine.papers.queries import papers_of, versions_of
from thegither.spine.papers.tests.conftest import upload
from thegither.spine.papers.tests.test_papers import files, hide

VIDEO = "https://www.films.example/signed/7"


@pytest.fixture
def add(world, record):
    def add(kind="bsl", language="en-gb", **given):
        return actions.add_other_version(
            viewer=world.viewer("ailsa"), record=record, kind=kind, language=language, **given
        )

    return add


def page(record) -> str:
    return reverse("papers:versions", args=["kirkbrae", record.pk])


@pytest.mark.parametrize(
    "url",
    [
        "http://films.example/7",
        "javascript:alert(1)",
        "data:text/html,hello",
        "https://localhost/",
        "https://council.example@films.example/",
        "https:///nowhere",
    ],
)
def test_an_address_that_is_not_safe_to_follow_is_refused(add, url):
    with pytest.raises(PaperError):
        add(url=url)
    assert not OtherVersion.objects.exists()


@pytest.mark.parametrize("given", [{}, {"url": VIDEO, "upload": upload()}])
def test_a_version_is_an_address_or_a_file_and_never_both(add, given):
    with pytest.raises(PaperError, match="either an address or a file"):
        add(**given)


def test_the_host_is_named_so_that_nobody_is_sent_elsewhere_unawares(add):
    assert add(url=VIDEO).host == "films.example"


def test_gaelic_is_marked_as_gaelic_whatever_was_chosen(add):
    version = add(kind="gaelic", language="en-gb", upload=upload(), title="Bus gach uair")
    assert (version.language, version.paper.language) == ("gd", "gd")
    assert (version.name, version.name_language) == ("Gàidhlig", "gd")


def test_a_translation_is_called_by_its_own_name(add):
    assert add(kind="language", language="pl", url=VIDEO).name == "Polski"
    assert add(kind="easy_read", url=VIDEO).name == "Easy Read"


def test_a_file_that_is_a_version_stands_at_the_head_and_not_among_the_papers(world, record, add):
    add(kind="easy_read", upload=upload())
    bashir = world.viewer("bashir")
    assert versions_of(bashir, record).count() == 1
    assert not papers_of(bashir, record).exists()


def test_versions_are_hidden_with_their_record(world, record, add):
    add(url=VIDEO)
    hide(world, record)
    assert not versions_of(world.viewer("bashir"), record).exists()


def test_a_coordinator_adds_and_removes_a_version_by_the_page(world, record):
    ailsa = world.client("ailsa")
    sent = {"kind": "bsl", "language": "en-gb", "url": VIDEO, "next": page(record)}
    assert "films.example" in ailsa.post(page(record), sent, follow=True).content.decode()
    version = OtherVersion.objects.get()
    remove = reverse("papers:remove_version", args=["kirkbrae", version.pk])
    assert world.client("bashir").post(remove).status_code == 403
    ailsa.post(remove)
    assert not OtherVersion.objects.exists()


def test_the_page_says_what_is_wrong_beside_the_box(world, record):
    sent = {"kind": "bsl", "language": "en-gb", "url": "http://films.example/7"}
    response = world.client("ailsa").post(page(record), sent)
    assert response.status_code == 422
    assert "must begin with https" in response.content.decode()


def test_the_head_of_a_page_shows_every_form_with_its_language(world):
    conversation = prepare(world)
    for kind, language, given in (
        ("bsl", "en-gb", {"url": VIDEO}),
        ("gaelic", "gd", {"upload": upload(), "title": "Bus"}),
    ):
        actions.add_other_version(
            viewer=world.viewer("ailsa"),
            record=conversation.record,
            kind=kind,
            language=language,
            **given,
        )
    page = reverse("conversations:conversation", args=["kirkbrae", conversation.pk])
    text = world.client("bashir").get(page).text
    assert "Also available as:" in text
    assert "on films.example" in text
    assert '<span lang="gd">Gàidhlig</span>: <span lang="gd">Bus</span>' in text
    assert "plain text, 17" in text


@pytest.mark.django_db(transaction=True)
def test_removing_a_version_deletes_its_file(world, record, add, shelf):
    version = add(kind="easy_read", upload=upload())
    actions.remove_other_version(viewer=world.viewer("ailsa"), version=version)
    assert not files(shelf)


def test_files_that_nothing_points_to_are_swept_away_after_an_hour(paper, shelf):
    left = files(shelf)[0]
    Paper.objects.all().delete()
    assert actions.sweep_shelf() == 0
    os.utime(left, (0, 0))
    assert actions.sweep_shelf() == 1
    assert not files(shelf)


def test_a_paper_that_is_still_there_is_never_swept_away(paper, shelf):
    os.utime(files(shelf)[0], (0, 0))
    assert actions.sweep_shelf() == 0
    assert files(shelf)
