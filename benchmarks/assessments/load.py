"""200 people: each thinks, sends a page of answers, is sent on to the next page and reads it.

Both requests are timed. Thinking takes between half and one and a half times what the plan says, so that people
do not march in step. Run with `python -m benchmarks.assessments.load < plan.json`.
"""

import asyncio
import json
import sys
from collections import Counter
from random import Random
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.http.load import read_answer

POST = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-CSRFToken: {csrf}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
)
GET = "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"


async def run(plan: dict) -> dict:
    times: list[float] = []
    refused: Counter[int] = Counter()
    until = perf_counter() + plan["seconds"]
    people = [
        _answer(plan, number, until, times, refused) for number in range(len(plan["clients"]))
    ]
    await asyncio.gather(*people)
    return {"times": times, "refused": refused.total()}


async def _answer(plan, number, until, times, refused) -> None:
    source, host = Random(number), urlsplit(plan["address"])
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    place = number
    while True:
        await asyncio.sleep(plan["thinking"] * source.uniform(0.5, 1.5))
        if perf_counter() > until:
            break
        page, place = plan["pages"][place % len(plan["pages"])], place + 1
        client = plan["clients"][number] | {"host": host.netloc}
        post = POST.format(**client, **page, length=len(page["body"]))
        get = GET.format(**client, path=page["path"])
        for text, wanted in ((post, 302), (get, 200)):
            sent = perf_counter()
            writer.write(text.encode("ascii"))
            status = await read_answer(reader)
            times.append(1000 * (perf_counter() - sent))
            refused[status] += status != wanted
    writer.close()


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout)
