"""`kill -9` of the server in the middle of the load: no acknowledged vote is lost, none is there twice."""

import time

import pytest
from benchmarks.http.places import PLACES, free_port
from benchmarks.http.run import WARM_UP, acknowledged, call, finish, start, warm_up
from benchmarks.http.server import serve

pytestmark = pytest.mark.proof
BEFORE_THE_KILL, LOAD = 6.0, 120.0


@pytest.mark.parametrize("database", PLACES)
def test_every_acknowledged_vote_outlives_the_server_and_none_is_doubled(database):
    with PLACES[database]() as place:
        port = free_port()
        plan = call(place, "prepare", f"http://127.0.0.1:{port}", str(LOAD))

        killed = load_and_kill(place, port, plan)
        before = call(place, "stored", given=acknowledged(plan, killed))
        with serve(place, port):
            warm_up(place, plan)
            again = call(place, "load", given=plan | {"seconds": 5.0})
        after = call(place, "stored", given=acknowledged(plan, both(killed, again)))

    clients = len(plan["clients"])
    assert killed["refused"] == {"cut off": clients}
    assert len(killed["accepted"]) > clients
    assert before["lost"] == before["double"] == 0
    # A vote on its way when the server fell may have been stored without the answer getting through.
    warm = clients * WARM_UP
    assert 0 <= before["stored"] - before["acknowledged"] - warm <= clients
    # Every client starts again from its first vote: what was stored already must not be doubled.
    assert len(again["accepted"]) > clients and not again["refused"]
    assert after["lost"] == after["double"] == 0


def load_and_kill(place, port, plan):
    with serve(place, port) as server:
        warm_up(place, plan)
        generator = start(place, "load", given=plan)
        time.sleep(BEFORE_THE_KILL)
        server.kill()
        return finish(generator)


def both(first, second):
    return {"accepted": [*first["accepted"], *second["accepted"]]}
