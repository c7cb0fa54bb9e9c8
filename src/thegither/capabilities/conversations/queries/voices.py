"""Voices, one small picture of the mirror: what share of each sector took part in the last conversation."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import CLOSED
from thegither.capabilities.conversations.queries.coverage import COVERAGE, METHOD
from thegither.capabilities.conversations.queries.reading import conversations_of
from thegither.capabilities.conversations.queries.totals import newest_release
from thegither.spine.evidence.figures import SHARE, Figure
from thegither.spine.evidence.models import Release
from thegither.spine.people.groups import LABELS
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer
from thegither.ui import charts

Rows = list[tuple[str, Figure]]


def shares_by_sector(release: Release) -> Rows:
    """How many per cent of each sector's people took part. Everybody was counted, so chance plays no part."""
    day = release.as_of.date()
    return [
        (_("%(sector)s sector") % {"sector": LABELS[row["key"]]}, _share(row, day))
        for row in release.content["sides"]["sector"]["rows"]
        if row["asked"]
    ]


def _share(row: dict, day: date) -> Figure:
    common = {"asked": row["asked"], "as_of": day, "method": METHOD}
    if row["answered"] is None:
        reason = "hidden, so that nobody can work out who took part"
        return Figure.withheld(reason, answered=None, **common)
    value = row["answered"] / row["asked"]
    return Figure(value=value, unit=SHARE, answered=row["answered"], **common)


def picture_of_voices(conversation: Conversation) -> str:
    """The bars as SVG, to be stored with the results; nothing where nobody knows who took part."""
    release = newest_release(conversation, COVERAGE)
    rows = shares_by_sector(release) if release else []
    if not rows:
        return ""
    return charts.bars(
        rows,
        title=_("Who was heard"),
        description=_("What share of each sector took part. The table says the same in words."),
        withheld=_("not shown"),
    )


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was heard in one conversation: the stored picture, what it shows in words, the same as rows."""

    conversation: Conversation
    svg: str
    sentence: str
    rows: Rows


def last_voices(viewer: Viewer, partnership: Partnership) -> Voices | None:
    """The newest closed conversation whose voices were drawn."""
    closed = conversations_of(viewer, partnership).filter(activity__phase=CLOSED)
    for conversation in closed.exclude(is_imported=True)[:3]:
        landscape = conversation.landscapes.first()
        svg = landscape.result.get("voices", "") if landscape else ""
        release = newest_release(conversation, COVERAGE)
        if svg and release:
            said = what_to_see(conversation, release)
            return Voices(conversation, svg, said, shares_by_sector(release))
    return None


def what_to_see(conversation: Conversation, release: Release) -> str:
    """What the picture shows in words, and of which conversation."""
    where = _("In our last conversation: “%(question)s”") % {"question": conversation.question}
    return f"{who_was_silent(release)} {where}"


def who_was_silent(release: Release) -> str:
    """Which sectors were hardly heard, as the test of coverage found; otherwise that it found none."""
    said = [
        _("Hardly anybody of the %(sector)s sector took part.") % {"sector": LABELS[key]}
        for key in release.content["sides"]["sector"]["silent"]
    ]
    return " ".join(said or [_("No sector was clearly heard less than the others.")])
