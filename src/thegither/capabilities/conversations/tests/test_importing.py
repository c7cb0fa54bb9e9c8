"""Polis files in and out: counted, repaired or refused, and never half of it."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.models import (
    Conversation,
    ImportJob,
    Participant,
    Statement,
    Vote,
)
from thegither.capabilities.conversations.queries.landscape import analyse
from thegither.capabilities.conversations.queries.polis import export_files, folder_of
from thegither.formats.polis import FormatError, read_folder
from thegither.spine.spaces.models import Record

REAL = Path(__file__).parents[6] / "shared" / "data" / "polis"
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    "1600000000000,x,0,0,1,0,1,Dogs on leads.\n"
    "1600000000001,x,3,1,0,1,-1,Rude words.\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1600000000002,x,0,5,1\n"
    "1600000000003,x,0,9,-1\n"
    "1600000000009,x,0,5,0\n"
    "1600000000004,x,3,9,1\n"
)


def folder(tmp_path, votes=VOTES, comments=COMMENTS):
    files = {
        "votes.csv": votes,
        "comments.csv": comments,
        "summary.csv": "topic,Dogs in the park\n",
    }
    for name, content in files.items():
        if content is not None:
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
    return tmp_path


def bring_in(world, path):
    return actions.import_polis(
        viewer=world.viewer("ailsa"), partnership=world.partnership, folder=path
    )


def test_an_import_arrives_closed_with_its_results(world, tmp_path):
    conversation = bring_in(world, folder(tmp_path))
    assert conversation.question == "Dogs in the park"
    assert conversation.activity.phase == "closed"
    assert conversation.superseded_votes == 1
    assert conversation.landscapes.get().result["counts"] == {
        "people": 2, "statements": 2, "votes": 3, "superseded": 1, "repaired": 0,
    }  # fmt: skip
    assert sorted(Vote.objects.values_list("participant__number", "choice")) == [
        (5, 0), (9, -1), (9, 1),
    ]  # fmt: skip


def test_what_was_moderated_out_stays_out_with_a_reason(world, tmp_path):
    conversation = bring_in(world, folder(tmp_path))
    out = conversation.statements.get(number=3)
    assert out.state == Statement.State.REJECTED
    assert not Statement.objects.visible_to(world.viewer("bashir")).filter(pk=out.pk).exists()
    page = world.client("bashir").get(f"/kirkbrae/conversations/{conversation.pk}/results/")
    assert "Rude words" not in page.text


@pytest.mark.parametrize(
    "spoilt, told",
    [
        ({"votes": VOTES.replace("9,-1", "9,7")}, "line 3"),
        ({"votes": VOTES.encode() + b"1600000000005,x,0,\xff,1\n"}, "line 6"),
        ({"votes": ""}, "votes.csv"),
        ({"votes": None}, "votes.csv"),
        ({"comments": None}, "comments.csv"),
        ({"votes": VOTES.replace("voter-id", "who")}, "voter-id"),
        ({"comments": COMMENTS.replace(",3,1", ",three,1")}, "line 3"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_place_and_leaves_nothing(
    world, tmp_path, spoilt, told
):
    before = Record.objects.count()
    with pytest.raises(FormatError) as refusal:
        bring_in(world, folder(tmp_path, **spoilt))
    assert told in str(refusal.value)
    assert not Conversation.objects.exists()
    assert not Vote.objects.exists()
    assert Record.objects.count() == before


def test_a_failure_while_storing_leaves_nothing(world, tmp_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions.importing, "store_results", fail)
    with pytest.raises(RuntimeError):
        bring_in(world, folder(tmp_path))
    assert not Conversation.objects.exists()
    assert not Participant.objects.exists()


def test_what_goes_out_comes_back_the_same(world, closed, tmp_path):
    for name, content in export_files(closed):
        (tmp_path / name).write_bytes(content)
    again = bring_in(world, tmp_path)
    one, other = closed.landscapes.get().result, again.landscapes.get().result
    assert other["verdict"] == one["verdict"]
    assert other["statements"] == one["statements"]
    assert other["groups"] == one["groups"]
    np.testing.assert_array_equal(folder_of(again).votes.choices, folder_of(closed).votes.choices)


# --- uploads --------------------------------------------------------------------------------------


@pytest.fixture
def uploads(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    return settings.DATA_DIR / "imports"


def zipped(**files: str) -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".csv", content)
    return SimpleUploadedFile("export.zip", stream.getvalue())


def send(world, *files, who="ailsa"):
    address = reverse("conversations:import", args=["kirkbrae"])
    return world.client(who).post(address, {"files": list(files)})


def test_an_upload_waits_and_is_brought_in_by_tick(world, uploads):
    sent = send(world, zipped(some__folder__votes=VOTES, some__folder__comments=COMMENTS))
    ailsa = world.client("ailsa")
    assert "Waiting for its turn" in ailsa.get(sent.url).text
    tasks.tick()
    page = ailsa.get(sent.url).text
    assert "It is here" in page
    assert ImportJob.objects.get().counts["superseded"] == 1
    assert not any(uploads.iterdir())


def test_several_files_can_be_sent_instead_of_a_zip(world, uploads):
    send(
        world,
        SimpleUploadedFile("votes.csv", VOTES.encode()),
        SimpleUploadedFile("comments.csv", COMMENTS.encode()),
    )
    tasks.tick()
    assert ImportJob.objects.get().state == ImportJob.State.DONE


def test_a_refused_upload_says_which_line_and_stores_nothing(world, uploads):
    sent = send(world, zipped(votes=VOTES.replace("9,-1", "9,7"), comments=COMMENTS))
    tasks.tick()
    page = world.client("ailsa").get(sent.url).text
    assert "votes.csv, line 3" in page
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("export.zip", b"no zip at all"),
        SimpleUploadedFile("export.zip", b"PK\x03\x04 but damaged"),
        SimpleUploadedFile("photo.png", b"x"),
        SimpleUploadedFile("votes.csv", b""),
        zipped(other="a,b\n"),
    ],
    ids=["not a zip", "damaged", "other type", "empty", "nothing known inside"],
)
def test_what_is_no_polis_export_is_refused_at_the_door(world, uploads, upload):
    assert send(world, upload).status_code == 422
    assert not ImportJob.objects.exists()
    assert not uploads.exists() or not any(uploads.iterdir())


def test_too_large_an_upload_is_refused(world, uploads, settings):
    settings.MAX_IMPORT_BYTES = 50
    assert send(world, zipped(votes=VOTES, comments=COMMENTS)).status_code == 422


def test_a_path_in_a_zip_leads_nowhere_else(world, uploads, tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../../votes.csv", VOTES)
        archive.writestr("/comments.csv", COMMENTS)
    send(world, SimpleUploadedFile("export.zip", stream.getvalue()))
    (kept,) = uploads.iterdir()
    assert {path.name for path in kept.iterdir()} == {"votes.csv", "comments.csv"}
    assert not list(tmp_path.glob("*.csv"))


def test_a_job_that_a_crash_interrupted_is_begun_again(world, uploads):
    send(world, zipped(votes=VOTES, comments=COMMENTS))
    ImportJob.objects.update(state=ImportJob.State.READING)
    tasks.tick()
    tasks.tick()
    assert Conversation.objects.count() == 1


# --- real conversations ---------------------------------------------------------------------------


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.is_dir(), reason="the real conversations are not on this machine")
@pytest.mark.parametrize(
    "name, people, statements, votes, superseded",
    [
        ("vtaiwan.uberx", 1921, 197, 49443, 554),
        ("london.youth.policing", 26, 36, 638, 2),
        ("brexit-consensus", 204, 50, 5303, 9),
    ],
)
def test_a_real_conversation_comes_in_whole(world, name, people, statements, votes, superseded):
    conversation = bring_in(world, REAL / name)
    counts = conversation.landscapes.get().result["counts"]
    assert (counts["people"], counts["statements"]) == (people, statements)
    assert (counts["votes"], counts["superseded"]) == (votes, superseded)
    assert Participant.objects.count() == people
    assert Vote.objects.count() == votes
    page = world.client("bashir").get(f"/kirkbrae/conversations/{conversation.pk}/results/").text
    assert f"{people:,} people" in page
    assert f"{votes:,} votes" in page


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.is_dir(), reason="the real conversations are not on this machine")
def test_the_database_gives_the_same_answer_as_the_files(world):
    path = REAL / "london.youth.policing"
    straight, stored = analyse(read_folder(path)), analyse(folder_of(bring_in(world, path)))
    assert {k: v for k, v in straight.items() if k != "counts"} == {
        k: v for k, v in stored.items() if k != "counts"
    }
