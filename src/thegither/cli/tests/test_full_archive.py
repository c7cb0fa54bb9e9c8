"""Everything of a partnership goes out and comes back the same; whatever is wrong leaves nothing behind."""

import json
import zipfile
from datetime import timedelta

import numpy as np
import pytest
import typer
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers import serialize
from django.utils import timezone
from typer.testing import CliRunner

from thegither.capabilities.conversations import actions as conversations
from thegither.capabilities.conversations.models import Conversation, Participant, Vote
from thegither.capabilities.conversations.queries.polis import folder_of
from thegither.capabilities.conversations.queries.taking_part import guest_of
from thegither.cli import django_setup
from thegither.cli.full_archive import all_rows, export_partnership, import_partnership
from thegither.cli.main import app
from thegither.cli.passphrase import read_passphrase
from thegither.spine.authority.actions import strike_entry
from thegither.spine.authority.models import Delegation
from thegither.spine.authority.tests import made
from thegither.spine.evidence import encryption, seals
from thegither.spine.evidence.archive import ExactEncoder
from thegither.spine.evidence.models import AuditEntry, Seal
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.evidence.zips import ArchiveRefused
from thegither.spine.papers import actions as papers
from thegither.spine.papers.models import Paper
from thegither.spine.papers.queries import content_of
from thegither.spine.people.models import Account, Person
from thegither.spine.spaces.actions import create_record, hide_record
from thegither.spine.spaces.models import Partnership

SECRET = "a long enough passphrase"
A_WEEK = timedelta(days=7)
SIDES = ((1, 1, -1, 0), (1, -1, 1, 1))


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(encryption, "COST", 2)
    monkeypatch.setenv("THEGITHER_EXPORT_PASSPHRASE", SECRET)
    settings.SEAL_DIR = tmp_path / "seals"
    settings.PAPER_DIR = tmp_path / "papers"


def converse(world, question: str) -> Conversation:
    """Ailsa opens a conversation and sixteen people vote on its four statements."""
    ailsa = world.viewer("ailsa")
    seeds = ("More buses.", "Later buses.", "Fewer buses.", "Free buses.")
    draft = conversations.Draft(question=question, seeds=seeds, open_to_link=True)
    conversation = conversations.create_conversation(
        viewer=ailsa, partnership=world.partnership, draft=draft
    )
    conversation = conversations.open_conversation(viewer=ailsa, conversation=conversation)
    keys = list(conversation.statements.values_list("pk", flat=True))
    for number in range(16):
        choices = dict(zip(keys, SIDES[number % 2], strict=True))
        conversations.cast_votes(voter=guest_of(conversation, f"guest {number}"), choices=choices)
    return conversation


@pytest.fixture
def full(world):
    """Kirkbrae with one conversation closed, one open, a scheme of delegation and all that came of it."""
    closed = converse(world, "How do we get about?")
    conversations.close_conversation(viewer=world.viewer("ailsa"), conversation=closed)
    conversations.publish_results(conversation=Conversation.objects.get(pk=closed.pk))
    converse(world, "How do we get home?")
    made.a_year(world)
    made.keep(world)
    strike_entry(
        viewer=world.viewer("ailsa"), entry=Delegation.objects.first(), because="Written twice."
    )
    return world


@pytest.fixture
def archive(full, tmp_path):
    path = tmp_path / "kirkbrae.zip"
    export_partnership("kirkbrae", path, SECRET)
    return path


def snapshot(partnership: Partnership) -> dict[str, list[str]]:
    """Every row as text, by kind."""
    found: dict[str, list[str]] = {}
    for table in all_rows(partnership):
        text = serialize("jsonl", table.order_by("pk"), cls=ExactEncoder)
        found.setdefault(table.model._meta.label_lower, []).extend(text.splitlines())
    return found


def remove(partnership: Partnership) -> None:
    """As if the partnership had never been here."""
    keys = [
        (table.model, list(table.values_list("pk", flat=True))) for table in all_rows(partnership)
    ]
    for model, found in reversed(keys):
        model.objects.filter(pk__in=found).delete()
    assert not Partnership.objects.filter(pk=partnership.pk).exists()


def test_no_table_is_forgotten(db):
    """A new model has to be named in its app's `rows`, or here with the reason why it stays behind."""
    stays = {
        "people.SignInCode": "of use here only, and only for a while",
        "spaces.Lease": "says which worker of this installation does what is due",
    }
    ours = {m for m in apps.get_models() if m.__module__.startswith("thegither.")}
    named = {table.model for table in all_rows(Partnership())}
    assert {model._meta.label for model in ours - named} == set(stays)


