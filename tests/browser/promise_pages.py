"""The pages of promises, each in the state in which it has most to show."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from tests.browser.visits import Visit, at
from tests.world import World

from thegither.spine.people import actions as people
from thegither.spine.people.models import Leaving
from thegither.spine.promises import actions, tasks
from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.tests.made import A_MONTH, TODAY, decide, make
from thegither.spine.spaces.models import Commitment, Issue


def decided(world: World) -> Decision:
    """Two months ago, with dissent, a mandate, promises in several states, and its review due."""
    decision = decide(
        world,
        days=60,
        review=30,
        mandate="Carers (Scotland) Act 2016, section 24",
        level="The board",
        dissent="Effie: there is no money for it this year, and the waiting list grows.",
    )
    kept = make(world, because_of=decision.record, made_on=decision.decided_on)
    actions.settle_promise(
        viewer=world.viewer("bashir"), commitment=kept, state="kept", said="All thirty were rung."
    )
    promised(world, decision)
    return decision


def promised(world: World, decision: Decision | None = None) -> Commitment:
    """Bashir's promise: given a new date, and asked about."""
    because = decision or decide(world)
    promise = make(world, promise="Find a bus for the carers' group", because_of=because.record,
                   made_on=because.decided_on, due_on=TODAY + timedelta(days=3))  # fmt: skip
    actions.renegotiate_promise(
        viewer=world.viewer("bashir"), commitment=promise, due_on=TODAY + A_MONTH,
        reason="The garage keeps the bus for another month.",
    )  # fmt: skip
    question = actions.ask_what_became(viewer=world.viewer("catriona"), about=promise.record)
    actions.answer_question(
        viewer=world.viewer("bashir"), question=question, answer="The bus is promised for June."
    )
    return promise


def asked(world: World) -> Question:
    promise = make(world)
    return actions.ask_what_became(
        viewer=world.viewer("catriona"), about=promise.record, words="Nobody rang my mother."
    )


def unanswered(world: World) -> Question:
    """Its day has passed, and it stands on the board's agenda."""
    question = asked(world)
    Question.objects.filter(pk=question.pk).update(answer_due=TODAY - timedelta(days=2))
    tasks.tick()
    return question


def issue_of(world: World) -> Issue:
    question = unanswered(world)
    return Issue.objects.get(record__links_in__from_record=question.record)


def everything(world: World) -> str:
    decided(world)
    make(world, promise="Print the leaflet again", owner="ailsa")
    make(world, promise="Paint the hall", made_on=TODAY - 2 * A_MONTH, due_on=TODAY - A_MONTH)
    broken = make(world, promise="Open on Sundays too", owner="morag")
    actions.settle_promise(
        viewer=world.viewer("morag"), commitment=broken, state="broken", said="Nobody could come."
    )
    return reverse("promises:index", args=["kirkbrae"])


def _list(name: str, make_one: Callable[[World], object]) -> Visit:
    def address(world: World) -> str:
        make_one(world)
        return reverse(name, args=["kirkbrae"])

    return Visit(name, "ailsa", address)


def _page(name: str, who: str, make_one: Callable[[World], object]) -> Visit:
    full = f"promises:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make_one(world).pk]))


def leaving_behind(world: World) -> str:
    """Bashir's page of leaving, with two promises that somebody has to take over."""
    make(world)
    make(world, promise="Find a bus for the carers' group")
    return reverse("people:leave_person", args=["kirkbrae", world.people["bashir"].pk])


def parting(world: World) -> str:
    """The carers leave: Morag has a promise, Catriona stays through the health board."""
    make(world, owner="morag")
    people.add_membership(
        viewer=world.viewer("ailsa"),
        person=world.people["catriona"],
        organization=world.organizations["health"],
    )
    body = world.organizations["carers"].pk
    return reverse("people:leave_organization", args=["kirkbrae", body])


def gone(world: World) -> Leaving:
    """The carers' group, which leaves once, however often its page is visited."""
    left = Leaving.objects.filter(organization=world.organizations["carers"]).first()
    if left:
        return left
    make(world, owner="morag")
    return people.part_with_organization(
        viewer=world.viewer("ailsa"),
        organization=world.organizations["carers"],
        reason="The fund that paid for the carers' group has ended.",
        successors={world.people["morag"].pk: world.people["effie"]},
    )


PROMISES: list[Visit] = [
    Visit("promises:index", "ailsa", everything),
    at("promises:index", "nobody", "kirkbrae"),
    at("promises:make", "bashir", "kirkbrae"),
    _page("promise", "bashir", promised),
    *(_page(verb, "bashir", make) for verb in ("keep", "break_off", "renegotiate", "hand_over")),
    _list("promises:decisions", decided),
    at("promises:record_decision", "ailsa", "kirkbrae"),
    _page("decision", "ailsa", decided),
    *(_page(verb, "ailsa", decide) for verb in ("review", "end", "replace", "no_promise")),
    _list("promises:issues", unanswered),
    at("promises:raise_issue", "bashir", "kirkbrae"),
    _page("issue", "ailsa", issue_of),
    _page("close_issue", "ailsa", issue_of),
    _page("question", "catriona", unanswered),
    _page("question", "bashir", asked),
    _page("answer", "bashir", asked),
    Visit(
        "promises:safeguard",
        "morag",
        lambda w: reverse("promises:safeguard", args=["kirkbrae", asked(w).record_id]),
    ),
    Visit("people:leave_person", "bashir", leaving_behind),
    Visit("people:leave_organization", "ailsa", parting),
    _list("people:leavings", gone),
    Visit("people:left", "ailsa", lambda w: reverse("people:left", args=["kirkbrae", gone(w).pk])),
]
PROMISE_POST_ONLY: frozenset[str] = frozenset({"promises:ask", "people:undo_leaving"})
PROMISE_NO_PAGE: dict[str, str] = {"promises:partner_file": "a file"}
