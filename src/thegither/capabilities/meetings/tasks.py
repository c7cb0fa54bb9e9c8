"""What is due in meetings, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator


def due() -> Iterator[Callable[[], object]]:
    yield from ()
