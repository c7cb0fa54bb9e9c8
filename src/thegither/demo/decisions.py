"""Three decisions taken together, with reviews due: a shared process, a tokenistic one, and a small one."""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.ballots import ids_and_names, voter_of
from thegither.capabilities.decisions.queries.reading import RULE, release_of
from thegither.capabilities.decisions.queries.roll import OnTheRoll, roll_of
from thegither.capabilities.decisions.queries.rule import MAJORITY
from thegither.demo import decided
from thegither.demo.conversations import Truth
from thegither.demo.decided import PlannedRoom
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.spine.people.classes import PEOPLE
from thegither.spine.people.models import Person
from thegither.spine.promises.actions import find_review_due
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

VOTERS, FAVOUR = 40, 0.7
ENDS_IN = timedelta(days=40)


def decide_together(
    partnership: Partnership, register: Register, planned: Plan
) -> tuple[Truth, ...]:
    """Hold all three, weigh whose words moved them, and find the reviews that are due."""
    roll = roll_of(partnership, timezone.localdate())
    hand = _Hand(partnership, register, Random(f"thegither-decisions-{planned.seed}"), roll)
    truths: list[Truth] = []
    for plan in decided.ROOMS:
        room = hand.hold(plan)
        actions.weigh_moves(room=room)
        find_review_due(decision=room.decision)
        truths.append({"kind": "review_due", "about": [str(room.decision.record_id)]})
        if plan.kind == decided.TOKENISTIC:
            truths.append({"kind": "tokenistic_process", "about": [str(room.record_id)]})
    hand.decide_alone()
    return tuple(truths)


class _Hand:
    """Whoever does things in the made-up partnership: its coordinator, and those who move, vote and promise."""

    def __init__(
        self, partnership: Partnership, register: Register, source: Random, roll: list[OnTheRoll]
    ) -> None:
        self.partnership, self.source, self.roll = partnership, source, roll
        self.coordinator = register.on_duty["coordinator"]
        self.people = [one for one in roll if one.partner_class == PEOPLE]
        self.others = [one for one in roll if one.partner_class != PEOPLE]

    def hold(self, plan: PlannedRoom) -> Room:
        """From the question to the record."""
        room = self._draft(plan)
        if plan.kind != decided.SMALL:
            self._amend(room, is_shared=plan.kind == decided.SHARED)
        who = {"viewer": self.coordinator}
        actions.write_rule(**who, room=room, rule=plan.rule)
        room = actions.seal_rule(**who, room=room)
        self._vote(room, plan)
        room = actions.close_vote(**who, room=room)
        told = self._told(plan)
        decision = actions.write_record(**who, room=room, told=told)
        room.decision = decision
        return room

    def _draft(self, plan: PlannedRoom) -> Room:
        fields = ("question", "outcome", "whose", "sign", "horizon", "mandate")
        draft = actions.Draft(**{name: getattr(plan, name) for name in fields}, level="The board")
        who = {"viewer": self.coordinator}
        room = actions.create_room(**who, partnership=self.partnership, draft=draft)
        room = actions.open_options(**who, room=room)
        costs = plan.costs or (None,) * len(plan.options)
        for words, cost in zip(plan.options, costs, strict=True):
            mover = self._eyes(self.source.choice(self.others))
            actions.propose_option(viewer=mover, room=room, words=words, cost=cost)
        return room

    def _amend(self, room: Room, is_shared: bool) -> None:
        """Both sides move equally much. In the shared process both get most of it, in the other one nothing."""
        options = list(room.options.all())
        for movers, is_heard in ((self.people, is_shared), (self.others, True)):
            for number in range(decided.MOVED_EACH):
                option = options[number % len(options)]
                option.refresh_from_db()
                amendment = actions.move_amendment(
                    viewer=self._eyes(self.source.choice(movers)),
                    option=option,
                    words=_other_words(option.words),
                    why=decided.WHY_MOVED,
                )
                self._answer(amendment, is_heard and number < decided.TAKEN_UP)

    def _answer(self, amendment, is_taken: bool) -> None:
        amendment.refresh_from_db()
        if amendment.state == amendment.State.MOVED:
            actions.answer_amendment(
                viewer=self.coordinator,
                amendment=amendment,
                is_taken=is_taken,
                answer="" if is_taken else decided.WHY_NOT,
            )

    def _vote(self, room: Room, plan: PlannedRoom) -> None:
        sealed = release_of(room, RULE)
        ids, _names = ids_and_names(sealed)
        for one in self.source.sample(self.roll, min(VOTERS, len(self.roll))):
            voter = voter_of(room, plan.rule, one.person)
            actions.cast_ballot(voter=voter, sealed=sealed, marks=self._marks(plan, ids))

    def _marks(self, plan: PlannedRoom, ids: list[str]) -> dict[str, int]:
        """Most mark the favourite; where several can be marked, some others too."""
        ticks = 1 if plan.rule.method == MAJORITY else self.source.randint(1, len(ids))
        marked = self.source.sample(ids, ticks)
        if self.source.random() < FAVOUR:
            marked[0] = plan.favourite
        return dict.fromkeys(marked, 1)

    def _told(self, plan: PlannedRoom) -> actions.Told:
        day = timezone.localdate() - timedelta(days=plan.ago)
        due = timezone.localdate() + timedelta(days=30)
        owner = Person.objects.get(pk=self.source.choice(self.others).person)
        return actions.Told(
            text=plan.text,
            review_on=day + timedelta(days=plan.review),
            promises=[actions.Promised(plan.promise, owner, _weekday(due), plan.support)],
            minority_report=plan.minority,
            decided_on=day,
        )

    def decide_alone(self) -> None:
        """One post could not wait; two others have read it."""
        leader = Person.objects.get(pk=self.others[0].person)
        directive = actions.direct(
            viewer=self.coordinator,
            partnership=self.partnership,
            taken_by=leader,
            ends_on=timezone.localdate() + ENDS_IN,
            **decided.DIRECTIVE,
        )
        for one in self.people[:2]:
            actions.acknowledge(viewer=self._eyes(one), directive=directive)

    def _eyes(self, one: OnTheRoll) -> Viewer:
        return Viewer(partnership=self.partnership.pk, person=one.person)


def _other_words(words: str) -> str:
    """The option with the next addition in the place of the one it has."""
    base, _comma, has = words.rstrip(".").partition(", and ")
    also = [one.removeprefix("and ") for one in decided.ALSO]
    following = also[(also.index(has) + 1) % len(also)] if has in also else also[0]
    return f"{base}, and {following}."


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