def same_votes(one, other) -> bool:
    parts = ("people", "statements", "choices")
    return all(np.array_equal(getattr(one.votes, p), getattr(other.votes, p)) for p in parts)


def test_every_row_comes_back_exactly(full, archive):
    """Save what closing changes: the conversation that was open, and what tells of it."""
    before = snapshot(full.partnership)
    remove(full.partnership)
    arrival = import_partnership(archive, SECRET)
    after = snapshot(full.partnership)
    touched = {"conversations.participant", "conversations.vote", "evidence.seal", "spaces.phase"}
    touched |= {"spaces.activity", "spaces.record", "conversations.statement", "spaces.hiding"}
    # Votes are counted to the last before a conversation closes.
    counted = {"conversations.tally", "conversations.totals"}
    chained = {"evidence.auditentry", "evidence.auditsalt", "evidence.audithead"}
    for name in before.keys() - touched - counted - chained:
        assert after[name] == before[name], name
    for name in (*counted, "evidence.auditentry"):
        assert set(before[name]) <= set(after[name]), name
    assert arrival.closed == 1


def test_results_are_equal_and_the_chain_verifies(full, archive):
    before = {c.pk: folder_of(c) for c in Conversation.objects.all()}
    closed = Conversation.objects.get(activity__phase="closed")
    shown = [row.result for row in closed.landscapes.all()]
    head = verify_chain(full.partnership.pk).head
    remove(full.partnership)
    import_partnership(archive, SECRET)
    again = Conversation.objects.get(pk=closed.pk)
    assert same_votes(folder_of(again), before[closed.pk])
    assert [row.result for row in again.landscapes.all()] == shown
    assert verify_chain(full.partnership.pk, head).is_intact


def test_an_open_anonymous_activity_arrives_closed(full, archive):
    conversation = Conversation.objects.get(activity__phase="open")
    pseudonyms = set(
        Participant.objects.filter(conversation=conversation).values_list("pseudonym", flat=True)
    )
    remove(full.partnership)
    import_partnership(archive, SECRET)
    again = Conversation.objects.get(pk=conversation.pk)
    people = Participant.objects.filter(conversation=again)
    assert again.activity.phase == "closed"
    assert people.count() == 16
    assert not pseudonyms & set(people.values_list("pseudonym", flat=True))
    assert Vote.objects.filter(participant__conversation=again).count() == 64
    assert Seal.objects.get(activity=again.activity_id).state == Seal.State.LOST
    assert Seal.objects.get(activity=again.activity_id).digest


@pytest.mark.django_db(transaction=True)
def test_an_import_never_destroys_a_key_that_is_here(full, archive):
    """A copy tried out beside the original must not close the original."""
    conversation = Conversation.objects.get(activity__phase="open")
    remove(full.partnership)
    import_partnership(archive, SECRET)
    assert seals.has_key(conversation.activity_id)


def test_no_key_leaves_the_house(full, archive):
    keys = [path.read_bytes() for path in seals.key_path("x").parent.glob("*.key")]
    assert keys
    with zipfile.ZipFile(archive) as file:
        contents = [file.read(name) for name in file.namelist()]
    assert not any(
        key in content or key.hex().encode() in content for key in keys for content in contents
    )


def test_the_open_part_names_no_address_and_no_pseudonym(full, archive):
    with zipfile.ZipFile(archive) as file:
        names = [name for name in file.namelist() if name.startswith("open/")]
        text = b"\n".join(file.read(name) for name in names).decode(errors="replace")
    assert {"open/README.txt", "open/register.popolo.json", "open/audit-chain.csv"} <= set(names)
    assert any(name.endswith("votes.csv") for name in names)
    assert "Bashir" in text
    assert "@" not in text
    for pseudonym in Participant.objects.exclude(pseudonym=None).values_list(
        "pseudonym", flat=True
    ):
        assert not pseudonym or pseudonym not in text


def test_a_partnership_that_is_here_already_is_refused(full, archive):
    before = snapshot(full.partnership)
    result = CliRunner().invoke(app, ["import", "full", str(archive)])
    assert result.exit_code == 2
    assert "here already; nothing was stored" in result.stderr
    assert snapshot(full.partnership) == before


def test_an_account_that_is_here_already_is_kept(full, archive):
    account = full.account("ailsa")
    remove(full.partnership)
    stamp = "0" * 32
    Account.objects.create(id=account.pk, name=account.name, sign_in_stamp=stamp)
    import_partnership(archive, SECRET)
    assert Account.objects.get(pk=account.pk).sign_in_stamp == stamp
    assert Person.objects.get(pk=full.people["ailsa"].pk).account_id == account.pk


