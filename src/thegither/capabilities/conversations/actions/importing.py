"""Bringing in a conversation that was held with Polis. It arrives closed, with its results."""

import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import monotonic
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.actions.counting import count_anew
from thegither.capabilities.conversations.actions.preparing import (
    Draft,
    make_conversation,
    write_down,
)
from thegither.capabilities.conversations.actions.results import store_results
from thegither.capabilities.conversations.models import (
    Conversation,
    ImportJob,
    Participant,
    Statement,
    Vote,
)
from thegither.capabilities.conversations.phases import CLOSED
from thegither.capabilities.conversations.queries.landscape import Result, analyse
from thegither.formats.polis import FormatError, PolisFolder, StatementRow, read_folder
from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces.actions import create_record
from thegither.spine.spaces.models import Hiding, Partnership, Record
from thegither.spine.spaces.visibility import HOUSE, Viewer

Progress = Callable[[int, int], None]
BATCH = 5_000
HIDDEN_FOR = timedelta(days=365)
TELL_EVERY = 0.5
WANTED = ("votes.csv", "comments.csv", "summary.csv", "participants-votes.csv")


class CannotUnpack(Exception):
    """An upload that holds no readable Polis export. The message can be shown to a person."""


def import_polis(
    *,
    viewer: Viewer,
    partnership: Partnership,
    folder: str | Path,
    question: str | None = None,
    progress: Progress | None = None,
) -> Conversation:
    """Read a Polis folder and store it as a closed conversation with its results.

    Reading comes first and touches no table; storing is one transaction. So a file that cannot be
    read (FormatError names the line) leaves nothing behind.
    """
    read = read_folder(folder, progress)
    return _store_polis(viewer, partnership, read, analyse(read), question or "")


@transaction.atomic
def _store_polis(
    viewer: Viewer, partnership: Partnership, folder: PolisFolder, result: Result, question: str
) -> Conversation:
    topic = question.strip() or folder.summary.get("topic", "").strip()
    draft = Draft(question=topic[:300] or _("An imported conversation"))
    conversation = make_conversation(partnership, draft, CLOSED)
    conversation.is_imported = True
    conversation.superseded_votes, conversation.repairs = folder.superseded, folder.repairs
    conversation.save()
    statements = _store_statements(conversation, folder.statements)
    _store_votes(conversation, folder, statements)
    count_anew(conversation)
    store_results(conversation, result)
    counts = {"people": len(folder.participants), "votes": len(folder.votes)}
    write_down(viewer, "import_polis", conversation, **counts)
    return conversation


def _store_statements(conversation: Conversation, rows: Sequence[StatementRow]) -> list[Statement]:
    statements = [_statement(conversation, row) for row in rows]
    _in_batches(Record, (statement.record for statement in statements))
    _in_batches(Statement, statements)
    _in_batches(Hiding, (_kept_out(row) for row in statements if row.state != "accepted"))
    return statements


def _statement(conversation: Conversation, row: StatementRow) -> Statement:
    state = Statement.State.REJECTED if row.moderated == -1 else Statement.State.ACCEPTED
    record = Record(
        partnership_id=conversation.record.partnership_id,
        activity=conversation.activity,
        kind="statement",
        title=_("Statement %(number)s") % {"number": row.id},
        audience=conversation.record.audience,
        state=state,
        created_at=conversation.record.created_at,
    )
    return Statement(
        record=record,
        conversation=conversation,
        number=row.id,
        text=row.text,
        # The files do not say which language it is; a page then says so too (lang="").
        language="",
        state=state,
        is_meta=row.is_meta,
    )


def _kept_out(statement: Statement) -> Hiding:
    return Hiding(
        record=statement.record,
        reason=_("A moderator had kept it out before this conversation was brought here."),
        until=timezone.now() + HIDDEN_FOR,
    )


def _store_votes(
    conversation: Conversation, folder: PolisFolder, statements: list[Statement]
) -> None:
    people = [
        Participant(conversation=conversation, number=int(number)) for number in folder.participants
    ]
    _in_batches(Participant, people)
    votes = folder.votes
    triples = zip(votes.people, votes.statements, votes.choices.tolist(), strict=True)
    _in_batches(
        Vote,
        (
            Vote(
                participant=people[person],
                statement=statements[statement],
                choice=choice,
                counted_as=choice,
                is_counted=True,
            )
            for person, statement, choice in triples
        ),
    )


