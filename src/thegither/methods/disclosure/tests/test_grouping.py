"""Levels, sectors and bodies of the same people, attacked together with everything that goes out."""

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from thegither.methods.disclosure import Side, hide_groups
from thegither.methods.disclosure.tables import NotATable

MINIMUM = 5


def random_partnership(seed):
    """Who is asked and who answers: a body and a level each, three sectors, some without a level."""
    rng = np.random.default_rng(seed)
    bodies = int(rng.integers(3, 9))
    sector_of = rng.integers(0, 3, bodies)
    body = rng.choice(bodies, int(rng.integers(12, 120)), p=rng.dirichlet(np.full(bodies, 1.2)))
    level = rng.choice(4, len(body), p=rng.dirichlet(np.full(4, 1.0)))
    heard = rng.random(len(body)) < rng.choice([0.3, 0.7, 0.95])
    level = np.where(rng.random(len(body)) < rng.choice([0, 0.04]), -1, level)
    return sector_of, body, level, heard


def sides_of(sector_of, body, level, heard):
    def side(of, count, **more):
        return Side(
            np.bincount(of[heard & (of >= 0)], minlength=count),
            int((heard & (of < 0)).sum()),
            np.bincount(of[of >= 0], minlength=count),
            **more,
        )

    bodies = len(sector_of)
    return {
        "sector": side(sector_of[body], 3),
        "level": side(level, 4),
        "body": side(body, bodies, inside="sector", within=sector_of),
    }


class Onlooker:
    """Knows who was asked, every count that is shown, and all that adds up. Apart from the method."""

    def __init__(self, sides, hidden, sector_of):
        self.sides, self.hidden, self.sector_of = sides, hidden, sector_of
        self.names = [
            (name, group) for name, side in sides.items() for group in range(len(side.counts) + 1)
        ]

    def can_be(self, name, group, value, *, blind=False):
        low, high = zip(*(self.ends(*one, blind) for one in self.names), strict=True)
        low, high = np.array(low, float), np.array(high, float)
        place = self.names.index((name, group))
        if not low[place] <= value <= high[place]:
            return False
        low[place] = high[place] = value
        rows, totals = self.ties()
        found = milp(
            np.zeros(len(low)),
            integrality=np.ones(len(low)),
            bounds=(low, high),
            constraints=LinearConstraint(rows, totals, totals),
        )
        return found.status == 0

    def ends(self, name, group, blind):
        side = self.sides[name]
        if group == len(side.counts):
            return (0, 0) if not side.unsaid else (0, 10_000)
        count, asked = side.counts[group], side.asked[group]
        shown = count == 0 or (not blind and not self.hidden[name][group])
        return (count, count) if shown else (0, asked)

    def ties(self):
        total = int(self.sides["level"].counts.sum()) + self.sides["level"].unsaid
        rows = [[float(one[0] == name) for one in self.names] for name in ("sector", "level")]
        totals = [total, total]
        for sector in range(3):
            rows.append([self.sign(one, sector) for one in self.names])
            totals.append(0)
        return np.array(rows), np.array(totals)

    def sign(self, one, sector):
        name, group = one
        if name == "sector":
            return -1.0 if group == sector else 0.0
        is_part = name == "body" and group < len(self.sector_of) and self.sector_of[group] == sector
        return float(is_part)


def assert_withstands(seed):
    sector_of, *people = random_partnership(seed)
    sides = sides_of(sector_of, *people)
    hidden = hide_groups(sides)
    onlooker = Onlooker(sides, hidden, sector_of)
    for name, side in sides.items():
        assert not (hidden[name] & (side.counts == 0)).any()
        for group in np.flatnonzero((side.counts > 0) & (side.counts < MINIMUM)):
            assert hidden[name][group]
            for value in range(MINIMUM):
                if not onlooker.can_be(name, group, value):
                    assert not onlooker.can_be(name, group, value, blind=True), (name, group)


@pytest.mark.parametrize("seed", range(25))
def test_no_small_group_can_be_worked_out(seed):
    assert_withstands(seed)


@pytest.mark.proof
@pytest.mark.parametrize("first", range(100, 1100, 50))
def test_no_small_group_of_a_thousand_partnerships_can_be_worked_out(first):
    for seed in range(first, first + 50):
        assert_withstands(seed)


@pytest.mark.parametrize("seed", range(25))
def test_what_the_hidden_hold_together_is_nobody_or_five(seed):
    sector_of, *people = random_partnership(seed)
    sides = sides_of(sector_of, *people)
    hidden = hide_groups(sides)
    for name in ("sector", "level"):
        left = int(sides[name].counts[hidden[name]].sum()) + sides[name].unsaid
        assert left == 0 or left >= MINIMUM or hidden[name][sides[name].counts > 0].all()


def test_bodies_do_not_give_away_the_sector_that_is_hidden_beside_a_small_one():
    """Two bodies of 8 and 9 make up a sector of 17, hidden beside one of three people."""
    sides = {
        "sector": Side(np.array([40, 17, 3])),
        "body": Side(np.array([40, 8, 9, 3]), inside="sector", within=np.array([0, 1, 1, 2])),
    }
    hidden = hide_groups(sides)
    assert hidden["sector"][2]
    assert hidden["body"][3]
    complement = 1 if hidden["sector"][1] else 0
    assert hidden["body"][sides["body"].within == complement].any()


def test_how_many_were_asked_is_reckoned_with():
    """All asked but two of the large one answered: with 8 of 10 beside it, the three would show."""
    counts, asked = np.array([40, 8, 3]), np.array([60, 8, 20])
    hidden = hide_groups({"sector": Side(counts, asked=asked)})["sector"]
    others = [place for place in np.flatnonzero(hidden) if place != 2]
    assert hidden[2]
    # Whatever is hidden beside the three has room to hold more, or fewer, than it does.
    assert sum(counts[hidden]) - sum(asked[others]) <= 0


def test_ways_that_hold_different_people_are_refused():
    with pytest.raises(NotATable):
        hide_groups({"a": Side(np.array([5, 6])), "b": Side(np.array([5, 7]))})


def test_nobody_at_all_is_nothing_to_hide():
    assert not hide_groups({"a": Side(np.array([0, 0]))})["a"].any()
