from datetime import date

import pytest

from thegither.demo.partnership import plan
from thegither.demo.register import fill_register
from thegither.spine.people.models import Membership, Person
from thegither.spine.people.queries import frame
from thegither.spine.spaces.actions import create_partnership

pytestmark = pytest.mark.django_db
SEED = 11


@pytest.fixture(scope="module")
def partnership(undone_at_the_end):
    with undone_at_the_end():
        yield create_partnership(
            slug="register", name="Made up", purpose="To try.", is_made_up=True
        )


@pytest.fixture(scope="module")
def register(partnership, django_db_blocker):
    with django_db_blocker.unblock():
        return fill_register(partnership, plan(SEED))


def test_everybody_of_the_plan_stands_in_the_register(partnership, register):
    assert Person.objects.filter(partnership=partnership).count() == len(plan(SEED).people)
    memberships = Membership.objects.filter(partnership=partnership)
    assert memberships.count() == len(plan(SEED).memberships)


def test_the_frame_of_today_counts_everybody_in_the_sector_of_the_plan(partnership, register):
    sector_of = {register.people[key].pk: s for key, s in plan(SEED).sector_of().items()}

    rows = frame(partnership, on=date(2026, 11, 21))

    assert {row.person: row.sector for row in rows} == sector_of


def test_everybody_in_the_frame_has_a_level(partnership, register):
    assert all(row.level for row in frame(partnership, on=date(2026, 11, 21)))


def test_the_panel_belongs_to_the_forum(register):
    assert register.bodies["panel"].parent == register.bodies["forum"]


@pytest.mark.parametrize("duty", ["coordinator", "moderator", "safeguarding_lead"])
def test_whoever_carries_a_duty_can_act_on_it(register, duty):
    assert register.on_duty[duty].has_duty(duty)
