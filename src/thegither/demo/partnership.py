"""Draw a made-up partnership from a seed: bodies, posts, people, dated memberships and duties."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from thegither.demo.names import AREAS, as_key, draw_names
from thegither.demo.plan import Plan, PlannedMembership, PlannedPerson, PlannedPost
from thegither.demo.staffing import Staffing, bodies_of

FIRST_DAY, LAST_DAY = date(2017, 4, 1), date(2025, 3, 31)
MOVED, LEFT, TRUSTEES, WITHOUT_EMAIL = 6, 8, 5, 16
PURPOSE = (
    "We work together so that families in {area} get the right help early, close to home. "
    "The people who use our services lead this work with us."
)


def plan(seed: int) -> Plan:
    """The whole partnership as plain data; the same seed gives the same partnership.

    >>> plan(1) == plan(1)
    True
    >>> 240 <= len(plan(1).sector_of()) <= 270
    True
    """
    source = Random(f"thegither-partnership-{seed}")
    area = source.choice(AREAS)
    staffed = [(body, _vary(staffing, source)) for body, staffing in bodies_of(area)]
    seats = [(body.key, post, level) for body, rows in staffed for post, level in _seats(rows)]
    names = draw_names(len(seats) + LEFT, source)
    people = [PlannedPerson(as_key(name), name, f"{as_key(name)}@example.org") for name in names]
    current = [
        _membership(person, seat, source) for person, seat in zip(people, seats, strict=False)
    ]
    return Plan(
        seed=seed,
        area=area,
        name=f"{area} Together",
        purpose=PURPOSE.format(area=area),
        bodies=tuple(body for body, _ in staffed),
        posts=tuple(_posts(seats)),
        people=tuple(_with_contacts(people, current, source)),
        memberships=tuple(current + _history(people, current, source)),
        duties=_duties(current),
    )


def _vary(staffing: Staffing, source: Random) -> Staffing:
    """A few more people on the front line here and there, so that no two partnerships are the same size."""
    more = {"front_line": (0, 1), "first_line_manager": (0, 0, 1)}
    return tuple(
        (post, level, count + source.choice(more.get(level, (0,))))
        for post, level, count in staffing
    )


def _seats(staffing: Staffing) -> list[tuple[str, str]]:
    return [(post, level) for post, level, count in staffing for _ in range(count)]


def _posts(seats: list[tuple[str, str, str]]) -> list[PlannedPost]:
    """One post for each label of a body, however many people hold it."""
    return [
        PlannedPost(f"{body}:{as_key(label)}", label, level, body)
        for body, label, level in dict.fromkeys(seats)
    ]


def _membership(person: PlannedPerson, seat: tuple[str, str, str], source: Random):
    body, label, _ = seat
    started = FIRST_DAY + timedelta(days=source.randrange((LAST_DAY - FIRST_DAY).days))
    return PlannedMembership(person.key, body, f"{body}:{as_key(label)}", label, started)


def _history(people, current, source: Random) -> list[PlannedMembership]:
    """What is over (people who moved or left), and second seats that started after the first."""
    leavers = people[len(current) :]
    in_office = [m for m in current if m.body not in {"forum", "panel"}]
    moved = source.sample(in_office, MOVED)
    trustees = source.sample([m for m in current if m.body == "council"], TRUSTEES)
    elsewhere = [_ended(m.person, m.valid_from, _other(m, in_office, source)) for m in moved]
    gone = [_ended(person.key, LAST_DAY, source.choice(in_office)) for person in leavers]
    return elsewhere + gone + [_second_seat(m) for m in trustees]


def _other(membership: PlannedMembership, among, source: Random) -> PlannedMembership:
    return source.choice([m for m in among if m.body != membership.body])


def _ended(person: str, before: date, like: PlannedMembership) -> PlannedMembership:
    """A seat like another's, held for three years until the day before."""
    last = before - timedelta(days=1)
    return replace(like, person=person, valid_from=last - timedelta(days=3 * 365), valid_to=last)


def _second_seat(first: PlannedMembership) -> PlannedMembership:
    started = first.valid_from + timedelta(days=120)
    return PlannedMembership(first.person, "forum", "", "Observer", started)


def _with_contacts(people, current, source: Random) -> list[PlannedPerson]:
    """Some of the panel have no e-mail address, and two of them share a mailbox."""
    panel = [m.person for m in current if m.body == "panel"]
    drawn = source.sample(panel, WITHOUT_EMAIL + 2)
    mailbox = {key: "" for key in drawn[2:]} | {drawn[0]: f"{drawn[1]}@example.org"}
    return [replace(p, email=mailbox.get(p.key, p.email)) for p in people]


def _duties(current: list[PlannedMembership]) -> dict[str, str]:
    """The first holder of the post that carries each duty."""
    carries = {
        "coordinator": "council:partnership.coordinator",
        "moderator": "forum:forum.development.worker",
        "safeguarding_lead": "health:lead.nurse.for.safeguarding",
    }
    holders = {m.post: m.person for m in reversed(current)}
    return {duty: holders[post] for duty, post in carries.items()}
