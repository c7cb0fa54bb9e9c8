"""Lines and clauses as tables, in the columns that an import and the command line read."""

from collections.abc import Iterator

from thegither.formats.tables import write_csv
from thegither.spine.authority.models import DatedEntry
from thegither.spine.authority.queries import written_delegations, written_lines
from thegither.spine.authority.wording import post_name
from thegither.spine.spaces.visibility import Viewer

LINES = ("from", "to", "kind", "valid_from", "valid_to")
CLAUSES = ("clause", "decision_type", "post", "limit", "conditions", "valid_from", "valid_to")


def lines_csv(viewer: Viewer) -> bytes:
    """Every line as written."""
    rows = (
        (post_name(row.from_post), post_name(row.to_post), row.kind, *_days(row))
        for row in written_lines(viewer)
    )
    return write_csv(LINES, rows).encode("utf-8-sig")


def scheme_csv(viewer: Viewer) -> bytes:
    """Every clause as written."""
    rows = (
        (
            row.clause,
            row.decision_type,
            post_name(row.post),
            "" if row.limit is None else f"{row.limit.normalize():f}",
            row.conditions,
            *_days(row),
        )
        for row in written_delegations(viewer)
    )
    return write_csv(CLAUSES, rows).encode("utf-8-sig")


def open_files(viewer: Viewer) -> Iterator[tuple[str, bytes]]:
    """Both tables, where there is anything to stand in them."""
    if written_lines(viewer).exists():
        yield "authority/lines.csv", lines_csv(viewer)
    if written_delegations(viewer).exists():
        yield "authority/scheme.csv", scheme_csv(viewer)


def _days(row: DatedEntry) -> tuple[str, str]:
    return str(row.valid_from or ""), str(row.valid_to or "")
