"""A conversation as the open Polis format sees it: for export, and for the opinion method alike."""

import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.conversations.models import Conversation, Participant, Statement, Vote
from thegither.formats.polis import PolisFolder, StatementRow, VoteTable, write_folder

BATCH = 10_000
IN, OUT = 1, -1


def folder_of(conversation: Conversation) -> PolisFolder:
    """All votes as sorted arrays. No times: when somebody voted is never stored.

    While a conversation is open its people have no number yet, so they are counted through in the
    order of their random keys.
    """
    statements = list(conversation.statements.order_by("number"))
    place = {row.pk: position for position, row in enumerate(statements)}
    people = Participant.objects.filter(conversation=conversation).order_by("number", "pk")
    keys = list(people.values_list("pk", "number"))
    position = {key: index for index, (key, _number) in enumerate(keys)}
    numbers = [index if number is None else number for index, (_key, number) in enumerate(keys)]
    return PolisFolder(
        statements=tuple(_row(statement) for statement in statements),
        participants=np.array(numbers, dtype=np.int64),
        votes=_vote_table(conversation, position, place),
        superseded=conversation.superseded_votes,
        repairs=conversation.repairs,
        summary={"topic": conversation.question},
    )


def _row(statement: Statement) -> StatementRow:
    """Only accepted words go out; of the others the number and the votes."""
    accepted = statement.state == Statement.State.ACCEPTED
    return StatementRow(
        id=statement.number,
        text=statement.text if accepted else "",
        moderated=IN if accepted else OUT,
        is_meta=statement.is_meta,
    )


def _vote_table(conversation: Conversation, position: dict, place: dict) -> VoteTable:
    cast = Vote.objects.filter(participant__conversation=conversation)
    rows = np.fromiter(
        (
            (position[person], place[statement], choice)
            for person, statement, choice in cast.values_list(
                "participant_id", "statement_id", "choice"
            ).iterator(BATCH)
        ),
        dtype=np.dtype((np.int64, 3)),
    )
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    return VoteTable(
        people=rows[:, 0],
        statements=rows[:, 1],
        choices=rows[:, 2].astype(np.int8),
        times=np.zeros(len(rows), dtype=np.int64),
    )


def export_files(conversation: Conversation) -> list[tuple[str, bytes]]:
    """The four files of a Polis export, as name and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(folder, folder_of(conversation))
        return [(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]


def export_zip(conversation: Conversation) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in export_files(conversation):
            archive.writestr(name, content)
    return stream.getvalue()


REPAIRS = {
    "seconds_for_milliseconds": _("Times in seconds, read as such"),
    "unknown_columns": _("Columns nobody knows, left out"),
    "statements_listed_twice": _("Statements listed twice, the last one taken"),
    "unlisted_statements": _("Statements with votes but without a text"),
}


def repairs_in_words(repairs: Mapping[str, int]) -> list[tuple[str, int]]:
    """What was put right in reading, for people: what, and how often."""
    return [(str(REPAIRS.get(what, what)), number) for what, number in sorted(repairs.items())]
