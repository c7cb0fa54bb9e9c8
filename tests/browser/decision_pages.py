"""The pages of decisions, each in the state in which it has most to show."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse
from tests.browser.visits import Visit, at
from tests.world import World
from tests.world_decisions import (
    WORDS,
    close,
    draft_room,
    in_days,
    record,
    seal,
    vote,
    with_options,
)

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Directive, Permission, Risk, Room
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.authority.tests.made import a_scheme, post

Make = Callable[[World], Room]


def drafting(world: World) -> Room:
    """Options with an amendment taken up, one that waits, one option withdrawn, and a rule being written."""
    room = with_options(
        world, words=("A place for carers.", "A workshop.", "Sell it."), costs=(1,) * 3
    )
    ailsa, first = world.viewer("ailsa"), room.options.get(number=1)
    said = {"words": "A place for carers, at weekends too.", "why": "Many work."}
    taken = actions.move_amendment(viewer=world.viewer("catriona"), option=first, **said)
    actions.answer_amendment(viewer=ailsa, amendment=taken, is_taken=True)
    actions.move_amendment(
        viewer=world.viewer("bashir"),
        option=room.options.get(number=2),
        words="A workshop for all ages.",
        why="Older people like to make things too.",
    )
    third = room.options.get(number=3)
    actions.withdraw_option(viewer=ailsa, option=third, because="The council may not sell it.")
    actions.write_rule(viewer=ailsa, room=room, rule=Rule())
    return room


def laying(world: World) -> Room:
    room = with_options(world)
    actions.open_cards(viewer=world.viewer("ailsa"), room=room)
    room = Room.objects.get(pk=room.pk)
    for name, number in (("morag", 1), ("catriona", 2), ("effie", 2)):
        actions.play_card(
            viewer=world.viewer(name),
            room=room,
            option=room.options.get(number=number),
            why=WORDS[0],
        )
    return room


def talked(world: World) -> Room:
    """Cards shown twice, with one person who moved; then the rule was sealed."""
    room, ailsa = laying(world), world.viewer("ailsa")
    actions.show_cards(viewer=ailsa, room=room)
    room = Room.objects.get(pk=room.pk)
    for name in ("morag", "catriona", "effie"):
        actions.play_card(
            viewer=world.viewer(name),
            room=room,
            option=room.options.get(number=1),
            why="The young people agreed to share it.",
        )
    room = seal(world, room=room)
    vote(world, room, "morag", {"1": 1})
    actions.raise_objection(
        viewer=world.viewer("bashir"), room=room, reason="Nobody can get there after six."
    )
    return room


def splitting(world: World) -> Room:
    rule = Rule(method="equal-shares", budget=3000)
    return seal(world, rule, words=("A bus", "A room", "A fair"), costs=(1000, 1500, 2000))


def asked_consent(world: World) -> Room:
    room = with_options(world, words=("A place for carers, for one year.",))
    return seal(world, Rule(method="consent", secret=False), room=room)


def split(world: World) -> Room:
    room = splitting(world)
    for name, marks in (("ailsa", {"1": 1, "2": 1}), ("bashir", {"3": 1}), ("morag", {"1": 1})):
        vote(world, room, name, marks)
    return close(world, room)


def reviewed(world: World) -> Room:
    room = record(world, split(world))
    actions.review_room(
        viewer=world.viewer("ailsa"),
        room=room,
        verdict="renegotiated",
        became="partly",
        found="The bus runs, but not on Sundays.",
        next_on=in_days(180),
    )
    return room


def directed(world: World) -> Directive:
    directive = actions.direct(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        text="The hall closes from tomorrow.",
        taken_by=world.people["effie"],
        reason="The roof is not safe.",
        scope="The hall, not the garden.",
        ends_on=in_days(60),
        mandate="Health and safety policy, 3.1",
    )
    actions.acknowledge(
        viewer=world.viewer("morag"), directive=directive, said="We need another room."
    )
    return directive


def tried(world: World) -> Risk:
    permission = permitted(world)
    draft = actions.RiskDraft(
        title="Cooking without a worker in the room",
        benefit="Somebody cooks for themselves again.",
        harm="A burn.",
        mitigation="An induction hob.",
        shared_by="The family and the team leader",
        stop_rule="Twice left on.",
        review_on=in_days(30),
        permission=permission,
    )
    return actions.take_risk(
        viewer=world.viewer("bashir"), partnership=world.partnership, draft=draft
    )


def permitted(world: World) -> Permission:
    return actions.permit(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        may="Changing the hours of support with the person",
        within="The week's total stays the same",
        covered_by="Team leader",
        until=in_days(365),
    )


def _page(name: str, who: str, make: Make) -> Visit:
    full = f"decisions:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make(world).pk]))


def _inside(name: str, who: str, make: Make, key: Callable[[Room], object]) -> Visit:
    def address(world: World) -> str:
        room = make(world)
        return reverse(f"decisions:{name}", args=["kirkbrae", room.pk, key(room)])

    return Visit(f"decisions:{name}", who, address)


def _first(room: Room) -> object:
    return room.options.get(number=1).pk


def waiting_amendment(room: Room) -> object:
    return room.options.get(number=2).amendments.get().pk


def an_objection(room: Room) -> object:
    return room.objections.get().pk


def _after(name: str, who: str, make: Callable[[World], object]) -> Visit:
    def address(world: World) -> str:
        make(world)
        return reverse(f"decisions:{name}", args=["kirkbrae"])

    return Visit(f"decisions:{name}", who, address)


def asking_the_scheme(world: World) -> str:
    room = draft_room(a_scheme(world))
    asked = {"decision_type": "respite", "post": post("Nurse consultant").pk, "amount": "3000"}
    return f"{reverse('decisions:mandate', args=['kirkbrae', room.pk])}?{urlencode(asked)}"


DECISIONS = [
    _after("index", "ailsa", reviewed),
    at("decisions:create", "ailsa", "kirkbrae"),
    Visit("decisions:mandate", "ailsa", asking_the_scheme),
    _after("kept", "ailsa", reviewed),
    _after("directives", "ailsa", directed),
    at("decisions:direct", "ailsa", "kirkbrae"),
    _page("acknowledge", "bashir", directed),
    _page("renew", "ailsa", directed),
    _after("risks", "ailsa", tried),
    at("decisions:take_risk", "bashir", "kirkbrae"),
    _page("end_risk", "bashir", tried),
    at("decisions:permit", "ailsa", "kirkbrae"),
    _page("room", "ailsa", drafting),
    _page("room", "bashir", talked),
    _page("change", "ailsa", drafting),
    _page("discard", "ailsa", draft_room),
    _page("open_options", "ailsa", draft_room),
    _page("propose", "catriona", drafting),
    _inside("amend", "catriona", drafting, _first),
    _inside("withdraw", "ailsa", drafting, _first),
    _inside("answer", "ailsa", drafting, waiting_amendment),
    _page("rule", "ailsa", drafting),
    _page("seal", "ailsa", drafting),
    _page("card", "catriona", laying),
    _page("object", "catriona", drafting),
    _inside("path", "bashir", talked, an_objection),
    _inside("next_step", "bashir", talked, an_objection),
    _inside("notes", "bashir", talked, an_objection),
    _inside("settle", "bashir", talked, an_objection),
    _page("invite", "ailsa", lambda world: seal(world)),
    _page("code", "nobody", lambda world: seal(world)),
    _page("vote", "catriona", talked),
    _page("vote", "catriona", splitting),
    _page("vote", "catriona", asked_consent),
    _page("paper", "ailsa", splitting),
    _page("papers", "ailsa", splitting),
    _page("close", "ailsa", talked),
    _page("result", "ailsa", reviewed),
    _page("write_record", "ailsa", split),
    _page("review", "ailsa", reviewed),
]
DECISION_POST_ONLY = frozenset(
    f"decisions:{name}" for name in "safeguard open_cards show_cards end_permission".split()
)
DECISION_NO_PAGE = {
    "decisions:reviews": "a file",
    "decisions:motion": "a file",
    "decisions:ballots": "a file",
}
