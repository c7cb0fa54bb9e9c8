"""The map of 400 organisations with 5,000 ties: how soon its page is served, and drawn in Chromium.

A fresh SQLite file, a real server, one member signed in; its map counted and
stored before, as the worker does. `python -m benchmarks.networks.page prepare` fills the file and
says where to go, in a process of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from random import Random
from statistics import median, quantiles
from time import perf_counter

import django

from benchmarks.http.places import PLACES, SQLITE, Place, free_port
from benchmarks.http.server import serve
from benchmarks.tables import all_kept

ORGANISATIONS, TIES, SECTORS = 400, 5_000, ("public", "voluntary", "private", "community")
# So many asked before that each of the two workers has surely drawn the page once.
SERVED, DRAWN, TIMES, BEFORE = 200.0, 1_000.0, 40, 20
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# From the click to the frame in which the picture stands, without what the server took.
TO_THE_PICTURE = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
  performance.now() - performance.getEntriesByType("navigation")[0].responseEnd))))"""


def prepare() -> dict[str, str]:
    from django.core.management import call_command

    from thegither.capabilities.relationships import actions
    from thegither.spine.people.actions import add_membership, add_organization, add_person
    from thegither.spine.spaces.actions import create_partnership
    from thegither.spine.spaces.visibility import HOUSE

    call_command("migrate", verbosity=0)
    partnership = create_partnership(slug="load", name="Under load", purpose="To be measured.")
    known = {"viewer": HOUSE, "partnership": partnership}
    body = add_organization(**known, name="Everybody", sector="community")
    person = add_person(**known, name="One of them")
    add_membership(viewer=HOUSE, person=person, organization=body)
    wave = actions.bring_in(**known, title="Who works with whom", brought=network())
    actions.counting.count_wave(wave=wave)
    return {"path": _results(wave), "session": _sign_in(person)}


def network() -> dict:
    """Ties drawn by lot, four of five within a sector, so that the map has something to tell."""
    random, ties = Random(400), set()
    while len(ties) < TIES:
        a, b = random.randrange(ORGANISATIONS), random.randrange(ORGANISATIONS)
        if a != b and (a % 4 == b % 4 or random.random() < 0.2):
            ties.add((a, b))
    return {
        "names": [f"Organisation {number + 1}" for number in range(ORGANISATIONS)],
        "sectors": [SECTORS[number % 4] for number in range(ORGANISATIONS)],
        "ties": [[a, b, random.randint(1, 4)] for a, b in sorted(ties)],
    }


def _results(wave) -> str:
    from django.urls import reverse

    return reverse("relationships:results", args=["load", wave.pk])


def _sign_in(person) -> str:
    from django.test import Client

    from thegither.spine.people.actions import open_account

    client = Client()
    client.force_login(open_account(person=person))
    return client.cookies["sessionid"].value


def report() -> bool:
    """Print the table; whether both bounds were kept."""
    print("| page, KB | served, ms: median, p95 | drawn, ms: median, slowest |\n|--:|--:|--:|")
    with PLACES[SQLITE]() as place:
        port, plan = free_port(), _prepared(place)
        with serve(place, port):
            address = f"http://127.0.0.1:{port}{plan['path']}"
            size, served = _served(address, plan["session"])
            drawn = _drawn(address, plan["session"])
    p95 = quantiles(served, n=20)[-1]
    said = f"{median(drawn):.0f}, {max(drawn):.0f}" if drawn else "no browser here"
    print(f"| {size / 1000:.0f} | {median(served):.0f}, {p95:.0f} | {said} |", flush=True)
    return all_kept(
        {
            f"95 of 100 pages served within {SERVED:.0f} ms": p95 < SERVED,
            f"the map drawn within {DRAWN:.0f} ms": max(drawn, default=0) < DRAWN,
        }
    )


def _prepared(place: Place) -> dict[str, str]:
    command = [sys.executable, "-m", "benchmarks.networks.page", "prepare"]
    done = subprocess.run(
        command, env=place.environment, text=True, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


def _served(address: str, session: str) -> tuple[int, list[float]]:
    """How large the page is, and milliseconds until all of it is there; the first few warm the server up."""
    asked, times, page = urllib.request.Request(address), [], b""
    asked.add_header("Cookie", f"sessionid={session}")
    for number in range(TIMES + BEFORE):
        sent = perf_counter()
        with urllib.request.urlopen(asked) as answer:
            page = answer.read()
        times += [1000 * (perf_counter() - sent)] if number >= BEFORE else []
    return len(page), times


def _drawn(address: str, session: str) -> list[float]:
    """Milliseconds from the page's last byte to the frame that shows it, in a browser that has its cache."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        times = [_once(page, address) for _ in range(8)]
        browser.close()
    return times[1:]


def _once(page, address: str) -> float:
    page.goto(address, wait_until="load")
    return page.evaluate(TO_THE_PICTURE)


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
        django.setup()
        json.dump(prepare(), sys.stdout)
        sys.exit()
    sys.exit(not report())
