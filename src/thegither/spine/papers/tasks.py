"""What is due in papers: files that nothing points to any more. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator

from thegither.spine.papers.actions import sweep_shelf


def due() -> Iterator[Callable[[], object]]:
    yield sweep_shelf