def _in_batches(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert without ever holding all rows at once."""
    rest: Iterator[models.Model] = iter(rows)
    while batch := list(islice(rest, BATCH)):
        model._default_manager.bulk_create(batch)


# --- an upload, read later by tick ------------------------------------------------------------


def queue_import(
    *, viewer: Viewer, partnership: Partnership, files: Sequence[UploadedFile], question: str = ""
) -> ImportJob:
    """Keep the uploaded files and a job for `tick`; nothing of them is read yet."""
    folder = Path(settings.DATA_DIR) / "imports" / str(uuid4())
    folder.mkdir(parents=True)
    try:
        for upload in files:
            _keep(upload, folder)
        return _make_job(viewer, partnership, folder, question)
    except (CannotUnpack, OSError):
        shutil.rmtree(folder)
        raise


@transaction.atomic
def _make_job(viewer: Viewer, partnership: Partnership, folder: Path, question: str) -> ImportJob:
    record = create_record(
        partnership=partnership,
        kind="import",
        title=question.strip() or _("A Polis conversation on its way in"),
        audience=Record.Audience.MEMBERS,
    )
    job = ImportJob.objects.create(record=record, path=str(folder), question=question.strip())
    append_entry(
        chain=partnership.pk,
        actor=viewer.actor,
        verb="queue_import",
        about=f"import:{job.pk}",
        state={"question": job.question},
    )
    return job


def _keep(upload: UploadedFile, folder: Path) -> None:
    if upload.name.lower().endswith(".zip"):
        _unpack(upload, folder)
        return
    with (folder / Path(upload.name).name.lower()).open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def _unpack(upload: UploadedFile, folder: Path) -> None:
    """Take only the known files, by their bare names: no path in a zip leads anywhere else."""
    try:
        with zipfile.ZipFile(upload) as archive:
            members = [info for info in archive.infolist() if _is_wanted(info.filename)]
            if sum(info.file_size for info in members) > settings.MAX_IMPORT_BYTES:
                raise CannotUnpack(_("Unpacked, these files are too large."))
            for info in members:
                with archive.open(info) as source, _place(folder, info).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except zipfile.BadZipFile as error:
        raise CannotUnpack(_("This zip file is damaged. Please send it again.")) from error
    if not members:
        raise CannotUnpack(_("This zip file holds no votes.csv. Is it a Polis export?"))


def _is_wanted(name: str) -> bool:
    return Path(name).name.lower() in WANTED and "__MACOSX" not in name


def _place(folder: Path, info: zipfile.ZipInfo) -> Path:
    return folder / Path(info.filename).name.lower()


def process_import(*, job: ImportJob) -> ImportJob:
    """Read and store one waiting job; a file that cannot be read is refused with its sentence.

    A job that a crash left at "reading" stored nothing, so it is simply begun again.
    """
    _tell(job, state=ImportJob.State.READING, done=0, total=0)
    partnership = job.record.partnership
    try:
        folder = read_folder(job.path, _teller(job))
        _finish(job, partnership, folder, analyse(folder))
    except FormatError as error:
        _tell(job, state=ImportJob.State.REFUSED, message=str(error))
    shutil.rmtree(job.path, ignore_errors=True)
    return job


@transaction.atomic
def _finish(job: ImportJob, partnership: Partnership, folder: PolisFolder, result: Result) -> None:
    """Conversation and finished job appear together, so a job is never done twice."""
    job.conversation = _store_polis(HOUSE, partnership, folder, result, job.question)
    job.counts = {
        "people": len(folder.participants),
        "statements": len(folder.voted_on),
        "votes": len(folder.votes),
        "superseded": folder.superseded,
        "repairs": folder.repairs,
    }
    job.state = ImportJob.State.DONE
    job.save()


def _teller(job: ImportJob) -> Progress:
    """Write progress down at most twice a second."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= TELL_EVERY:
            last = monotonic()
            _tell(job, done=done, total=total)

    return tell


def _tell(job: ImportJob, **fields: object) -> None:
    for name, value in fields.items():
        setattr(job, name, value)
    job.save(update_fields=list(fields))
