"""The sheet of one person: what is asked about each tie, and what they have said so far.

A sheet is read with the key of the wave and is never in the database in the clear. What it holds, in JSON::

    {"ties": {"P12": {"often": 3, "for": ["joint_work"]},
              "O4": {"often": 2, "for": [], "trust": {"reliable": 4}, "value": {"influence": 2}}},
     "added": {"N1": {"name": "…", "organization": "O2"}}, "finished": true}
"""

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from thegither.capabilities.relationships.models import Sheet, Wave
from thegither.spine.evidence.seals import has_key, pseudonym, unlock_words
from thegither.spine.spaces.visibility import Viewer

OFTEN = (
    ("4", _("Most days")),
    ("3", _("Most weeks")),
    ("2", _("Most months")),
    ("1", _("Less often")),
)
PURPOSES = (
    ("information", _("information")),
    ("referral", _("sending people on")),
    ("joint_work", _("work we do together")),
    ("money", _("money")),
    ("advice", _("advice")),
)
# Asked of organisations only: trust between persons is never asked.
TRUST = (
    ("reliable", _("They do what they said.")),
    ("open", _("They say openly what they know and think.")),
    ("shares_mission", _("They want the same as we do.")),
)
VALUE = (
    ("resources", _("They bring money, people or rooms.")),
    ("influence", _("They can get things moving.")),
    ("takes_part", _("They take part.")),
)
SCALE = (
    ("1", _("Not at all")),
    ("2", _("A little")),
    ("3", _("Mostly")),
    ("4", _("Fully")),
    ("", _("Don't know")),
)
MOST_TIES = 100
PAGE = 8192


def filled_up(text: str) -> str:
    """The text with blanks behind it up to full pages: what is locked is as long as what others lock.

    >>> len(filled_up("a")), len(filled_up("a" * 9000))
    (8192, 16384)
    """
    return text + " " * (-len(text) % PAGE)


@dataclass(frozen=True)
class Said:
    """Everything on one sheet."""

    ties: dict[str, dict] = field(default_factory=dict)
    added: dict[str, dict[str, str]] = field(default_factory=dict)
    finished: bool = False

    @property
    def open_keys(self) -> list[str]:
        """The ties about which nothing has been said yet, in the order in which they were named."""
        return [key for key, said in self.ties.items() if not said.get("often")]

    def as_text(self) -> str:
        """The sheet as JSON, filled up with blanks so that its length does not tell how many it names."""
        text = json.dumps({"ties": self.ties, "added": self.added, "finished": self.finished})
        return filled_up(text)

    @classmethod
    def of_text(cls, text: str) -> "Said":
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who answers. The pseudonym leads to their sheet only where the key is."""

    wave: Wave
    person: UUID
    pseudonym: str


def voice_of(viewer: Viewer, wave: Wave) -> Voice:
    """A member as one who answers. Raises SealLost where the key is gone."""
    return voice_of_person(viewer.person, wave)


def voice_of_person(person: UUID, wave: Wave) -> Voice:
    return Voice(wave, person, pseudonym(wave.activity_id, "person", str(person)))


def said_by(voice: Voice) -> Said:
    """What this person has said so far: theirs alone to see."""
    sheet = Sheet.objects.filter(wave=voice.wave, pseudonym=voice.pseudonym).first()
    return Said() if sheet is None else open_sheet(sheet)


def open_sheet(sheet: Sheet) -> Said:
    return Said.of_text(unlock_words(sheet.wave.activity_id, sheet.pseudonym, sheet.locked))


def has_answered(person: UUID, wave: Wave) -> bool:
    """Worked out with the key when it is asked; stored nowhere."""
    return has_key(wave.activity_id) and said_by(voice_of_person(person, wave)).finished
