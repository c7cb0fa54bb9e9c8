"""Pieces of data, and what an engine does with them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Progress = Callable[..., None]


class Piece(Protocol):
    """Some of the data, described in a few words; only whoever works on it reads it."""

    def read(self) -> Any: ...


class Engine(Protocol):
    """Runs a function on each row of arguments."""

    def each(self, work: Callable[..., T], rows: Sequence[tuple[Any, ...]]) -> Iterable[T]:
        """The results in the order of the rows."""

    def fold(
        self,
        work: Callable[..., T],
        merge: Callable[[T, T], T],
        rows: Sequence[tuple[Any, ...]],
        done: Callable[[], None],
    ) -> T:
        """The results merged to one, in whatever order they come; `done` is called after each."""


@dataclass(frozen=True)
class Held:
    """A piece that is in memory already."""

    data: Any

    def read(self) -> Any:
        return self.data


@dataclass(frozen=True)
class Pieces:
    """All pieces of something, and the engine that works on them: what a method calls its chunks."""

    pieces: Sequence[Piece]
    engine: Engine
    progress: Progress | None = None

    def each(self, work: Callable[..., T], *given: Sequence[Any]) -> Iterable[T]:
        """`work(data, ...)` for each piece, in order; `given` holds one more argument a piece each."""
        for number, result in enumerate(self.engine.each(partial(_on, work), self._rows(given))):
            self._show(number + 1)
            yield result

    def fold(self, work: Callable[..., T], merge: Callable[[T, T], T], *given: Sequence[Any]) -> T:
        """The same, merged to one."""
        finished: list[None] = []

        def done() -> None:
            finished.append(None)
            self._show(len(finished))

        return self.engine.fold(partial(_on, work), merge, self._rows(given), done)

    def _rows(self, given: tuple[Sequence[Any], ...]) -> list[tuple[Any, ...]]:
        return list(zip(self.pieces, *given, strict=True))

    def _show(self, number: int) -> None:
        if self.progress is not None:
            self.progress(number, len(self.pieces), "Working on the pieces")


def _on(work: Callable[..., T], piece: Piece, *given: Any) -> T:
    return work(piece.read(), *given)
