"""Equal shares on the real files: whom pabutools 1.2.3 elects, told by a digest of the winners' ids."""

from hashlib import sha256
from pathlib import Path

import pytest

from thegither.formats.ballots import read_ballots
from thegither.methods.decisions import priority, split_budget

FOLDER = Path(__file__).resolve().parents[5] / "shared/data/pabulib"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.exists(), reason="the real files are not here"),
]

# file, satisfaction, digest of equal shares, digest of greedy
ANSWERS = [
    ("poland_lodz_2022_", "cost", "b4b906de37f49591", "2ce2b386db0681b8"),
    ("poland_lodz_2022_", "count", "b35e0c2937b85b77", "5ca6680cba567e60"),
    ("poland_warszawa_2022_praga-poludnie", "cost", "9e8f85d7f16637f2", "8c0acfe924138e6c"),
    ("poland_warszawa_2022_praga-poludnie", "count", "bc8cf325bf85fd53", "d7c86ca3d7125a3a"),
    ("poland_gdynia_2020_karwiny-large", "cost", "e10f709ed16cc5cd", "4e07408562bedb8b"),
    ("france_toulouse_2019_", "points", "4dc254f7dc24e85c", "57a52c4c157c3b13"),
    ("poland_czestochowa_2020_rakow", "points", "7a4e358bca41b8b3", "6c036c539cded3a7"),
]


@pytest.mark.parametrize(("name", "satisfaction", "equal", "greedy"), ANSWERS)
def test_the_winners_are_those_of_pabutools(name, satisfaction, equal, greedy):
    file = read_ballots(FOLDER / f"{name}.pb")
    ballots = file.points().times(file.money.costs) if satisfaction == "cost" else file.points()
    outcome = split_budget(
        ballots,
        file.money.costs,
        file.money.budget,
        priority=priority(file.options),
        completion="none",
    )
    assert digest(file, outcome.winners) == equal
    assert digest(file, outcome.greedy.winners) == greedy


def digest(file, winners):
    ids = sorted(file.options[winner] for winner in winners)
    return sha256(",".join(ids).encode()).hexdigest()[:16]
