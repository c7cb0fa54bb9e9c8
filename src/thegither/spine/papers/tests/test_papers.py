"""Who can have a paper, how it is handed out, and that it is gone when it is taken away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thegither.spine.evidence.models import AuditEntry
from thegither.spine.papers import actions
from thegither.spine.papers.errors import PaperError
from thegither.spine.papers.models import Paper
from thegither.spine.papers.queries import papers_of
from thegither.spine.papers.tests.conftest import upload
from thegither.spine.spaces.actions import hide_record

WITHIN_A_WEEK = timedelta(days=7)


def address(name: str, thing) -> str:
    return reverse(f"papers:{name}", args=["kirkbrae", thing.pk])


def hide(world, record, **seen_by):
    hide_record(
        viewer=world.viewer("ailsa"),
        record=record,
        reason="It names somebody.",
        until=timezone.now() + WITHIN_A_WEEK,
        **seen_by,
    )


def files(shelf) -> list:
    return [path for path in shelf.rglob("*") if path.is_file()]


def test_a_paper_takes_its_title_from_its_name_and_its_language_from_the_record(paper):
    assert (paper.title, paper.kind, paper.language) == ("bus times", "txt", "en-gb")


def test_the_file_lies_under_a_name_that_tells_nothing_and_is_read_by_us_alone(paper, shelf):
    (path,) = files(shelf)
    assert "bus" not in str(path.relative_to(shelf)) and paper.digest not in str(path)
    assert path.stat().st_mode & 0o077 == 0


def test_adding_a_paper_leaves_an_entry_in_the_audit_chain(world, paper):
    entry = AuditEntry.objects.filter(chain=world.partnership.pk).latest("number")
    assert (entry.verb, entry.about) == ("add_paper", f"paper:{paper.pk}")


def test_a_file_that_is_too_large_is_refused_with_the_limit(world, record, settings, shelf):
    settings.MAX_PAPER_BYTES = 10
    with pytest.raises(PaperError, match="larger than 10"):
        actions.add_paper(viewer=world.viewer("ailsa"), record=record, upload=upload())
    assert not Paper.objects.exists() and not files(shelf)


def test_a_refused_file_says_why_and_leaves_nothing(world, record, shelf):
    program = upload(b"MZ\x90\x00\x03", "agenda.pdf")
    with pytest.raises(PaperError, match="do not take this kind"):
        actions.add_paper(viewer=world.viewer("ailsa"), record=record, upload=program)
    assert not Paper.objects.exists() and not files(shelf)


@pytest.mark.parametrize(("who", "status"), [("bashir", 200), ("duncan", 404), ("nobody", 302)])
def test_the_file_is_for_whoever_sees_its_record(world, paper, who, status):
    assert world.client(who).get(address("file", paper)).status_code == status


def test_a_file_is_handed_out_in_a_sandbox_to_be_stored(world, paper):
    response = world.client("bashir").get(address("file", paper))
    assert response.content == b"A bus every hour."
    assert response["Content-Disposition"] == 'attachment; filename="bus-times.txt"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Cache-Control"] == "private, no-store"


def test_a_hidden_record_hides_its_papers_on_every_way(world, record, paper):
    hide(world, record)
    assert world.client("bashir").get(address("file", paper)).status_code == 404
    assert not papers_of(world.viewer("bashir"), record).exists()
    assert world.client("ailsa").get(address("file", paper)).status_code == 200


def test_hidden_from_coordinators_too_it_can_be_neither_read_nor_kept(world, record, paper):
    hide(world, record, seen_by_coordinator=False)
    ailsa = world.client("ailsa")
    pages = [address("file", paper), address("withdraw", paper), address("add", record)]
    assert [ailsa.get(page).status_code for page in pages] == [404, 404, 404]


def test_a_paper_is_not_found_below_another_partnership(world, paper):
    elsewhere = reverse("papers:file", args=["elsewhere", paper.pk])
    assert world.client("bashir").get(elsewhere).status_code == 404


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(world, paper, shelf):
    files(shelf)[0].write_bytes(b"Something else.")
    assert world.client("bashir").get(address("file", paper)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_taking_a_paper_away_deletes_the_file_and_keeps_the_reason(world, record, paper, shelf):
    actions.withdraw_paper(viewer=world.viewer("ailsa"), paper=paper, because="A name in it.")
    assert not files(shelf)
    assert world.client("bashir").get(address("file", paper)).status_code == 404
    assert papers_of(world.viewer("bashir"), record).get().withdrawn_because == "A name in it."


def test_nothing_is_taken_away_without_a_reason(world, paper, shelf):
    with pytest.raises(PaperError, match="Write why"):
        actions.withdraw_paper(viewer=world.viewer("ailsa"), paper=paper, because=" ")
    assert files(shelf)


def test_a_coordinator_attaches_a_file_and_comes_back_to_where_they_were(world, record):
    sent = {"upload": upload(), "title": "Buses", "language": "gd", "next": "/kirkbrae/listen/"}
    response = world.client("ailsa").post(address("add", record), sent)
    assert response.url == "/kirkbrae/listen/"
    assert papers_of(world.viewer("bashir"), record).get().language == "gd"


def test_the_way_back_never_leads_to_another_site(world, record):
    sent = {"upload": upload(), "language": "gd", "next": "https://elsewhere.example/"}
    response = world.client("ailsa").post(address("add", record), sent)
    assert response.url == f"/kirkbrae/thread/{record.pk}/"


def test_the_form_says_what_is_wrong_with_a_file(world, record):
    sent = {"upload": upload(b"<html>", "a.txt"), "language": "en-gb"}
    response = world.client("ailsa").post(address("add", record), sent)
    assert response.status_code == 422
    assert "This is a web page" in response.content.decode()


@pytest.mark.parametrize("page", ["add", "withdraw"])
def test_only_coordinators_keep_papers(world, record, paper, page):
    place = address(page, record if page == "add" else paper)
    assert world.client("bashir").get(place).status_code == 403
    assert world.client().get(place).status_code == 302
