"""Working out what came of a conversation, once, and keeping it: landscape, release and findings."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thegither.capabilities.conversations.models import Conversation, Landscape
from thegither.capabilities.conversations.phases import CLOSED, WrongPhase
from thegither.capabilities.conversations.queries.coverage import COVERAGE, coverage_lines
from thegither.capabilities.conversations.queries.landscape import GROUPS, METHOD, Result, analyse
from thegither.capabilities.conversations.queries.polis import folder_of
from thegither.capabilities.conversations.queries.results import (
    agreement_by_group,
    group_figures,
    picture,
)
from thegither.capabilities.conversations.queries.totals import newest_release
from thegither.capabilities.conversations.queries.voices import picture_of_voices
from thegither.capabilities.conversations.queries.weighting import weigh
from thegither.spine.evidence.actions import publish_release
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.groups import LABELS
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Finding

LANDSCAPE = "opinion_landscape"
RELEASED = ("verdict", "counts", "statements", "groups", "sure", "weighted")


def publish_results(*, conversation: Conversation) -> Landscape:
    """Work out the results of a closed conversation and store them; once there, they stay.

    Raises WrongPhase while it is open. The mathematics comes before the transaction.
    """
    if conversation.activity.phase != CLOSED:
        raise WrongPhase(_("Results are worked out when the conversation is closed."))
    stored = conversation.landscapes.first()
    return stored or store_results(conversation, _worked_out(conversation))


def _worked_out(conversation: Conversation) -> Result:
    folder = folder_of(conversation)
    return analyse(folder) | {"weighted": weigh(conversation, folder)}


@transaction.atomic
def store_results(conversation: Conversation, result: Result) -> Landscape:
    landscape = Landscape(conversation=conversation, method=METHOD, result=result)
    landscape.result["picture"] = picture(landscape)
    landscape.result["voices"] = picture_of_voices(conversation)
    landscape.save()
    publish_release(
        chain=conversation.record.partnership_id,
        activity=conversation.activity_id,
        kind=LANDSCAPE,
        content={part: result[part] for part in RELEASED if part in result},
        method=METHOD,
        as_of=landscape.as_of,
    )
    _find_silent_sectors(conversation)
    if result["verdict"] == GROUPS and result["groups"]:
        _find_groups(landscape)
        _find_bridges(landscape)
    return landscape


def _find_silent_sectors(conversation: Conversation) -> None:
    release = newest_release(conversation, COVERAGE)
    if release is None:
        return
    side, day = release.content["sides"]["sector"], release.as_of.date()
    figures = {line.key: line.figure for line in coverage_lines(release.content, "sector", day)}
    for key in side["silent"]:
        sentence = _("Hardly anybody of the %(sector)s sector took part.") % {"sector": LABELS[key]}
        _find(conversation, "silent_sector", [f"sector:{key}"], sentence, [figures[key]])


def _find_groups(landscape: Landscape) -> None:
    conversation = landscape.conversation
    number = len(landscape.result["groups"])
    sentence = ngettext(
        "People fall into %(number)s group that votes alike.",
        "People fall into %(number)s groups that vote alike.",
        number,
    ) % {"number": number}
    figures = group_figures(landscape)
    _find(conversation, "opinion_groups", [str(conversation.record_id)], sentence, figures)


def _find_bridges(landscape: Landscape) -> None:
    """Each statement that every group can support."""
    conversation = landscape.conversation
    by_number = {row.number: row for row in conversation.statements.select_related("record")}
    for ground in landscape.result["common_ground"]:
        statement = by_number[ground["number"]]
        sentence = _("Every group can support this: %(text)s") % {"text": statement.text}
        figures = agreement_by_group(landscape, ground["number"])
        finding = _find(
            conversation, "bridging_statement", [str(statement.record_id)], sentence, figures
        )
        link_records(from_record=statement.record, to_record=finding.record, relation="found")


def _find(
    conversation: Conversation, kind: str, about: list[str], sentence: str, figures: list[Figure]
) -> Finding:
    """A finding with its record, tied to the conversation it came from."""
    record = create_record(
        partnership=conversation.record.partnership,
        activity=conversation.activity,
        kind="finding",
        title=sentence,
        audience=conversation.record.audience,
        state="found",
        language=conversation.record.language,
    )
    link_records(from_record=conversation.record, to_record=record, relation="found")
    stored: list[dict[str, Any]] = [figure.to_json() for figure in figures]
    return Finding.objects.create(
        record=record, kind=kind, about=about, sentence=sentence, figures=stored, verdict="found"
    )
