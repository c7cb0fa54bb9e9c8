"""The board paper: what was heard, found, decided and promised in a stretch of time, and what nobody can tell.

One description serves the page, the DOCX and the PDF. It holds what its reader may see, and no more.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.spine.evidence.figures import day_text
from thegither.spine.evidence.queries import head_of
from thegither.spine.spaces.house import Section
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer
from thegither.thread.board_parts import cannot_tell, decisions, findings, questions
from thegither.thread.board_promises import promises
from thegither.thread.registry import activities


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted."""

    since: date
    until: date

    @classmethod
    def since_last_quarter(cls, today: date) -> "Period":
        """From the first day of the last full quarter, so that nothing falls between two boards.

        >>> Period.since_last_quarter(date(2026, 11, 21))
        Period(since=datetime.date(2026, 7, 1), until=datetime.date(2026, 11, 21))
        >>> Period.since_last_quarter(date(2026, 2, 1)).since
        datetime.date(2025, 10, 1)
        """
        quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        last_day_before = quarter - timedelta(days=1)
        return cls(date(last_day_before.year, last_day_before.month - 2, 1), today)

    def __str__(self) -> str:
        days = {"since": day_text(self.since), "until": day_text(self.until)}
        return _("%(since)s to %(until)s") % days


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the paper; `empty` is what stands there when there is nothing to tell."""

    title: str
    empty: str
    sections: list[Section]


@dataclass(frozen=True, slots=True)
class BoardPaper:
    """The whole paper. `head` is the end of the audit chain on the day it was made."""

    partnership: Partnership
    period: Period
    made_on: date
    for_members: bool
    parts: list[Part]
    head: str

    @property
    def command(self) -> str:
        """What whoever runs the server types to check the chain against this paper."""
        return f"thegither verify --partnership {self.partnership.slug} --head {self.head}"


def board_paper(viewer: Viewer, partnership: Partnership, period: Period) -> BoardPaper:
    """The paper of a partnership, for one reader."""
    asked = (viewer, partnership, period.since, period.until)
    heard = _heard(*asked)
    parts = [
        Part(_("What was heard"), _("No activity was open or closed in this time."), heard),
        Part(_("What was found"), _("Nothing was found in this time."), findings(*asked)),
        Part(_("What was decided"), _("No decision was recorded in this time."), decisions(*asked)),
        Part(
            _("What became of promises"),
            _("No promise was kept, broken or due in this time."),
            promises(*asked),
        ),
        Part(
            _("Questions without an answer"),
            _("No question is without an answer."),
            questions(*asked),
        ),
        Part(
            _("What we cannot tell"),
            _("No activity of this time says that its figures could mislead."),
            cannot_tell(heard),
        ),
    ]
    made_on, head = timezone.localdate(), head_of(partnership.pk)
    return BoardPaper(partnership, period, made_on, viewer.is_member, parts, head)


def _heard(viewer: Viewer, partnership: Partnership, since: date, until: date) -> list[Section]:
    return [
        section
        for activity in activities()
        for section in activity.board_lines(viewer, partnership, since, until)
    ]
