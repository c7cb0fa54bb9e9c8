"""Which sector a body of a list belongs to, where the list does not say: what its name gives away.

One sector for all bodies of a list is nearly always wrong for some of them, and a wrong sector spoils every
count by sector later. So each body is asked for, with a guess that can be put right.
"""

import re

from thegither.formats.tables import Table
from thegither.spine.people.columns import Choice
from thegither.spine.people.models import Organization

Sector = Organization.Sector
# Whole words of a name, in small letters; the first line that fits decides.
TELLING = (
    (Sector.PRIVATE, "ltd limited plc llp"),
    (Sector.COMMUNITY, "residents tenants community neighbourhood"),
    (Sector.VOLUNTARY, "carers charity volunteers volunteer voluntary aid hospice citizens"),
    (Sector.PUBLIC, "council nhs health police fire hospital school college university government"),
)
# More than a page can ask for one by one; the rest share one answer.
MOST = 25


def likely_sector(name: str) -> str:
    """The sector that a name gives away, or nothing.

    >>> likely_sector("Glen Council"), likely_sector("Brae Homes Ltd"), likely_sector("Brae Homes")
    ('public', 'private', '')
    """
    words = set(re.findall(r"[a-z]+", name.casefold()))
    return next((str(sector) for sector, telling in TELLING if words & set(telling.split())), "")


def bodies_without_sector(table: Table, choice: Choice) -> list[str]:
    """The bodies of a list for which no row tells the sector, each once, in the order of the list."""
    if "organization" not in choice.columns:
        return []
    names: dict[str, str] = {}
    told: set[str] = set()
    for row in choice.body(table):
        name = row.cell(choice.columns.index("organization"))
        names.setdefault(name.casefold(), name)
        if "sector" in choice.columns and row.cell(choice.columns.index("sector")):
            told.add(name.casefold())
    return [name for key, name in names.items() if key and key not in told][:MOST]
