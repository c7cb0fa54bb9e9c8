"""A year of decisions and promises: kept, broken, put off; a review that is due, a question nobody answered."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from thegither.demo import promised
from thegither.demo.board import weekday_before
from thegither.demo.conversations import Truth
from thegither.demo.names import as_key, draw_names
from thegither.demo.plan import Plan
from thegither.demo.promised import PlannedDecision, PlannedPromise
from thegither.demo.register import Register
from thegither.spine.people import actions as people
from thegither.spine.people.models import Person
from thegither.spine.promises import actions
from thegither.spine.promises.models import Decision, Question
from thegither.spine.spaces.models import Activity, Commitment, Partnership
from thegither.spine.spaces.visibility import Viewer

STATES = Commitment.State
# Those who answer for promises: people who can see to it that something is done.
LEVELS = ("middle_manager", "senior_manager", "first_line_manager")


def keep_promises(
    partnership: Partnership,
    register: Register,
    planned: Plan,
    meetings: Mapping[date, Activity] | None = None,
) -> tuple[Truth, ...]:
    """Decide, promise and ask through a year, and say what was planted.

    meetings: the board's meeting of a day, to which what the board decides on that day belongs.
    """
    year = _Year(partnership, register, planned, meetings or {})
    guests = _bring_partner(year)
    decisions = [_decide(year, one) for one in promised.YEAR]
    _part_with(year, guests, decisions[0])
    letters, first = promised.PLAIN_LETTERS, promised.ONE_PERSON
    unanswered = _ask(year, letters.promises[0], promised.WHAT_PEOPLE_ASK, promised.ASKED_AGO)
    actions.take_to_board(question=unanswered)
    answered = _ask(year, first.promises[1], promised.WHAT_OTHERS_ASK, promised.ASKED_LATELY_AGO)
    actions.answer_question(
        viewer=year.coordinator, question=answered, answer=promised.WHAT_IS_ANSWERED
    )
    due = decisions[promised.YEAR.index(promised.EVENING_DESK)]
    actions.find_review_due(decision=due)
    return (
        {"kind": "review_due", "about": [str(due.record_id)]},
        {"kind": "unanswered_question", "about": [str(unanswered.record_id)]},
    )


class _Year:
    """Who there is to promise, and what was promised so far, by its words."""

    def __init__(
        self,
        partnership: Partnership,
        register: Register,
        planned: Plan,
        meetings: Mapping[date, Activity],
    ) -> None:
        self.partnership, self.register, self.planned = partnership, register, planned
        self.meetings, self.today = meetings, timezone.localdate()
        self.coordinator = register.on_duty["coordinator"]
        self.source = Random(f"thegither-promises-{planned.seed}")
        self.promises: dict[str, Commitment] = {}
        levels = {post.key: post.level for post in planned.posts}
        seats = [m for m in planned.memberships if m.valid_to is None and m.post]
        self.able = [m.person for m in seats if levels[m.post] in LEVELS]

    def somebody(self) -> Person:
        return self.register.people[self.source.choice(self.able)]


def _decide(year: _Year, planned: PlannedDecision) -> Decision:
    day = weekday_before(_ago(year.today, planned.ago))
    meeting = year.meetings.get(day) if planned.level == promised.BOARD else None
    decision = actions.record_decision(
        viewer=year.coordinator,
        partnership=year.partnership,
        text=planned.text,
        decided_on=day,
        how=planned.how,
        mandate=planned.mandate,
        level=planned.level,
        dissent=planned.dissent,
        no_promise_because=planned.no_promise_because,
        review_on=day + timedelta(days=planned.review) if planned.review else None,
        activity=meeting,
        because_of=meeting and meeting.record,
    )
    for one in planned.promises:
        _promise(year, one, decision, year.somebody())
    if planned.found:
        _review(year, decision, planned)
    return decision


def _review(year: _Year, decision: Decision, planned: PlannedDecision) -> None:
    actions.review_decision(
        viewer=year.coordinator,
        decision=decision,
        found=planned.found,
        review_on=year.today + timedelta(days=90),
        on=decision.decided_on + timedelta(days=planned.review),
    )


def _promise(year: _Year, planned: PlannedPromise, decision: Decision, owner: Person) -> Commitment:
    commitment = actions.make_promise(
        viewer=year.coordinator,
        partnership=year.partnership,
        promise=planned.promise,
        owner=owner,
        due_on=decision.decided_on + timedelta(days=planned.due),
        because_of=decision.record,
        activity=decision.record.activity,
        made_on=decision.decided_on,
    )
    year.promises[planned.promise] = commitment
    _let_it_become(commitment, planned, _eyes(owner))
    return commitment


def _let_it_become(commitment: Commitment, planned: PlannedPromise, owner: Viewer) -> None:
    """What happened to it on its day; what is open or overdue is left as it is."""
    due = commitment.due_on
    if planned.became in (promised.KEPT, promised.BROKEN):
        actions.settle_promise(
            viewer=owner, commitment=commitment, state=planned.became, said=planned.said, on=due
        )
    if planned.became == promised.LATER:
        later = due + timedelta(days=60)
        moved = actions.renegotiate_promise(
            viewer=owner, commitment=commitment, due_on=later, reason=planned.said, on=due
        )
        kept = "All nine are found and paid."
        actions.settle_promise(
            viewer=owner, commitment=moved, state=STATES.KEPT, said=kept, on=later
        )


def _bring_partner(year: _Year) -> list[Person]:
    """A body beside those of the plan, so that nobody whom the plan counts on leaves with it."""
    body = people.add_organization(
        viewer=year.coordinator,
        partnership=year.partnership,
        name=promised.PARTNER,
        sector="voluntary",
    )
    known = {person.name for person in year.planned.people}
    drawn = draw_names(len(known) + len(promised.ITS_PEOPLE), year.source)
    names = [name for name in drawn if name not in known]
    joined = _ago(year.today, promised.JOINED_AGO)
    return [
        _join(year, body, name, post, joined)
        for name, post in zip(names, promised.ITS_PEOPLE, strict=False)
    ]


def _join(year: _Year, body, name: str, post: tuple[str, str], joined: date) -> Person:
    label, level = post
    person = people.add_person(
        viewer=year.coordinator,
        partnership=year.partnership,
        name=name,
        email=f"{as_key(name)}@example.org",
    )
    place = people.add_post(viewer=year.coordinator, organization=body, label=label, level=level)
    people.add_membership(
        viewer=year.coordinator, person=person, organization=body, post=place, valid_from=joined
    )
    return person


def _part_with(year: _Year, guests: list[Person], decision: Decision) -> None:
    """What one of them promised goes to somebody who stays."""
    leader = guests[0]
    _promise(year, promised.ITS_PROMISE, decision, leader)
    successors: dict[UUID, Person | None] = {leader.pk: year.somebody()}
    people.part_with_organization(
        viewer=year.coordinator,
        organization=leader.memberships.get().organization,
        reason=promised.WHY_IT_LEFT,
        successors=successors,
        on=_ago(year.today, promised.LEFT_AGO),
    )


def _ask(year: _Year, planned: PlannedPromise, words: str, ago: int) -> Question:
    """One of the people's panel asks."""
    panel = [m.person for m in year.planned.memberships if m.body == "panel"]
    asker = year.register.people[year.source.choice(panel)]
    return actions.ask_what_became(
        viewer=_eyes(asker),
        about=year.promises[planned.promise].record,
        words=words,
        on=_ago(year.today, ago),
    )


def _eyes(person: Person) -> Viewer:
    return Viewer(partnership=person.partnership_id, person=person.pk)


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)
