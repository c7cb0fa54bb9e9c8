"""red-dwarf, given to us as groups, names the same statements. It is here for tests and benchmarks."""

import warnings
from functools import cache
from typing import Any

import numpy as np
import pytest

from thegither.methods.opinion import OpinionMap, Votes, draw_map
from thegither.methods.opinion.tests.real import NAMES, conversation, needs_real_data

pytest.importorskip("reddwarf", reason="red-dwarf is in the benchmark and test environment only")
pytestmark = [pytest.mark.real_data, needs_real_data, pytest.mark.parametrize("name", NAMES)]


@cache
def both(name: str) -> tuple[Votes, OpinionMap, Any]:
    """red-dwarf's result, and ours with its groups given."""
    from benchmarks.opinion.peer import kept_out_ids, rows, run

    read = conversation(name)
    votes = read.to_votes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = run(rows(read), kept_out_ids(read))
    group_of = theirs.participants_df["cluster_id"].fillna(-1).astype(int).to_dict()
    labels = np.array([group_of.get(person, -1) for person in votes.participant_ids.tolist()])
    return votes, draw_map(votes, labels=labels, kept_out=read.kept_out()), theirs


def test_representative_statements_are_the_same_and_in_the_same_order(name: str) -> None:
    votes, ours, theirs = both(name)
    for group, chosen in enumerate(ours.representative):
        shown = [(int(votes.statement_ids[one.statement]), one.direction) for one in chosen]
        assert shown == [(one["tid"], one["repful-for"]) for one in theirs.repness[group]]


def test_consensus_is_the_same_but_for_ties(name: str) -> None:
    _, ours, theirs = both(name)
    for side in ("agree", "disagree"):
        strength = [one.share * one.share_z for one in getattr(ours.consensus, side)]
        asked = [one["p-success"] * one["p-test"] for one in theirs.consensus[side]]
        assert strength == pytest.approx(asked, rel=1e-12)
