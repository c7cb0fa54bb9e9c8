"""The planted effects are strong: over 2,000 seeds the method alone misses one at most.

If one seed were missed with a chance of 0.3%, two thousand would show at most one miss with a chance of
1.7% only. No database here: the plan and the methods are pure.
"""

import multiprocessing
import os
from collections import Counter

import pytest

from thegither.demo.opinions import plant
from thegither.demo.partnership import plan
from thegither.methods.opinion import Votes, landscape
from thegither.methods.surveys.coverage import silent_groups

pytestmark = pytest.mark.proof
RUNS, PROCESSES = 2_000, 2
FIRST_SEED = 1_000


def test_two_thousand_seeds_miss_one_at_most_and_flag_little_else():
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    seeds = range(FIRST_SEED, FIRST_SEED + RUNS)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        outcomes = dict(zip(seeds, pool.imap(try_seed, seeds, chunksize=20), strict=True))

    missed = {seed: missed for seed, (missed, _) in outcomes.items() if missed}
    flagged = {seed: flagged for seed, (_, flagged) in outcomes.items() if flagged}
    assert len(missed) <= 1, missed
    # Each statement and sector is an occasion for a false alarm; three of twenty seeds are allowed.
    assert len(flagged) <= 0.03 * RUNS, flagged


def try_seed(seed):
    """What of the planted is missed, and what else is flagged: two lists."""
    sector_of = plan(seed).sector_of()
    planted = plant(sector_of, seed)
    silent, found = silence(sector_of, planted), opinions(planted)
    ground = {shared.statement for shared in found.common_ground}
    missed = [f"silence of {planted.silent_sector}"] * (planted.silent_sector not in silent)
    missed += [f"{found.verdict}, {len(found.group_names)} groups"] * (not three_groups(found))
    missed += [f"statement {n}" for n in sorted(set(planted.bridging) - ground)]
    flagged = [f"statement {n}" for n in sorted(ground - set(planted.bridging))]
    flagged += [f"silence of {sector}" for sector in silent - {planted.silent_sector}]
    return missed, flagged


def silence(sector_of, planted):
    asked = Counter(sector_of.values())
    answered = Counter(sector_of[person] for person in planted.outlook_of)
    sectors = sorted(asked)
    found = silent_groups([answered[s] for s in sectors], [asked[s] for s in sectors])
    return {sectors[place] for place in found}


def opinions(planted):
    place = {person: n for n, person in enumerate(planted.outlook_of)}
    votes = Votes.of(
        [place[vote.person] for vote in planted.votes],
        [vote.statement for vote in planted.votes],
        [vote.choice for vote in planted.votes],
        len(place),
        len(planted.statements),
    )
    return landscape(votes)


def three_groups(found):
    return found.verdict == "groups" and len(found.group_names) == 3