def test_nothing_stays_when_the_chain_was_altered_before_the_export(full, tmp_path):
    AuditEntry.objects.filter(chain=full.partnership.pk, number=2).update(actor="person:2")
    path = tmp_path / "altered.zip"
    export_partnership("kirkbrae", path, SECRET)
    remove(full.partnership)
    with pytest.raises(ArchiveRefused, match="Entry 2 was altered"):
        import_partnership(path, SECRET)
    assert not Partnership.objects.filter(slug="kirkbrae").exists()
    assert not AuditEntry.objects.filter(chain=full.partnership.pk).exists()


def test_the_commands_tell_what_went_out_and_came_in(full, tmp_path, monkeypatch):
    prepared = []  # an installation into which a partnership moves may have no tables yet
    monkeypatch.setattr(django_setup, "prepare_database", lambda: prepared.append(True))
    path, report = tmp_path / "out.zip", tmp_path / "report.json"
    runner = CliRunner()
    out = runner.invoke(app, ["export", str(path), "--partnership", "kirkbrae", "--json", "-"])
    assert out.exit_code == 0, out.stderr
    counts = json.loads(out.stdout)["rows"]
    assert counts["people.person"] == 5
    remove(full.partnership)
    back = runner.invoke(app, ["import", "full", str(path), "--json", str(report)])
    assert back.exit_code == 0, back.stderr
    told = json.loads(report.read_text())
    assert told["partnership"] == "kirkbrae"
    assert told["rows"] == sum(counts.values())
    assert told["closed_activities"] == 1
    assert prepared


def test_a_passphrase_that_nobody_can_type_is_asked_for_once_and_named(monkeypatch):
    monkeypatch.delenv("THEGITHER_EXPORT_PASSPHRASE")
    asking = typer.Typer()
    asking.command()(lambda: typer.echo(read_passphrase(is_new=True)))
    result = CliRunner().invoke(asking, input="")
    assert result.exit_code == 2
    assert "set THEGITHER_EXPORT_PASSPHRASE" in result.stderr


@pytest.mark.parametrize("words", [["nowhere", SECRET], ["kirkbrae", "short"]])
def test_an_export_that_cannot_be_is_refused_in_one_sentence(world, tmp_path, monkeypatch, words):
    monkeypatch.setenv("THEGITHER_EXPORT_PASSPHRASE", words[1])
    out = tmp_path / "out.zip"
    result = CliRunner().invoke(app, ["export", str(out), "--partnership", words[0]])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert not out.exists()


# --- papers -----------------------------------------------------------------------------------------
@pytest.fixture
def with_papers(world):
    """Two papers on one record, one of them taken away again, and one on a record that is hidden."""
    ailsa = world.viewer("ailsa")
    seen, hidden = (
        create_record(partnership=world.partnership, kind="meeting", title=name, audience="members")
        for name in ("Board of May", "Board of June")
    )
    hide_record(
        viewer=ailsa, record=hidden, reason="It names somebody.", until=timezone.now() + A_WEEK
    )
    for record, words in ((seen, b"A bus every hour."), (seen, b"Gone."), (hidden, b"A name.")):
        upload = SimpleUploadedFile(f"{words.decode()}.txt", words)
        paper = papers.add_paper(viewer=ailsa, record=record, upload=upload)
        if words == b"Gone.":
            papers.withdraw_paper(viewer=ailsa, paper=paper, because="A mistake.")
    return world


def test_papers_leave_with_the_partnership_and_come_back(with_papers, tmp_path, settings):
    path = tmp_path / "kirkbrae.zip"
    export_partnership("kirkbrae", path, SECRET)
    remove(with_papers.partnership)
    settings.PAPER_DIR = tmp_path / "another place"
    import_partnership(path, SECRET)
    kept = Paper.objects.filter(withdrawn_at=None)
    assert sorted(content_of(paper) for paper in kept) == [b"A bus every hour.", b"A name."]


def test_the_open_part_holds_the_papers_that_any_member_reads(with_papers, tmp_path):
    path = tmp_path / "kirkbrae.zip"
    export_partnership("kirkbrae", path, SECRET)
    with zipfile.ZipFile(path) as file:
        names = [name for name in file.namelist() if name.startswith("open/papers/")]
        assert [file.read(name) for name in names] == [b"A bus every hour."]


def test_a_file_that_no_paper_speaks_of_is_refused(with_papers):
    for place in ("f" * 32, "../../evil", Paper.objects.first().place):
        with pytest.raises(ArchiveRefused):
            papers.restore_content(place, b"Something else.")
