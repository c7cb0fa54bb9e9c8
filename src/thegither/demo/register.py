"""Fill the register of a made-up partnership: bodies, posts, people, memberships, duties, accounts."""

from dataclasses import dataclass

from thegither.demo.plan import Plan, PlannedMembership
from thegither.spine.people import actions
from thegither.spine.people.models import Organization, Person, Post
from thegither.spine.people.queries import viewer_for
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE, Viewer


@dataclass(frozen=True, slots=True)
class Register:
    """What stands in the database, by the keys of the plan."""

    bodies: dict[str, Organization]
    posts: dict[str, Post]
    people: dict[str, Person]
    # Whoever carries a duty, as the house sees them: "coordinator", "moderator", "safeguarding_lead".
    on_duty: dict[str, Viewer]


def fill_register(partnership: Partnership, planned: Plan) -> Register:
    bodies = _add_bodies(partnership, planned)
    posts = {
        p.key: actions.add_post(
            viewer=HOUSE, organization=bodies[p.body], label=p.label, level=p.level
        )
        for p in planned.posts
    }
    people = {
        p.key: actions.add_person(viewer=HOUSE, partnership=partnership, name=p.name, email=p.email)
        for p in planned.people
    }
    for membership in planned.memberships:
        _add_membership(membership, bodies, posts, people)
    return Register(bodies, posts, people, _give_duties(partnership, planned, people))


def _add_bodies(partnership: Partnership, planned: Plan) -> dict[str, Organization]:
    """The bodies, in an order in which each one's parent is there before it."""
    bodies: dict[str, Organization] = {}
    for body in planned.bodies:
        bodies[body.key] = actions.add_organization(
            viewer=HOUSE,
            partnership=partnership,
            name=body.name,
            sector=body.sector,
            classification=body.kind,
            parent=bodies.get(body.parent),
        )
    return bodies


def _add_membership(membership: PlannedMembership, bodies, posts, people) -> None:
    actions.add_membership(
        viewer=HOUSE,
        person=people[membership.person],
        organization=bodies[membership.body],
        post=posts.get(membership.post),
        role=membership.role,
        valid_from=membership.valid_from,
        valid_to=membership.valid_to,
    )


def _give_duties(partnership: Partnership, planned: Plan, people) -> dict[str, Viewer]:
    """Each duty to its person, who can sign in from now on."""
    on_duty = {}
    for duty, key in planned.duties.items():
        actions.give_seat(viewer=HOUSE, person=people[key], duty=duty)
        account = actions.open_account(person=people[key])
        on_duty[duty] = viewer_for(account, partnership)
    return on_duty
