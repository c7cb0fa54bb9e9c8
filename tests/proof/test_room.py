"""300 people vote within twenty seconds: each acknowledged ballot is counted once, also after `kill -9`."""

import time

import pytest
from benchmarks.http.places import PLACES, free_port
from benchmarks.http.room import PEOPLE
from benchmarks.http.run import call, finish, start
from benchmarks.http.server import serve

pytestmark = pytest.mark.proof
BEFORE_THE_KILL, LOAD = 10.0, 90.0
WARM_UP = 8
PACE = {"pace": 3.0}  # seconds between two votes of a client, of which each sends six


@pytest.mark.parametrize("database", PLACES)
def test_three_hundred_vote_at_once_and_each_counts_once(database):
    with PLACES[database]() as place:
        port = free_port()
        plan = call(place, "room", "prepare", f"http://127.0.0.1:{port}", str(LOAD))
        with serve(place, port):
            warm_up(place, plan)
            done = call(place, "load", given=plan | PACE)
        counted = call(place, "room", "count", given=sent(plan, [done], close=True))
    assert len(done["accepted"]) == PEOPLE and not done["refused"]
    assert counted["lost"] == 0
    assert counted["told"] == counted["turnout"] == sum(counted["totals"].values()) == PEOPLE


@pytest.mark.parametrize("database", PLACES)
def test_every_acknowledged_ballot_outlives_the_server_and_none_is_doubled(database):
    with PLACES[database]() as place:
        port = free_port()
        plan = call(place, "room", "prepare", f"http://127.0.0.1:{port}", str(LOAD))
        killed = load_and_kill(place, port, plan)
        before = call(place, "room", "count", given=sent(plan, [killed], close=False))
        with serve(place, port):
            again = call(place, "load", given=plan | {"pace": 0.0})
        after = call(place, "room", "count", given=sent(plan, [killed, again], close=True))
    assert killed["refused"] and len(killed["accepted"]) > 20
    assert before["lost"] == 0
    assert len(again["accepted"]) == PEOPLE
    assert after["lost"] == 0
    assert after["rows"] == after["told"] == sum(after["totals"].values()) == PEOPLE


def warm_up(place, plan):
    """Some people vote before the minute begins, and then once more: the server has loaded everything."""
    call(place, "load", given=plan | {"clients": plan["clients"][:WARM_UP], "pace": 0.0})


def load_and_kill(place, port, plan):
    with serve(place, port) as server:
        warm_up(place, plan)
        generator = start(place, "load", given=plan | PACE)
        time.sleep(BEFORE_THE_KILL)
        server.kill()
        return finish(generator)


def sent(plan, runs, *, close):
    """What was acknowledged in these runs, for the count."""
    votes = [
        plan["clients"][client][place]["vote"]
        for run in runs
        for client, place, _ in run["accepted"]
    ]
    return {"room": plan["room"], "acknowledged": votes, "close": close}
