"""Threads and a real Dask cluster give what one array in memory gives, also when a worker is killed."""

import os
import signal
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from thegither.engine import Pieces, Threads
from thegither.engine.cluster import Cluster, NoDask, cluster
from thegither.engine.pieces import Held
from thegither.methods.opinion import draw_map
from thegither.methods.opinion.map import draw_in_passes
from thegither.methods.opinion.tests.made_up import planted


@dataclass(frozen=True)
class Number:
    """A piece that holds a number."""

    number: int

    def read(self) -> int:
        return self.number


def plus(number: int, given: int) -> int:
    return number + given


def add(a: int, b: int) -> int:
    return a + b


def die_once(flag: Path, number: int) -> int:
    """The first worker that comes to number 3 is killed on the spot, as by a power cut."""
    if number == 3 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return number * number


@pytest.fixture(scope="module")
def dask():
    pytest.importorskip("distributed", reason="install Dask to test it: make env")
    with cluster(workers=2) as engine:
        yield engine


@pytest.fixture(params=["threads", "dask"])
def engine(request):
    if request.param == "threads":
        return Threads(3)
    return request.getfixturevalue("dask")


def test_results_come_in_the_order_of_the_pieces(engine):
    pieces = Pieces([Number(n) for n in range(25)], engine)
    assert list(pieces.each(plus, range(100, 125))) == [n + 100 + n for n in range(25)]


def test_a_fold_holds_every_piece_once(engine):
    told: list[tuple[int, int]] = []
    pieces = Pieces([Number(2**n) for n in range(25)], engine, lambda *now: told.append(now[:2]))
    assert pieces.fold(plus, add, [0] * 25) == 2**25 - 1
    assert sorted(told) == [(n, 25) for n in range(1, 26)]


def test_one_piece_needs_no_merging(engine):
    assert Pieces([Number(7)], engine).fold(plus, add, [0]) == 7


def test_an_error_in_a_piece_is_the_error(engine):
    with pytest.raises(TypeError):
        Pieces([Number(1)], engine).fold(plus, add, ["x"])


def test_the_opinion_map_is_the_same_to_the_last_bit(engine):
    votes = planted(2)[0]
    whole = draw_map(votes)
    found = draw_in_passes(
        Pieces([Held(piece) for piece in votes.split(7)], engine),
        votes.statement_ids,
        kept_out=np.zeros(votes.n_statements, dtype=bool),
    )
    np.testing.assert_array_equal(found.places, whole.places)
    np.testing.assert_array_equal(found.labels, whole.labels)
    np.testing.assert_array_equal(found.tables.agree, whole.tables.agree)
    assert found.representative == whole.representative


def test_threads_hold_few_results_at_once():
    alive, most = 0, 0

    def begin(number: int) -> int:
        nonlocal alive, most
        alive += 1
        most = max(most, alive)
        return number

    pieces = Pieces([Number(n) for n in range(50)], Threads(2))
    for _ in pieces.each(begin):
        alive -= 1
    assert most <= 4


def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path: Path):
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as local, distributed.Client(local) as client:
        pieces = Pieces([Number(n) for n in range(12)], Cluster(client))
        died = tmp_path / "died"
        total = pieces.fold(partial(die_once, died), add)
    assert died.exists()
    assert total == sum(n * n for n in range(12))


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    distributed = pytest.importorskip("distributed")

    class Hasty(distributed.Client):
        def __init__(self, address, timeout):
            super().__init__(address, timeout="0.2s")

    monkeypatch.setattr(distributed, "Client", Hasty)
    with pytest.raises(NoDask, match=r"No Dask scheduler answers at tcp://127.0.0.1:9"):
        with cluster("tcp://127.0.0.1:9"):
            raise AssertionError("nobody is there")
