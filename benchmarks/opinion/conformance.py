"""`python -m benchmarks.opinion.conformance`: how far we agree with the Polis server and with red-dwarf.

With the server's groups given, everything that follows from votes and groups has to be the server's; with
red-dwarf's groups given, the same statements have to represent them; and no k-means that starts by lot 200
times may be better than ours by more than a hundredth. Agreement with Polis's own groups is only told.
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np

from benchmarks.opinion.folders import DATA, folders
from benchmarks.tables import all_kept
from thegither.formats.polis import read_folder
from thegither.methods.opinion import Landscape, draw_map, groups, landscape
from thegither.methods.opinion.passes import can_be_grouped

SERVER = DATA.parent / "polis-server"
BOUNDS = {
    "components": 1e-12,
    "means": 1e-13,
    "extremity": 2e-10,
    "places of single base clusters": 1e-9,
    "votes of a person": 0,
    "votes of a group": 0,
    "group-aware consensus": 4e-16,
    "priorities, relative": 3e-10,
    "representative statements": 0,
    "consensus": 0,
}
RESTARTS, EXCESS = 200, 0.01


def report() -> bool:
    if not SERVER.is_dir():
        print("The server's recorded cases are not on this machine.")
        return True
    return all([_server_report(), _peer_report()])


# --- the server's recorded cases ------------------------------------------------------------------


def _server_report() -> bool:
    cases = sorted(path for path in SERVER.iterdir() if (path / "math-pca2.json").is_file())
    rows = [_compare(case) for case in cases]
    print("| largest difference | " + " | ".join(case.name for case in cases) + " | allowed |")
    print("|---" + "|--:" * (len(cases) + 1) + "|")
    for what, bound in BOUNDS.items():
        found = " | ".join(_shown(row[what]) for row in rows)
        print(f"| {what} | {found} | {_shown(bound)} |", flush=True)
    return all_kept(
        {what: all(row[what] <= bound for row in rows) for what, bound in BOUNDS.items()}
    )


def _shown(value: float) -> str:
    return f"{value:.0e}" if value else "none"


def _compare(case: Path) -> dict[str, float]:
    server = json.loads((case / "math-pca2.json").read_text())
    read = read_folder(case)
    votes, people = read.to_votes(), _people(server)
    labels = [people.get(person, -1) for person in votes.participant_ids.tolist()]
    found = landscape(votes, labels=labels, kept_out=read.kept_out(), meta=read.meta())
    comps = np.array(server["pca"]["comps"])
    sign = np.sign((comps * found.axes.components).sum(axis=1))
    counts = dict(
        zip(map(str, votes.participant_ids.tolist()), votes.per_person.tolist(), strict=True)
    )
    asked = _by_statement(server, "comment-priorities")
    return {
        "components": _apart(found.axes.components * sign[:, None], comps),
        "means": _apart(-found.axes.means, server["pca"]["center"]),
        "extremity": _apart(found.axes.extremity, server["pca"]["comment-extremity"]),
        "places of single base clusters": _places_apart(votes.participant_ids, found, server, sign),
        "votes of a person": float(counts != server["user-vote-counts"]),
        "votes of a group": _group_votes_apart(found, server),
        "group-aware consensus": _apart(
            found.group_aware_consensus, _by_statement(server, "group-aware-consensus")
        ),
        "priorities, relative": _apart(found.priorities / asked, np.ones(len(asked))),
        "representative statements": _chosen_apart(votes.statement_ids, found, server),
        "consensus": _consensus_apart(votes.statement_ids, found, server),
    }


def _apart(ours, theirs) -> float:
    return float(np.abs(np.asarray(ours) - np.asarray(theirs)).max())


def _by_statement(server: dict, key: str) -> np.ndarray:
    return np.array([server[key][str(number)] for number in server["tids"]])


def _people(server: dict) -> dict[int, int]:
    """The server's group of each person."""
    base = server["base-clusters"]
    members = dict(zip(base["id"], base["members"], strict=True))
    return {
        person: group["id"]
        for group in server["group-clusters"]
        for one in group["members"]
        for person in members[one]
    }


def _places_apart(ids: np.ndarray, found: Landscape, server: dict, sign: np.ndarray) -> float:
    base = server["base-clusters"]
    rows = zip(base["members"], base["x"], base["y"], strict=True)
    alone = [(members[0], x, y) for members, x, y in rows if len(members) == 1]
    at = np.searchsorted(ids, [person for person, _, _ in alone])
    return _apart(-found.places[at] * sign, [(x, y) for _, x, y in alone])


