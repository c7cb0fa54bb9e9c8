"""Every rule beside an implementation that others wrote, on thousands of random votes and the real files.

pref_voting, abcvoting and pabutools bring a proprietary solver, so they are no part of the project nor of its
lock. Where they are not installed nothing is compared, and the table in the documents stays as it is.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec

from benchmarks.decisions.profiles import Vote, budgets, graded, ranked, yes_or_no
from benchmarks.decisions.verdicts import Verdict
from benchmarks.tables import all_kept

PEERS = {"pref_voting": "pref-voting", "abcvoting": "abcvoting", "pabutools": "pabutools"}
NUMBER = 2_000

Rule = tuple[str, str, Iterable[Vote], Callable[[Vote], Verdict]]


def report() -> bool:
    missing = [name for module, name in PEERS.items() if not find_spec(module)]
    if missing:
        print(f"NOT COMPARED: {', '.join(missing)} not installed here.", file=sys.stderr)
        return True
    from benchmarks.decisions import real_budgets

    print("\n## Beside other implementations\n")
    print(", ".join(f"{name} {version(name)}" for name in PEERS.values()) + ".\n")
    classes = [one for one in Verdict if one is not Verdict.DIFFERENT]
    print("| rule | beside | votes | " + " | ".join([*classes, Verdict.DIFFERENT]) + " |")
    print("|---|---|--:" + "|--:" * len(Verdict) + "|")
    began, bounds = time.process_time(), {}
    for name, peer, votes, compare in rules():
        found = Counter(map(compare, votes))
        numbers = [found[verdict] for verdict in Verdict]
        print(
            f"| {name} | {peer} | {sum(numbers):,} | " + " | ".join(map(str, numbers)) + " |",
            flush=True,
        )
        bounds[f"{name} differs from {peer}"] = found[Verdict.DIFFERENT] == 0
    bounds |= real_budgets.report()
    print(f"\n{time.process_time() - began:.0f} processor seconds.")
    return all_kept(bounds)


def rules() -> Iterator[Rule]:
    from benchmarks.decisions import budget_peer, ranked_peer

    of_rankings = partial(ranked, NUMBER)
    yield "majority", "pref_voting", yes_or_no(NUMBER), ranked_peer.by_majority
    yield "approval, some seats", "abcvoting", graded(NUMBER, 1), ranked_peer.by_approval
    yield "score", "pref_voting", graded(NUMBER, 5), ranked_peer.by_score
    yield "Schulze", "pref_voting", of_rankings(equal_ranks=True), ranked_peer.by_schulze
    single = of_rankings(equal_ranks=False)
    yield "instant run-off", "pref_voting", single, ranked_peer.by_instant_runoff
    single = of_rankings(equal_ranks=False)
    yield "single transferable vote", "pref_voting", single, ranked_peer.by_transferable_vote
    for completion in budget_peer.COMPLETED:
        compare = partial(budget_peer.by_equal_shares, completion=completion)
        yield f"equal shares, completion {completion}", "pabutools", budgets(NUMBER), compare
    yield "greedy", "pabutools", budgets(NUMBER), budget_peer.by_greedy
