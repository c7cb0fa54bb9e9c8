"""The real votes of Pabulib beside pabutools: approvals count what they cost, points as they are given."""

from pathlib import Path

from pabutools.election import Additive_Cardinal_Sat, Cost_Sat, parse_pabulib

from benchmarks.decisions.budget_peer import peer_greedy, peer_shares
from benchmarks.decisions.verdicts import Verdict
from thegither.formats.ballots import read_ballots
from thegither.methods.decisions import priority, split_budget

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "pabulib"
# pabutools takes this many distinct ballots within seconds; beyond it, up to minutes a rule.
MOST_DISTINCT = 15_000
SATISFACTIONS = {"approval": Cost_Sat}


def report() -> dict[str, bool]:
    """One line a file; by file, whether both rules buy the same."""
    if not FOLDER.exists():
        return {}
    print("\n| real file | voters | equal shares | greedy |\n|---|--:|---|---|")
    kept = {}
    for path in sorted(FOLDER.glob("*.pb")):
        shares, greedily, voters = _beside(path)
        print(f"| {path.stem.strip('_')} | {voters:,} | {shares} | {greedily} |", flush=True)
        kept[f"{path.stem} differs from pabutools"] = Verdict.DIFFERENT not in (shares, greedily)
    return kept


def _beside(path: Path) -> tuple[str, str, int]:
    file = read_ballots(path)
    ballots = file.points().times(file.money.costs) if file.kind == "approval" else file.points()
    if len(ballots.weights) > MOST_DISTINCT:
        return "not asked", "not asked", ballots.voters
    ours = split_budget(
        ballots,
        file.money.costs,
        file.money.budget,
        priority=priority(file.options),
        completion="none",
    )
    instance, profile = parse_pabulib(str(path))
    asked = instance, profile.as_multiprofile(), SATISFACTIONS.get(file.kind, Additive_Cardinal_Sat)
    wanted = {file.options[place] for place in ballots.supporters().nonzero()[0]}
    verdicts = (
        _same({file.options[place] for place in mine}, {one.name for one in theirs}, wanted)
        for mine, theirs in (
            (ours.winners, peer_shares(*asked)),
            (ours.greedy.winners, peer_greedy(*asked)),
        )
    )
    return *verdicts, ballots.voters


def _same(ours: set[str], theirs: set[str], wanted: set[str]) -> Verdict:
    if ours == theirs:
        return Verdict.SAME
    return Verdict.UNWANTED if ours == theirs & wanted else Verdict.DIFFERENT
