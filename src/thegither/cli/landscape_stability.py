"""How sure the groups are, as plain data for JSON: two bootstraps, over people and over both."""

from collections.abc import Callable
from typing import Any

import numpy as np

from thegither.methods.opinion import Landscape, Stability, Votes, stability

Json = dict[str, Any]
Progress = Callable[..., None]
WORDS = "Drawing the conversation again"


def drawn_again(
    votes: Votes,
    found: Landscape,
    kept_out: np.ndarray,
    names: list[str],
    replicates: int,
    seed: int,
    progress: Progress | None,
) -> Json:
    """The key `stability` of the result; progress runs once over both bootstraps."""

    def run(before: int, *, statements: bool) -> Json:
        def show(done: int, _: int) -> None:
            if progress is not None:
                progress(before + done, 2 * replicates, WORDS)

        sure = stability(
            votes,
            found.labels,
            kept_out=kept_out,
            statements=statements,
            replicates=replicates,
            seed=seed,
            progress=show,
        )
        return _told(votes, sure, names)

    return {
        "replicates": replicates,
        "people": run(0, statements=False),
        "people_and_statements": run(replicates, statements=True),
    }


def _told(votes: Votes, sure: Stability, names: list[str]) -> Json:
    """Groups in their order; people by ascending id, those not grouped left out."""
    order = np.argsort(votes.participant_ids, kind="stable")
    order = order[~np.isnan(sure.certainty[order])]
    people = zip(votes.participant_ids[order], sure.certainty[order].tolist(), strict=True)
    # Fewer than two groups have no stability.
    groups = zip(names, sure.jaccard.tolist(), strict=False)
    return {
        "k_shares": {str(k): share for k, share in sure.k_shares.items()},
        "groups": [{"group": name, "jaccard": overlap} for name, overlap in groups],
        "members": [{"participant": str(who), "certainty": part} for who, part in people],
    }
