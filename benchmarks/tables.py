"""Tables in the documents, written by the benchmarks that measure them."""

import re
from collections.abc import Mapping
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
# What is for the eye at a screen only: remarks, and the headings that the documents have themselves.
REMARK = re.compile(r"\s*<!--.*?-->|^## .*$", re.MULTILINE)


def all_kept(bounds: Mapping[str, bool]) -> bool:
    """Whether every bound was kept. Each that was not is named in a line of its own."""
    missed = [words for words, kept in bounds.items() if not kept]
    for words in missed:
        print(f"NOT KEPT: {words}.", flush=True)
    return not missed


def write_down(name: str, said: str, docs: Path = DOCS) -> list[Path]:
    """Put what a part said between its marks, in every document that has them; gives those documents.

    A part that could not measure says nothing, and the tables stay as they were.
    """
    between = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    text = REMARK.sub("", said).strip()
    changed: list[Path] = []
    if not text:
        return changed
    for path in sorted(docs.rglob("*.md")):
        before = path.read_text(encoding="utf-8")
        if between.search(before):
            after = between.sub(lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", before)
            path.write_text(after, encoding="utf-8")
            changed.append(path)
    return changed
