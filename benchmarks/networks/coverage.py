"""How often limits from missing answers hold: 1,000 drops of one in five, for each directed real network.

`python -m benchmarks.networks.coverage` takes about five minutes; docs/methods/networks.md has the shares.
"""

from thegither.methods.networks.tests.examples import RESCUES, rescue
from thegither.methods.networks.tests.test_coverage import FIGURES, covered


def report(drops: int = 1_000) -> bool:
    """Print a row for each network; whether all shares lie between 90 and 99%."""
    kept = True
    print("| network | " + " | ".join(FIGURES) + " |\n|---|--:|--:|--:|")
    for name in RESCUES:
        shares = covered(*rescue(name), drops=drops)
        kept &= bool((shares >= 0.90).all() and (shares <= 0.99).all())
        print(f"| {name} | " + " | ".join(f"{share:.3f}" for share in shares) + " |", flush=True)
    return kept


if __name__ == "__main__":
    raise SystemExit(not report())
