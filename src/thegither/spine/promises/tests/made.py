"""Promises and decisions of Kirkbrae Together, for tests."""

from datetime import timedelta

from tests.one_day import TODAY
from tests.world import World

from thegither.spine.promises import actions
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.models import Commitment

A_MONTH = timedelta(days=30)


def make(
    world: World, *, promise: str = "Ring every carer by spring", owner: str = "bashir", **more
) -> Commitment:
    values = {"due_on": TODAY + A_MONTH} | more
    return actions.make_promise(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        promise=promise,
        owner=world.people[owner],
        **values,
    )


def decide(world: World, *, days: int = 30, review: int = 0, **more) -> Decision:
    """Taken so many days ago; to be looked at again so many days after."""
    decided_on = TODAY - timedelta(days=days)
    return actions.record_decision(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        text="Every carer gets a break",
        decided_on=decided_on,
        how="agreed at the meeting",
        review_on=decided_on + timedelta(days=review) if review else None,
        **more,
    )
