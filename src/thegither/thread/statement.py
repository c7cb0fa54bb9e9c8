"""What an installation itself says in its accessibility statement, and what it has not said yet.

The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 ask for
a statement by the body that answers for the site. What holds for every installation stands in the template;
what only that body knows stands in its settings, and is marked on the page where it is missing.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

# The day on which what the template says about this version was last gone through.
WRITTEN_ON = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the settings say; an empty field is a gap."""

    organization: str
    email: str
    phone: str
    reply_days: int
    reviewed_on: date | None
    written_on: date = WRITTEN_ON

    @property
    def is_complete(self) -> bool:
        return bool(self.organization and (self.email or self.phone) and self.reviewed_on)


def statement() -> Statement:
    return Statement(**settings.ACCESSIBILITY)
