"""The second map, fitted to seen votes only, as plain data for JSON."""

from dataclasses import asdict
from typing import Any

import numpy as np

from thegither.methods.opinion import Landscape, Votes
from thegither.methods.opinion.masked import agreement, compare, masked_fit
from thegither.methods.opinion.passes import can_be_grouped

Json = dict[str, Any]


def second_map(votes: Votes, found: Landscape, kept_out: np.ndarray, seed: int) -> Json | None:
    """The key `masked` of the result, on the people and statements that shape the first map.

    `held_out` compares predictions of votes held out; `agreement` (Procrustes' R^2) says how alike both
    maps are; `coordinates` are by ascending participant id. Null where nobody gave enough votes.
    """
    member = can_be_grouped(votes)
    shaping = votes.select(member, ~kept_out)
    if not shaping.n_votes:
        return None
    fit = masked_fit(shaping, seed=seed)
    order = np.argsort(votes.participant_ids[member], kind="stable")
    rows = zip(shaping.participant_ids.tolist(), fit.places.tolist(), strict=True)
    return {
        "penalty": fit.penalty,
        "held_out": asdict(compare(shaping, seed=seed)),
        "agreement": agreement(fit.places, found.places[member][order]),
        "coordinates": [{"participant": str(who), "x": x, "y": y} for who, (x, y) in rows],
    }
