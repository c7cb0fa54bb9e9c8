"""With the server's own groups given, everything that can be checked is the server's."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

from thegither.formats.polis import read_folder
from thegither.methods.opinion import Landscape, Votes, landscape
from thegither.methods.opinion.tests.real import SERVER, needs_real_data, server_case

pytestmark = [pytest.mark.real_data, needs_real_data, pytest.mark.parametrize("name", SERVER)]
Json = dict[str, Any]


@cache
def compared(name: str) -> tuple[Votes, Landscape, Json]:
    read, folder = read_folder(server_case(name)), server_case(name)
    server = json.loads((folder / "math-pca2.json").read_text())
    members = dict(
        zip(server["base-clusters"]["id"], server["base-clusters"]["members"], strict=True)
    )
    group_of = {
        person: group["id"]
        for group in server["group-clusters"]
        for base in group["members"]
        for person in members[base]
    }
    votes = read.to_votes()
    labels = [group_of.get(person, -1) for person in votes.participant_ids.tolist()]
    found = landscape(votes, labels=labels, kept_out=read.kept_out(), meta=read.meta())
    return votes, found, server


def signs(found: Landscape, server: Json) -> Any:
    """An axis has no sign of its own: turn ours to the server's."""
    return np.sign((np.array(server["pca"]["comps"]) * found.axes.components).sum(axis=1))


def by_statement(server: Json, key: str) -> list[float]:
    return [server[key][str(number)] for number in server["tids"]]


def test_statements_and_counts_of_votes(name: str) -> None:
    votes, _, server = compared(name)
    assert votes.statement_ids.tolist() == server["tids"]
    counts = dict(
        zip(map(str, votes.participant_ids.tolist()), votes.per_person.tolist(), strict=True)
    )
    assert counts == server["user-vote-counts"]


def test_axes_and_means(name: str) -> None:
    _, found, server = compared(name)
    turned = found.axes.components * signs(found, server)[:, None]
    assert turned == pytest.approx(np.array(server["pca"]["comps"]), abs=1e-12)
    # inside the server agree is -1
    assert -found.axes.means == pytest.approx(np.array(server["pca"]["center"]), abs=1e-13)


def test_extremity(name: str) -> None:
    _, found, server = compared(name)
    assert found.axes.extremity == pytest.approx(
        np.array(server["pca"]["comment-extremity"]), abs=2e-10
    )


def test_places_of_people_who_are_a_base_cluster_of_their_own(name: str) -> None:
    votes, found, server = compared(name)
    base = server["base-clusters"]
    alone = [
        (ids[0], x, y)
        for ids, x, y in zip(base["members"], base["x"], base["y"], strict=True)
        if len(ids) == 1
    ]
    rows = np.searchsorted(votes.participant_ids, [person for person, _, _ in alone])
    places = -found.places[rows] * signs(found, server)
    assert places == pytest.approx(np.array([(x, y) for _, x, y in alone]), abs=1e-9)


def test_votes_of_each_group(name: str) -> None:
    _, found, server = compared(name)
    for row, group in enumerate(found.group_names):
        counts = server["group-votes"][str(group)]["votes"]
        for ours, key in (
            (found.tables.agree, "A"),
            (found.tables.disagree, "D"),
            (found.tables.seen, "S"),
        ):
            assert ours[row].tolist() == [counts[str(number)][key] for number in server["tids"]]


def test_group_aware_consensus(name: str) -> None:
    _, found, server = compared(name)
    theirs = np.array(by_statement(server, "group-aware-consensus"))
    assert found.group_aware_consensus == pytest.approx(theirs, abs=2e-16, rel=4e-16)


def test_priorities(name: str) -> None:
    _, found, server = compared(name)
    theirs = np.array(by_statement(server, "comment-priorities"))
    assert found.priorities == pytest.approx(theirs, rel=3e-10)


def test_representative_statements_in_their_order(name: str) -> None:
    votes, found, server = compared(name)
    for row, group in enumerate(found.group_names):
        ours = found.representative[row]
        theirs = server["repness"][str(group)]
        shown = [(votes.statement_ids[r.statement], r.direction, r.hits, r.seen) for r in ours]
        asked = [(r["tid"], r["repful-for"], r["n-success"], r["n-trials"]) for r in theirs]
        assert shown == asked
        assert [r.share_z for r in ours] == pytest.approx([r["p-test"] for r in theirs], rel=1e-12)
        assert [r.ratio for r in ours] == pytest.approx([r["repness"] for r in theirs], rel=1e-12)
        # the server keeps this one in single precision
        assert [r.ratio_z for r in ours] == pytest.approx(
            [r["repness-test"] for r in theirs], rel=1e-6
        )


def test_consensus_in_its_order(name: str) -> None:
    votes, found, server = compared(name)
    for ours, theirs in (
        (found.consensus.agree, server["consensus"]["agree"]),
        (found.consensus.disagree, server["consensus"]["disagree"]),
    ):
        shown = [(votes.statement_ids[r.statement], r.hits, r.seen) for r in ours]
        assert shown == [(r["tid"], r["n-success"], r["n-trials"]) for r in theirs]
