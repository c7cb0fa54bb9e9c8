"""This machine: as many pieces at once as there are threads. The compiled kernels hold no lock."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Threads:
    """Never holds more results at once than twice the number of threads, so memory does not grow with
    the number of pieces."""

    threads: int = 1

    def each(self, work: Callable[..., T], rows: Rows) -> Iterable[T]:
        with ThreadPoolExecutor(self.threads) as pool:
            running: list[Future[T]] = []
            for row in rows:
                running.append(pool.submit(work, *row))
                if len(running) > self.threads:
                    yield running.pop(0).result()
            for future in running:
                yield future.result()

    def fold(
        self,
        work: Callable[..., T],
        merge: Callable[[T, T], T],
        rows: Rows,
        done: Callable[[], None],
    ) -> T:
        with ThreadPoolExecutor(self.threads) as pool:
            results = _as_they_come(pool, work, rows, self.threads)
            total = next(results)
            done()
            for result in results:
                total = merge(total, result)
                done()
        return total


def _as_they_come(
    pool: ThreadPoolExecutor, work: Callable[..., T], rows: Rows, at_once: int
) -> Iterator[T]:
    waiting = iter(rows)
    running = {pool.submit(work, *row) for row in islice(waiting, at_once)}
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            yield future.result()
            running |= {pool.submit(work, *row) for row in islice(waiting, 1)}
