"""A Dask cluster: the same pieces on many processes, or on many machines that reach the same files.

Installed with `pip install 'thegither[dask]'`. A worker that dies costs time and nothing else: what it had
worked out is worked out again elsewhere, since every piece can be read again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")
Rows = Sequence[tuple[Any, ...]]


class NoDask(Exception):
    """Dask is not installed, or nobody answers at the address. The message can be shown to a person."""


@dataclass(frozen=True)
class Cluster:
    """An engine on a `distributed.Client`."""

    client: Any

    def each(self, work: Callable[..., T], rows: Rows) -> Iterable[T]:
        futures = self._submit(work, rows)
        while futures:
            yield futures.pop(0).result()

    def fold(
        self,
        work: Callable[..., T],
        merge: Callable[[T, T], T],
        rows: Rows,
        done: Callable[[], None],
    ) -> T:
        """Merged in pairs on the workers, so that one result alone travels here."""
        level = self._submit(work, rows)
        for future in level:
            future.add_done_callback(lambda _: done())
        while len(level) > 1:
            pairs = list(zip(level[::2], level[1::2], strict=False))
            merged = [self.client.submit(merge, a, b, pure=False) for a, b in pairs]
            level = merged + level[2 * len(pairs) :]
        return level[0].result()  # type: ignore[no-any-return]

    def _submit(self, work: Callable[..., T], rows: Rows) -> list[Any]:
        return [self.client.submit(work, *row, pure=False) for row in rows]


@contextmanager
def cluster(address: str = "", *, workers: int = 2) -> Iterator[Cluster]:
    """The cluster whose scheduler is at this address, or one of some processes on this machine.

    Raises NoDask where Dask is not installed or the scheduler does not answer within ten seconds.
    """
    distributed = _distributed()
    if address:
        try:
            client = distributed.Client(address, timeout="10s")
        except (OSError, ValueError) as error:
            raise NoDask(f"No Dask scheduler answers at {address}.") from error
        with client:
            yield Cluster(client)
        return
    with _processes(distributed, workers) as local, distributed.Client(local) as client:
        yield Cluster(client)


def _processes(distributed: Any, workers: int) -> Any:
    """Single-threaded processes on this machine. Only errors are told: a slow goodbye is none."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=":0",
        silence_logs=logging.ERROR,
    )


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ModuleNotFoundError as error:
        raise NoDask("Dask is not installed: pip install 'thegither[dask]'.") from error
