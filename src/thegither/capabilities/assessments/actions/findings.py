"""What a mirror says of its own accord: a gap, a silent sector, a culture that moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.figures import (
    gap_figure,
    heard_figure,
    place_figure,
)
from thegither.capabilities.assessments.queries.mirror_words import label_of, seen_sentence
from thegither.capabilities.assessments.queries.told.sure import SURE_OF_CULTURE, SURE_OF_GAP
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Organization
from thegither.spine.spaces.actions import create_record, link_records
from thegither.spine.spaces.models import Finding

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One finding before it is stored."""

    kind: str
    about: list[str]
    sentence: str
    figures: list[Figure]


def note_findings(*, wave: Wave, mirror: Told) -> list[Finding]:
    """Keep what the mirror says plainly, each finding with its record, tied to the wave."""
    told, day = mirror["told"], timezone.localdate()
    found = [*_gaps(told, day), *_silent_sectors(told, day), *_moved_cultures(wave, told, day)]
    return [_keep(wave, said) for said in found]


def _gaps(told: Told, day: date) -> Iterator[Said]:
    """Each area that levels, or sectors, see differently: once, with all the groups that stand out."""
    for name, part in told["by"].items():
        clear: dict[str, list[Told]] = {}
        for gap in part["gaps"]:
            if not gap["item"] and gap["verdict"] == "difference" and gap["q"] <= SURE_OF_GAP:
                clear.setdefault(gap["scale"], []).append(gap)
        titles = {row["id"]: row["title"] for row in told["scales"]}
        for scale, gaps in clear.items():
            gaps.sort(key=lambda gap: gap["q"])
            yield Said(
                "perception_gap",
                [f"area:{scale}", f"by:{name}"],
                seen_sentence(gaps[0], titles[scale]),
                [gap_figure(told, gap, day) for gap in gaps],
            )


def _silent_sectors(told: Told, day: date) -> Iterator[Said]:
    for row in told["by"].get("sector", {}).get("coverage", []):
        if row["is_silent"]:
            sentence = _("Hardly anybody of the %(sector)s sector answered.") % {
                "sector": label_of(row["group"])
            }
            yield Said(
                "silent_sector", [f"sector:{row['group']}"], sentence, [heard_figure(row, day)]
            )


def _moved_cultures(wave: Wave, told: Told, day: date) -> Iterator[Said]:
    known = [one for one in told["culture"] if one.get("movement") == "moved"]
    moved = [one for one in known if one["q"] <= SURE_OF_CULTURE]
    names = {
        str(key): name
        for key, name in Organization.objects.filter(
            pk__in=[one["organization"] for one in moved]
        ).values_list("pk", "name")
    }
    for one in moved:
        sentence = _("The culture of %(organization)s has moved since the last time.") % {
            "organization": names.get(one["organization"], "")
        }
        places = [place_figure(one, side, day) for side in (0, 1)]
        yield Said("culture_shift", [one["organization"]], sentence, places)


def _keep(wave: Wave, said: Said) -> Finding:
    record = create_record(
        partnership=wave.record.partnership,
        activity=wave.activity,
        kind="finding",
        title=said.sentence,
        audience=wave.record.audience,
        state="found",
        language=wave.record.language,
    )
    link_records(from_record=wave.record, to_record=record, relation="found")
    return Finding.objects.create(
        record=record,
        kind=said.kind,
        about=said.about,
        sentence=said.sentence,
        figures=[figure.to_json() for figure in said.figures],
        verdict="found",
    )