def _group_votes_apart(found: Landscape, server: dict) -> float:
    most = 0.0
    for row, group in enumerate(found.group_names):
        counts = server["group-votes"][str(group)]["votes"]
        tables = {"A": found.tables.agree, "D": found.tables.disagree, "S": found.tables.seen}
        for key, ours in tables.items():
            theirs = [counts[str(number)][key] for number in server["tids"]]
            most = max(most, _apart(ours[row], theirs))
    return most


def _chosen_apart(ids: np.ndarray, found: Landscape, server: dict) -> float:
    """Groups whose representative statements differ, or stand in another order."""
    return float(
        sum(
            [(ids[one.statement], one.direction, one.hits, one.seen) for one in ours]
            != [
                (one["tid"], one["repful-for"], one["n-success"], one["n-trials"])
                for one in server["repness"][str(group)]
            ]
            for group, ours in zip(found.group_names, found.representative, strict=True)
        )
    )


def _consensus_apart(ids: np.ndarray, found: Landscape, server: dict) -> float:
    return float(
        sum(
            [(ids[one.statement], one.hits, one.seen) for one in getattr(found.consensus, side)]
            != [(one["tid"], one["n-success"], one["n-trials"]) for one in theirs]
            for side, theirs in server["consensus"].items()
        )
    )


# --- the real conversations -----------------------------------------------------------------------


def _peer_report() -> bool:
    print("\n| conversation | groups whose representative statements differ from red-dwarf's "
          "| excess over 200 starts | adjusted Rand index with Polis's groups |")  # fmt: skip
    print("|---|--:|--:|--:|")
    kept = {}
    for folder in folders():
        differ, excess = _differ_from_peer(folder), _excess(folder)
        rand = _agreement_with_polis(folder)
        print(f"| {folder.name} | {differ} | {100 * excess:.2f}% | {rand} |", flush=True)
        kept[f"{folder.name} as red-dwarf, and near the best start"] = (
            differ == 0 and excess <= EXCESS
        )
    return all_kept(kept)


def _differ_from_peer(folder: Path) -> int:
    from benchmarks.opinion.peer import kept_out_ids, rows, run

    read = read_folder(folder)
    votes = read.to_votes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = run(rows(read), kept_out_ids(read))
    group_of = theirs.participants_df["cluster_id"].fillna(-1).astype(int).to_dict()
    labels = np.array([group_of.get(person, -1) for person in votes.participant_ids.tolist()])
    ours = draw_map(votes, labels=labels, kept_out=read.kept_out())
    return sum(
        [(int(votes.statement_ids[one.statement]), one.direction) for one in chosen]
        != [(one["tid"], one["repful-for"]) for one in theirs.repness[group]]
        for group, chosen in enumerate(ours.representative)
    )


def _excess(folder: Path) -> float:
    """How far our sum of squares lies above the least of many starts, for the worst number of groups."""
    from sklearn.cluster import KMeans

    read = read_folder(folder)
    votes = read.to_votes()
    member = can_be_grouped(votes)
    points = draw_map(votes, kept_out=read.kept_out()).places[member]
    found = groups.partitions(points, votes.participant_ids[member], 5)
    most = 0.0
    for k, ours in found.items():
        best = KMeans(k, init="random", n_init=RESTARTS, tol=0, random_state=0).fit(points)
        most = max(most, ours.spread / best.inertia_ - 1)
    return most


def _agreement_with_polis(folder: Path) -> str:
    """Polis's groups as they stand in the export; they depend on the conversation's history."""
    import csv

    from sklearn.metrics import adjusted_rand_score

    with (folder / "participants-votes.csv").open(encoding="utf-8-sig", newline="") as file:
        polis = {int(row["participant"]): row["group-id"] for row in csv.DictReader(file)}
    read = read_folder(folder)
    votes = read.to_votes()
    labels = draw_map(votes, kept_out=read.kept_out()).labels.tolist()
    pairs = [
        (polis[person], own)
        for person, own in zip(votes.participant_ids.tolist(), labels, strict=True)
        if own >= 0 and polis.get(person)
    ]
    return f"{adjusted_rand_score(*zip(*pairs, strict=True)):.2f}"


if __name__ == "__main__":
    sys.exit(0 if report() else 1)
