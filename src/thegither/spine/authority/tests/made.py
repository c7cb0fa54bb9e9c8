"""A small scheme of delegation and its lines in the shared world, made through actions.

Chief officer (Ailsa)      respite, no limit (3.9)
     |
Organizer (Morag)
     |
Support worker (Bashir)    respite, £500 (3.1); £2,000 if the carer agrees (3.2)

Nurse consultant (Effie)   respite, £5,000 (3.3)
"""

from datetime import date, timedelta
from decimal import Decimal

from tests.one_day import TODAY
from tests.world import World

from thegither.spine.authority import actions
from thegither.spine.authority.models import AccountabilityLine, Delegation, Escalation, KeptAnswer
from thegither.spine.authority.queries import can_decide
from thegither.spine.people.models import Post
from thegither.spine.spaces.actions import create_record

DAY = timedelta(days=1)


def post(label: str) -> Post:
    return Post.objects.get(label=label)


def allow(
    world: World,
    label: str,
    clause: str,
    limit: int | None = None,
    decision_type: str = "respite",
    **more: object,
) -> Delegation:
    return actions.add_delegation(
        viewer=world.viewer("ailsa"), post=post(label), decision_type=decision_type,
        clause=clause, limit=None if limit is None else Decimal(limit), **more,
    )  # fmt: skip


def answers(
    world: World, below: str, above: str, kind: str = "line", **more: date
) -> AccountabilityLine:
    return actions.add_line(
        viewer=world.viewer("ailsa"), from_post=post(below), to_post=post(above), kind=kind, **more
    )


def a_scheme(world: World) -> World:
    if not Delegation.objects.exists():
        allow(world, "Support worker", "3.1", 500)
        allow(world, "Support worker", "3.2", 2000, conditions="the carer agrees")
        allow(world, "Nurse consultant", "3.3", 5000)
        allow(world, "Chief officer", "3.9")
        answers(world, "Support worker", "Organizer")
        answers(world, "Organizer", "Chief officer")
    return world


def with_trouble(world: World) -> World:
    """Also a post with two masters, a circle, a gap, a contradiction, and two last words."""
    a_scheme(world)
    if not Delegation.objects.filter(decision_type="transport").exists():
        answers(world, "Support worker", "Nurse consultant", "professional")
        answers(world, "Nurse consultant", "Carer", "plan")
        answers(world, "Carer", "Nurse consultant", "financial")
        allow(world, "Organizer", "5.1", 100, "transport")
        allow(world, "Organizer", "5.2", 80, "transport", conditions="two quotes are there")
        allow(world, "Chief officer", "6.1", None, "housing repairs")
        allow(world, "Nurse consultant", "6.2", None, "housing repairs")
    return world


def keep(world: World) -> KeptAnswer:
    """Bashir keeps what he was told about £700."""
    a_scheme(world)
    answer = can_decide(
        partnership=world.partnership,
        decision_type="respite",
        person=world.people["bashir"],
        amount=Decimal(700),
    )
    return actions.keep_answer(
        viewer=world.viewer("bashir"), partnership=world.partnership, answer=answer
    )


def send_up(
    world: World, day: date = TODAY, *, waits: int | None = None, **answer: str
) -> Escalation:
    """Bashir asks Ailsa's post; with `waits` it is answered so many days later."""
    matter = actions.escalate(
        viewer=world.viewer("bashir"), partnership=world.partnership,
        from_post=post("Support worker"), to_post=post("Chief officer"), decision_type="respite",
        amount=Decimal(2500), proposal="Two weeks away in June, as the family asks.", sent_on=day,
    )  # fmt: skip
    if waits is None:
        return matter
    return actions.answer_escalation(
        viewer=world.viewer("ailsa"),
        escalation=matter,
        on=day + waits * DAY,
        **{"result": "confirmed"} | answer,
    )


def take(world: World, level: str, day: date, decision_type: str = "respite") -> None:
    """A decision taken at a level on a day."""
    record = create_record(
        partnership=world.partnership, kind="decision", title="Two weeks away", audience="members"
    )
    actions.note_level(
        viewer=world.viewer("ailsa"),
        record=record,
        decision_type=decision_type,
        level=level,
        on=day,
    )


def a_year(world: World) -> World:
    """Respite moves up after a while, and all that was sent up came back as proposed."""
    a_scheme(world)
    for week in range(24):
        level = "front_line" if week < 12 else "senior_manager"
        take(world, level, TODAY - (24 - week) * 7 * DAY)
    for week in range(8):
        send_up(world, TODAY - (week + 2) * 7 * DAY, waits=9)
    actions.look_for_trouble(partnership=world.partnership)
    return world
