"""Each work of the table in processor seconds, beside the peers, and what it must keep."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import igraph
import networkx as nx
import numpy as np

from benchmarks.networks.graphs import Graph, at_random
from benchmarks.opinion.clock import peak_megabytes
from thegither.methods import networks

HERE = Path(__file__).parent
HEAD = "| work | ours s | peer | peer s | times | to keep | |\n|---|--:|---|--:|--:|---|---|"


@dataclass(frozen=True)
class Row:
    """Ours beside a peer (`times` at least so much faster) or below a bound of seconds."""

    work: str
    ours: float
    peer: str = ""
    theirs: float = 0.0
    times: float = 0.0
    seconds: float = 0.0

    @property
    def kept(self) -> bool:
        if self.times:
            return self.theirs >= self.times * self.ours
        return not self.seconds or self.ours <= self.seconds

    def text(self) -> str:
        ratio = f"{self.theirs / self.ours:.1f}" if self.theirs else ""
        theirs = f"{self.theirs:.3f}" if self.theirs else ""
        bound = f"{self.times:g} times" if self.times else f"under {self.seconds:g} s"
        bound = bound if self.times or self.seconds else ""
        verdict = "kept" if self.kept else "NOT KEPT"
        return f"| {self.work} | {self.ours:.4f} | {self.peer} | {theirs} | {ratio} | {bound} | {verdict} |"


def spent(work: Callable[[], object], runs: int = 3) -> float:
    """The least processor seconds of some runs, after one that compiles."""
    work()
    return min(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def sna_seconds(graph: Graph) -> float:
    """User seconds of sna's C loop alone."""
    with TemporaryDirectory() as folder:
        ties, groups = Path(folder) / "ties.csv", Path(folder) / "groups.csv"
        np.savetxt(ties, np.column_stack([graph.senders, graph.receivers]), "%d", ",")
        np.savetxt(groups, graph.groups, "%d")
        command = ["Rscript", str(HERE / "sna.R"), str(ties), str(groups)]
        run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return float(run.stdout.split()[-1])


def has_sna() -> bool:
    if not shutil.which("Rscript"):
        return False
    return subprocess.run(["Rscript", "-e", "library(sna)"], capture_output=True).returncode == 0


def brokerage_row(graph: Graph, times: float) -> Row:
    """From columns of ties to counts, expectations and z; sna's counts alone."""
    ours = spent(lambda: networks.brokerage(graph.network(), graph.groups), 9)
    return Row(f"brokerage, {graph.name}", ours, "sna, C loop alone", sna_seconds(graph), times)


def holes_row(graph: Graph, times: float) -> Row:
    ours = spent(lambda: networks.structural_holes(graph.network()))
    pairs = np.column_stack([graph.senders, graph.receivers])
    other = igraph.Graph(n=graph.n, edges=pairs, directed=True)
    theirs = spent(other.constraint, 1)
    work = f"constraint and effective size, {graph.name}"
    return Row(work, ours, "igraph, constraint alone", theirs, times)


def networkx_row(graph: Graph) -> Row:
    ours = spent(lambda: networks.structural_holes(graph.network()))
    pairs = zip(graph.senders.tolist(), graph.receivers.tolist(), strict=True)
    theirs = _once(partial(nx.constraint, nx.DiGraph(pairs)))
    return Row(
        f"constraint and effective size, {graph.name}", ours, "networkx, constraint alone", theirs
    )


def together_row(graph: Graph) -> Row:
    def everything() -> None:
        network = graph.network()
        networks.brokerage(network, graph.groups)
        networks.structural_holes(network)
        networks.components(network)
        networks.removals(network)
        networks.mixing(network, graph.groups, permutations=199)

    work = f"brokerage, holes, components, removals, E-I (199 shuffles), {graph.name}"
    return Row(work, spent(everything, 1), seconds=6)


def missing_row(graph: Graph, seconds: float) -> Row:
    answered = np.random.default_rng(1).random(graph.n) > 0.2

    def measure(network: networks.Network) -> np.ndarray:
        holes = networks.structural_holes(network)
        between = networks.betweenness(network).values
        return np.vstack([between, holes.constraint, holes.effective_size])

    def intervals() -> None:
        networks.missing_answer_intervals(
            graph.network(),
            answered,
            [
                networks.density,
                networks.reciprocity,
                lambda network: networks.ei_index(network, graph.groups),
                measure,
            ],
            graph.groups,
        )

    work = f"missing answers, 200 imputations, all measures, {graph.name}"
    start = _once(intervals) if graph.n > 100 else spent(intervals, 1)
    return Row(work, start, seconds=seconds)


def sampled_row(graph: Graph) -> Row:
    network = graph.network()
    found = networks.sampled_betweenness(network)
    work = f"betweenness to {found.error:.4f}, {graph.name}"
    return Row(work, spent(lambda: networks.sampled_betweenness(network)))


def report() -> bool:
    """Print the table; whether every bound was kept, memory (1 GB) included."""
    small, middle, large = (
        at_random(1_000, 20_000, 8),
        at_random(20_000, 400_000, 32),
        at_random(100_000, 2_000_000, 32),
    )
    makers: list[Callable[[], Row]] = [
        partial(together_row, large),
        partial(holes_row, middle, 2.5),
        partial(sampled_row, middle),
        partial(networkx_row, small),
        partial(missing_row, at_random(25, 180, 4), 2),
        partial(missing_row, small, 60),
    ]
    if has_sna():
        makers += [partial(brokerage_row, small, 20), partial(brokerage_row, middle, 100)]
    else:
        print("R's sna is not on this machine (Debian: apt-get install r-cran-sna); left out.")
    print(HEAD)
    kept = True
    for place, make in enumerate(makers):
        row = make()
        print(row.text(), flush=True)
        kept &= row.kept
        if not place:
            megabytes = peak_megabytes()
            print(f"| the same, memory | {megabytes:.0f} MB | | | | under 1,000 MB | |")
            kept &= megabytes < 1000
    return kept
