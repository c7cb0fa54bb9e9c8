"""Which bodies sit in a made-up partnership, and how many people of which level each brings.

Every sector has at least 45 people in office, so that whichever falls silent is large enough for
the silence to be told from chance.
"""

from thegither.demo.plan import Body

# (post, level, how many people hold it)
Staffing = tuple[tuple[str, str, int], ...]

COUNCIL: Staffing = (
    ("Chief executive", "executive", 1),
    ("Director of children and families", "executive", 1),
    ("Director of communities", "executive", 1),
    ("Head of service", "senior_manager", 5),
    ("Partnership coordinator", "middle_manager", 2),
    ("Service manager", "middle_manager", 6),
    ("Team leader", "first_line_manager", 9),
    ("Family support worker", "front_line", 9),
    ("Housing officer", "front_line", 7),
    ("Councillor", "elected_member", 8),
)
HEALTH_BOARD: Staffing = (
    ("Chief executive", "executive", 1),
    ("Director of public health", "executive", 1),
    ("Lead nurse for safeguarding", "senior_manager", 1),
    ("Head of community services", "senior_manager", 3),
    ("Locality manager", "middle_manager", 6),
    ("Charge nurse", "first_line_manager", 7),
    ("Health visitor", "front_line", 8),
    ("Community nurse", "front_line", 5),
)
POLICE: Staffing = (
    ("Divisional commander", "executive", 1),
    ("Chief inspector", "senior_manager", 1),
    ("Inspector", "middle_manager", 2),
    ("Sergeant", "first_line_manager", 4),
    ("Community constable", "front_line", 6),
)
VOLUNTARY: Staffing = (
    ("Chief officer", "executive", 1),
    ("Head of services", "senior_manager", 1),
    ("Operations manager", "middle_manager", 1),
    ("Project leader", "first_line_manager", 2),
    ("Support worker", "front_line", 4),
)
PRIVATE: Staffing = (
    ("Managing director", "executive", 1),
    ("Registered manager", "senior_manager", 1),
    ("Care manager", "middle_manager", 2),
    ("Senior carer", "first_line_manager", 3),
    ("Care worker", "front_line", 5),
)
FORUM: Staffing = (
    ("Forum development worker", "front_line", 2),
    ("Forum convener", "citizen_leader", 1),
    ("Forum member", "citizen_leader", 9),
)
PANEL: Staffing = (("Panel member", "citizen_leader", 40),)

VOLUNTARY_NAMES = (
    "Hearth and Haven {area}",
    "{area} Young Carers' Circle",
    "The Kettle Project",
    "Stepping Stanes",
    "{area} Parents' Blether",
    "Bairns First Together",
)
PRIVATE_NAMES = (
    "Thistledown Nurseries",
    "Brightburn Home Care",
    "Harbourlight Fostering",
    "Meadowquhar Residential",
)


def bodies_of(area: str) -> list[tuple[Body, Staffing]]:
    """Every body of the partnership in this area, with its posts.

    >>> [body.kind for body, _ in bodies_of("Strathvarroch")].count("voluntary provider")
    6
    """
    return [
        (Body("council", f"{area} Council", "public", "council"), COUNCIL),
        (Body("health", f"{area} Health Board", "public", "health board"), HEALTH_BOARD),
        (Body("police", f"{area} Division Police", "public", "police"), POLICE),
        *_providers("voluntary", VOLUNTARY_NAMES, area, VOLUNTARY),
        *_providers("private", PRIVATE_NAMES, area, PRIVATE),
        (Body("forum", f"{area} Community Forum", "community", "community forum"), FORUM),
        (
            Body(
                "panel",
                f"{area} People's Panel",
                "community",
                "people who use services",
                parent="forum",
            ),
            PANEL,
        ),
    ]


def _providers(sector, names, area, staffing) -> list[tuple[Body, Staffing]]:
    return [
        (Body(f"{sector}-{n}", name.format(area=area), sector, f"{sector} provider"), staffing)
        for n, name in enumerate(names, start=1)
    ]
