"""Votes in no order, written anew in parts that each hold all votes of their people."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
ROW = np.dtype([("participant", "<i8"), ("statement", "<i8"), ("vote", "i1")])
MOST_PARTS = 30_000


class Spill:
    """Parts in a folder. A person's part is told by a hash of their id, so parts come out alike in size."""

    def __init__(self, folder: Path, parts: int) -> None:
        self.parts = min(parts, MOST_PARTS)
        self.paths = [folder / f"part-{part}.votes" for part in range(self.parts)]
        for path in self.paths:
            path.write_bytes(b"")

    def add(self, people: Ints, statements: Ints, choices: Ints) -> None:
        part = _part_of(people, self.parts)
        order = np.argsort(part, kind="stable")
        rows = np.empty(len(people), dtype=ROW)
        rows["participant"], rows["statement"] = people[order], statements[order]
        rows["vote"] = choices[order]
        edges = np.searchsorted(part[order], np.arange(self.parts + 1))
        for number, path in enumerate(self.paths):
            if edges[number] < edges[number + 1]:
                with path.open("ab") as file:
                    rows[edges[number] : edges[number + 1]].tofile(file)

    def close(self) -> list[Path]:
        """The parts that hold anything, each now sorted by person: they are read three times."""
        filled = [path for path in self.paths if path.stat().st_size]
        for path in filled:
            rows = self.read(path)
            rows[np.argsort(rows["participant"], kind="stable")].tofile(path)
        return filled

    @staticmethod
    def read(path: Path) -> np.ndarray:
        return np.fromfile(path, dtype=ROW)


def _part_of(people: Ints, parts: int) -> npt.NDArray[np.uint16]:
    """Multiplicative hashing; 16 bits, because numbers so small are sorted by counting."""
    mixed = people.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return ((mixed >> np.uint64(32)) % np.uint64(parts)).astype(np.uint16)
