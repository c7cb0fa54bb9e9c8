"""The load generator: 50 people, one connection each, who send the next vote when the last is answered.

Reads a plan (see `prepare.py`) on standard input and writes what happened to standard output:

    {"accepted": [[client, request, milliseconds], ...], "refused": {"403": 2}, "seconds": 20.0}

A plan may hold `pace`: the seconds between two votes of a client, the clients spread evenly over them; and
`accepts`: the answers that acknowledge a vote (200 without it).

It uses bare sockets, because on a machine of two processors a comfortable client would take much of
what is being measured. Run with `python -m benchmarks.http.load < plan.json`.
"""

import asyncio
import json
import sys
from collections import Counter
from time import perf_counter
from urllib.parse import urlsplit

REQUEST = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-CSRFToken: {csrf}\r\n"
    "HX-Request: true\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: {length}\r\n\r\n{body}"
)
CUT_OFF = (ConnectionError, asyncio.IncompleteReadError)


async def run(plan: dict) -> dict:
    started = perf_counter()
    accepted: list[tuple[int, int, float]] = []
    refused: Counter[str] = Counter()
    clients = [
        _vote(plan, number, started + plan["seconds"], accepted, refused)
        for number in range(len(plan["clients"]))
    ]
    await asyncio.gather(*clients)
    return {"accepted": accepted, "refused": refused, "seconds": perf_counter() - started}


async def _vote(plan, number, until, accepted, refused) -> None:
    """Send one client's votes in turn until time is up, none are left, or the server is gone."""
    host, begun = urlsplit(plan["address"]), perf_counter()
    accepts = plan.get("accepts", [200])
    try:
        reader, writer = await asyncio.open_connection(host.hostname, host.port)
        for place, request in enumerate(plan["clients"][number]):
            await _wait_for_turn(plan, number, place, begun)
            if perf_counter() > until:
                break
            sent = perf_counter()
            writer.write(_as_bytes(request, host.netloc))
            status = await read_answer(reader)
            if status in accepts:
                accepted.append((number, place, 1000 * (perf_counter() - sent)))
            else:
                refused[str(status)] += 1
        writer.close()
    except CUT_OFF:
        refused["cut off"] += 1


async def _wait_for_turn(plan: dict, number: int, place: int, begun: float) -> None:
    """Without a pace the next vote follows at once."""
    pace = plan.get("pace", 0.0)
    turn = begun + pace * (place + number / len(plan["clients"]))
    await asyncio.sleep(max(0.0, turn - perf_counter()))


def _as_bytes(request: dict, host: str) -> bytes:
    text = REQUEST.format(host=host, length=len(request["body"]), **request)
    return text.encode("ascii")


async def read_answer(reader: asyncio.StreamReader) -> int:
    """The status of the next answer; its body is read to the end and thrown away."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    await reader.readexactly(int(length or 0))
    return int(head.split(b" ", 2)[1])


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout)
