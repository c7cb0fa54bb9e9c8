"""What a column of a list may mean, and a guess from its heading or from what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from thegither.formats.tables import Row, Table

# Name, label on the page, and headings that mean it (in small letters, letters only).
COLUMNS = (
    ("name", _("name"), "fullname displayname contact person naam"),
    ("given_name", _("first name"), "firstname forename givenname"),
    ("family_name", _("last name"), "lastname surname familyname"),
    ("email", _("e-mail"), "emailaddress mail emails"),
    ("phone", _("phone"), "telephone mobile mobilephone businessphone phonenumber tel"),
    ("organization", _("organisation"), "organisation company employer agency body partner"),
    ("sector", _("sector"), "sectortype"),
    ("classification", _("kind of body"), "kindofbody organizationtype organisationtype"),
    ("part_of", _("part of"), "parent parentorganization parentorganisation"),
    ("founded", _("founded on"), "foundingdate"),
    ("dissolved", _("dissolved on"), "dissolutiondate"),
    ("post", _("post"), "jobtitle position title postlabel"),
    ("level", _("level"), "grade seniority"),
    ("role", _("role"), "roleinpartnership"),
    ("from", _("from"), "validfrom startdate start since"),
    ("to", _("to"), "validto enddate end until"),
    ("person_id", _("the list's own mark for the person"), "personidentifier staffnumber"),
    ("organization_id", _("the list's own mark for the organisation"), "organisationid"),
    ("post_id", _("the list's own mark for the post"), "postidentifier"),
    ("membership_id", _("the list's own mark for the membership"), "membershipidentifier"),
)
LABELS = {name: label for name, label, _headings in COLUMNS}
MEANS = {
    re.sub(r"[^a-z]", "", heading): name
    for name, _label, headings in COLUMNS
    for heading in (name, *headings.split())
}
EMAIL = re.compile(r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$")
PHONE = re.compile(r"^\+?[\d\s()/-]{6,20}$")
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")


@dataclass(frozen=True, slots=True)
class Choice:
    """What each column means ("" for none), and whether the first row holds headings."""

    columns: tuple[str, ...]
    has_headings: bool

    def body(self, table: Table) -> tuple[Row, ...]:
        return table.rows[1:] if self.has_headings else table.rows

    def heading(self, table: Table, index: int) -> str:
        """How a message names a column: by its heading, or by its place."""
        written = table.rows[0].cell(index) if self.has_headings else ""
        return written or str(index + 1)


def guess(table: Table) -> Choice:
    """Read the headings; without any, look at what stands in the columns."""
    headings = [means(table.rows[0].cell(index)) for index in range(table.width)]
    if any(headings):
        return Choice(_each_once(headings), has_headings=True)
    return Choice(_each_once(_by_content(table)), has_headings=False)


def means(heading: str) -> str:
    """The column that a heading means, or nothing.

    >>> means("E-mail Address"), means("Valid from"), means("Shoe size")
    ('email', 'from', '')
    """
    return MEANS.get(re.sub(r"[^a-z]", "", heading.lower()), "")


def day(text: str) -> date | None:
    """The day that a text names, or nothing when it names none.

    >>> day("21/11/2026") == day("2026-11-21") == day("21 November 2026")
    True
    """
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _each_once(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple("" if name in columns[:index] else name for index, name in enumerate(columns))


def _by_content(table: Table) -> list[str]:
    """E-mail addresses, days and phone numbers show themselves; of the rest name, body, post in turn."""
    texts = iter(("name", "organization", "post", "role"))
    days = iter(("from", "to"))
    found = []
    for index in range(table.width):
        cells = [row.cell(index) for row in table.rows if row.cell(index)]
        if _mostly(cells, lambda cell: bool(EMAIL.match(cell))):
            found.append("email")
        elif _mostly(cells, lambda cell: day(cell) is not None):
            found.append(next(days, ""))
        elif _mostly(cells, lambda cell: bool(PHONE.match(cell))):
            found.append("phone")
        else:
            found.append(next(texts, ""))
    return found


def _mostly(cells: Sequence[str], looks_right: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(looks_right, cells)) > len(cells) / 2
