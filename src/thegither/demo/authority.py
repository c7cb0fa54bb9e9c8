"""Who answers to whom in a made-up partnership, and who may decide what: with one post that has two masters,
one gap, two clauses that disagree, matters that were only ever sent up to be confirmed, and decisions of one
kind that moved upwards."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from thegither.demo.conversations import Truth
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.spine.authority import actions
from thegither.spine.authority.models import Escalation
from thegither.spine.people.models import Post
from thegither.spine.promises.actions import record_decision
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE

# Each post of a body answers to the next one named after it.
LINES = {
    "council": (
        "family.support.worker > team.leader > service.manager > head.of.service"
        " > director.of.children.and.families > chief.executive > councillor",
        "housing.officer > team.leader",
        "partnership.coordinator > director.of.communities > chief.executive",
    ),
    "health": (
        "health.visitor > charge.nurse > locality.manager > head.of.community.services"
        " > chief.executive",
        "community.nurse > charge.nurse",
        "lead.nurse.for.safeguarding > director.of.public.health > chief.executive",
    ),
    "police": (
        "community.constable > sergeant > inspector > chief.inspector > divisional.commander",
    ),
}
# One of these is drawn: a second master, in another body and for something else.
SECOND_MASTERS = (
    ("council:family.support.worker", "health:charge.nurse", "professional"),
    ("health:health.visitor", "council:team.leader", "plan"),
    ("police:community.constable", "council:team.leader", "plan"),
    ("council:partnership.coordinator", "health:director.of.public.health", "financial"),
)
FRONT, LEAD, MANAGER, TOP = (
    "council:family.support.worker",
    "council:team.leader",
    "council:service.manager",
    "council:chief.executive",
)
KINDS = ("respite breaks", "transport", "small grants", "training together", "home adaptations")
CONFIRMED, MIXED = "respite breaks", "transport"
# Decisions of one kind were taken at the front line, and then higher up.
MOVED_UP, DAYS_APART = "home adaptations", 13
AGREED = (
    "A handrail at the back door.",
    "A lower step at the front.",
    "A light that comes on by itself.",
    "A seat in the shower.",
    "A ramp for the winter.",
    "A second bolt that a child cannot reach.",
)
PROPOSAL = "Two more weekends, at the same place as last time; the family asks for it."


@dataclass(frozen=True, slots=True)
class _Scheme:
    """Where it is built, and by whose hand: the house's own."""

    partnership: Partnership
    posts: dict[str, Post]
    source: Random


def delegate(partnership: Partnership, register: Register, planned: Plan) -> tuple[Truth, ...]:
    """Write lines and clauses, send matters up, look for trouble, and say what was planted."""
    made = _Scheme(partnership, register.posts, Random(f"thegither-authority-{planned.seed}"))
    truths = (_draw_lines(made), *_write_clauses(made), _send_up(made), _move_up(made))
    actions.look_for_trouble(partnership=partnership)
    return truths


def _draw_lines(made: _Scheme) -> Truth:
    """A tree for each body, and one line across that gives a post a second master."""
    pairs = {
        (f"{body}:{below}", f"{body}:{above}")
        for body, chains in LINES.items()
        for chain in chains
        for below, above in zip(chain.split(" > "), chain.split(" > ")[1:], strict=False)
    }
    for below, above in sorted(pairs):
        _line(made, below, above, "line")
    below, above, kind = made.source.choice(SECOND_MASTERS)
    _line(made, below, above, kind)
    return {"kind": "dual_line", "about": [str(made.posts[below].pk)]}


def _line(made: _Scheme, below: str, above: str, kind: str) -> None:
    actions.add_line(
        viewer=HOUSE, from_post=made.posts[below], to_post=made.posts[above], kind=kind
    )


def _write_clauses(made: _Scheme) -> tuple[Truth, Truth]:
    """Steps for each kind of decision; one kind has no last word, and one post two limits for another."""
    without_end, torn = made.source.sample(KINDS, 2)
    clauses = {}
    for chapter, kind in enumerate(KINDS, start=2):
        steps = [(FRONT, 250, ""), (LEAD, 1_000, ""), (LEAD, 2_500, "the budget holder agrees")]
        steps += [(MANAGER, 10_000, "")] + ([] if kind == without_end else [(TOP, None, "")])
        for number, (post, limit, condition) in enumerate(steps, start=1):
            clauses[kind, number] = _clause(
                made, kind, post, f"{chapter}.{number}", limit, condition
            )
    also = _clause(made, torn, MANAGER, "9.1", 6_000, "")
    return (
        {"kind": "delegation_gap", "about": [f"decision_type:{without_end}"]},
        {
            "kind": "delegation_contradiction",
            "about": [str(clauses[torn, 4].pk), str(also.pk)],
        },
    )


def _clause(made: _Scheme, kind: str, post: str, clause: str, limit: int | None, condition: str):
    return actions.add_delegation(
        viewer=HOUSE,
        post=made.posts[post],
        decision_type=kind,
        clause=clause,
        limit=None if limit is None else Decimal(limit),
        conditions=condition,
    )


def _send_up(made: _Scheme) -> Truth:
    """What one post sent up came back as proposed each time; of another kind, every second time."""
    for number in range(9):
        _sent(made, CONFIRMED, number, Escalation.Result.CONFIRMED)
        _sent(made, MIXED, number, list(Escalation.Result)[number % 2])
    about = [f"decision_type:{CONFIRMED}", str(made.posts[FRONT].pk)]
    return {"kind": "widen_delegation", "about": about}


def _sent(made: _Scheme, kind: str, number: int, result: str) -> None:
    sent_on = timezone.localdate() - timedelta(days=20 + 17 * number)
    matter = actions.escalate(
        viewer=HOUSE,
        partnership=made.partnership,
        from_post=made.posts[FRONT],
        to_post=made.posts[LEAD],
        decision_type=kind,
        amount=Decimal(made.source.randrange(300, 900, 20)),
        proposal=PROPOSAL if kind == CONFIRMED else "A taxi to the clinic and back, each week.",
        sent_on=sent_on,
    )
    actions.answer_escalation(
        viewer=HOUSE,
        escalation=matter,
        result=result,
        reason="" if result == Escalation.Result.CONFIRMED else "The community bus goes there.",
        on=sent_on + timedelta(days=made.source.randrange(6, 15)),
    )


def _move_up(made: _Scheme) -> Truth:
    """Six decisions at the front line, then six of the same kind by a senior manager."""
    levels = (Post.Level.FRONT_LINE, Post.Level.SENIOR_MANAGER)
    each = [(level, text) for level in levels for text in AGREED]
    for ago, (level, text) in zip(range(len(each), 0, -1), each, strict=True):
        _taken(made, text, level, timezone.localdate() - timedelta(days=DAYS_APART * ago))
    return {"kind": "upward_drift", "about": [f"decision_type:{MOVED_UP}"]}


def _taken(made: _Scheme, text: str, level: Post.Level, day: date) -> None:
    decision = record_decision(
        viewer=HOUSE,
        partnership=made.partnership,
        text=text,
        decided_on=day,
        how="decided in the team",
        level=str(level.label),
        no_promise_because="It was done on the spot.",
    )
    actions.note_level(
        viewer=HOUSE, record=decision.record, decision_type=MOVED_UP, level=level, on=day
    )
