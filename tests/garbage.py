"""Cycles in memory are looked for rarely while tests run: looking costs a tenth of the time."""

import gc

import pytest

BETWEEN = (100_000, 50, 100)


def pytest_collection_finish(session: pytest.Session) -> None:
    """All tests are known: set apart everything that they keep."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*BETWEEN)
